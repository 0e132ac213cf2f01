//! Markers in running text: `… we met twice. **ACTION**: Ada books a room.`

use crate::parse::Style;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;
use crate::understand::values::state;

/// The parts of a line that are things of their own: `Action: …` at its beginning or
/// behind a sentence, `**ACTION**: …` anywhere, each up to the next one.
pub(super) fn marked(line: &Slice, lexicon: &Lexicon) -> Vec<Slice> {
    let text = line.text();
    let colons = text.char_indices().filter(|(_, c)| matches!(c, ':' | '：'));
    let mut starts: Vec<usize> = Vec::new();
    for (colon, _) in colons {
        let from = starts.last().copied().unwrap_or(0);
        starts.extend(
            start(line, (from, colon), lexicon)
                .filter(|at| starts.last().is_none_or(|last| at > last)),
        );
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| {
        let part = line.cut(*start, end).trim();
        // The mark that opens the bold text of the next one.
        part.part(part.text().trim_end_matches(['*', ' ']))
    });
    let said = |part: &Slice| {
        let behind = part.text().split_once([':', '：']);
        behind.is_some_and(|(_, rest)| rest.chars().any(char::is_alphanumeric))
    };
    parts.filter(said).collect()
}

/// A word such as `Action` has fewer bytes in any language, emphasis included. A line of
/// a megabyte with a colon at every third byte is not read again for each of them.
const LONGEST: usize = 200;

/// Where the marker begins that ends at `colon`.
fn start(
    line: &Slice,
    (from, colon): (usize, usize),
    lexicon: &Lexicon,
) -> Option<usize> {
    let is_marker =
        |lead: &str| !lead.trim().is_empty() && lexicon.marker(lead).is_some();
    let near = from.max(colon.saturating_sub(LONGEST));
    let from = (near..=colon).find(|at| line.text().is_char_boundary(*at))?;
    let before = line.text().get(from..colon)?;
    let bold = before.char_indices().rev().take_while(|(at, c)| {
        line.style(from + at).has(Style::STRONG) || c.is_whitespace() || *c == '*'
    });
    let bold = bold.last().map_or(before.len(), |(at, _)| at);
    if is_marker(before.get(bold..)?) {
        return Some(from + bold);
    }
    // A plain one begins a line or a sentence, with a capital behind a sentence.
    let sentence = before.rfind(['.', ';', '!', '?', '。']);
    let at = sentence.map_or(0, |at| at + 1);
    let lead = before.get(at..)?;
    let lead = lead.trim_start_matches(|c: char| !c.is_alphanumeric());
    let capital = lead.starts_with(char::is_uppercase);
    let first = from == 0 && sentence.is_none();
    let at = before.len() - lead.len();
    (is_marker(lead) && (first || capital)).then_some(if first { 0 } else { from + at })
}

/// Whether a marker in capitals and brackets stands in a line: `… (ACTION)`.
pub(super) fn is_tagged(line: &Slice, lexicon: &Lexicon) -> bool {
    state::brackets(line.text()).into_iter().any(|part| {
        let loud = !part.inner.chars().any(char::is_lowercase);
        loud && lexicon.markers.exact(part.inner).is_some()
    })
}
