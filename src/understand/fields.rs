//! Finds `Label: value` in a line, however it is dressed.
//!
//! `**Owner**: x`, `**Owner:** x`, `Owner: x`, and several on one line
//! (`**A:** x | **B:** y`). A plain label counts only if the lexicon knows it; a
//! bold one always does, for authors use bold to label.

use super::lexicon::Label;
use super::lexicon::Lexicon;
use super::prose::Slice;
use crate::parse::Style;
use crate::text::TextRange;
use crate::text::signs;

/// A labelled value.
#[derive(Clone, Debug)]
pub struct Field {
    /// The label as written, without marks.
    pub label: String,
    /// What it announces, if the lexicon knows it.
    pub kind: Option<Label>,
    /// What stands behind it on its line; may be empty.
    pub value: Slice,
    /// The bytes of label and value.
    pub range: TextRange,
}

/// The longest plain label in characters: longer ones are sentences with a colon.
const LONGEST_LABEL: usize = 40;

/// How many colons of a line are looked at, and how many fields may be hung onto its
/// end: what has more is no line of fields, and each costs a look at the line.
const MOST: usize = 64;

/// The fields of one line, in order; none if the line is no field.
pub fn fields(line: &Slice, lexicon: &Lexicon) -> Vec<Field> {
    let text = line.text();
    if !text.contains(is_colon) {
        return Vec::new();
    }
    let colons = text.char_indices().filter(|(_, c)| is_colon(*c)).map(|x| x.0);
    let colons: Vec<usize> = colons.take(MOST).collect();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for colon in colons {
        let from = starts.last().map_or(0, |(_, colon)| colon + 1);
        if let Some(start) = bold_label(line, from, colon) {
            starts.push((start, colon));
        }
    }
    match starts.first() {
        Some((0, _)) => {}
        _ => return plain(line, lexicon).into_iter().collect(),
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((start, colon), end)| {
            let label = text.get(*start..*colon).unwrap_or_default();
            let behind = colon + text.get(*colon..).map_or(1, colon_len);
            make(line, label, &line.cut(behind, end.max(behind)), *start, lexicon)
        })
        .collect()
}

/// Signs with which authors part the words of an entry from its fields.
const PARTINGS: &[&str] = &[" - ", " – ", " — ", " | ", " · "];

/// The words of an entry and the fields behind them on its line:
/// `Mend the pump - Owner: Ada - Due: 9 March`.
///
/// Only what follows is a field all the way to the end counts, so that a dash in a
/// sentence parts nothing.
pub fn tail(line: &Slice, lexicon: &Lexicon) -> (Slice, Vec<Field>) {
    let mut found = Vec::new();
    let mut end = line.text().len();
    let parted = PARTINGS.iter().any(|sign| signs::find(line.text(), sign).is_some());
    let visible = if parted { line.without_code() } else { "".into() };
    while let Some((at, sign)) = last_parting(&visible, end) {
        let part = line.cut(at + sign.len(), end).trim();
        let fields = fields(&part, lexicon);
        let hung = !fields.is_empty() && fields.iter().all(|it| is_hung_on(it.kind));
        if !hung || found.len() >= MOST {
            break;
        }
        found.extend(fields.into_iter().rev());
        end = at;
    }
    found.reverse();
    let words = line.cut(0, end).trim();
    let said = words.text().chars().any(char::is_alphanumeric);
    if said { (words, found) } else { (line.clone(), Vec::new()) }
}

/// The last sign that parts within `text` up to `end`; what stands farther away is no
/// field that hangs there.
fn last_parting(text: &str, end: usize) -> Option<(usize, &'static str)> {
    const NEAR: usize = 2000;
    let near = end.saturating_sub(NEAR);
    let near = (near..=end).find(|at| text.is_char_boundary(*at))?;
    let part = text.get(near..end)?;
    let found = PARTINGS
        .iter()
        .filter_map(|sign| Some((near + signs::rfind(part, sign)?, *sign)));
    found.max_by_key(|(at, _)| *at)
}

/// Whether authors hang such a field onto an entry's words.
fn is_hung_on(kind: Option<Label>) -> bool {
    matches!(
        kind,
        Some(
            Label::Owner
                | Label::When
                | Label::Priority
                | Label::Status
                | Label::Completed
                | Label::Effort
                | Label::Points
                | Label::Category
                | Label::Dependencies
        )
    )
}

/// Where the bold label begins that ends at the colon, which may itself be bold.
fn bold_label(line: &Slice, from: usize, colon: usize) -> Option<usize> {
    let text = line.text();
    let label = text.get(from..colon)?;
    let mut start = colon;
    for (at, c) in label.char_indices().rev() {
        let bold = line.style(from + at).has(Style::STRONG);
        if bold {
            start = from + at;
        } else if !(c.is_whitespace() && start == colon) {
            break;
        }
    }
    let label = text.get(start..colon)?.trim();
    let words = label.chars().any(char::is_alphanumeric);
    // A label in the middle of a line needs a bar or blank before it.
    let before = text.get(..start)?.trim_end();
    let free = before.is_empty() || before.ends_with(['|', '·', '•', ';', '/', ',']);
    let lone_sign = !before.is_empty() && before.chars().all(|c| !c.is_alphanumeric());
    let start = if lone_sign { 0 } else { start };
    (words && (free || lone_sign) && label.chars().count() <= 2 * LONGEST_LABEL)
        .then_some(start)
}

fn plain(line: &Slice, lexicon: &Lexicon) -> Option<Field> {
    let text = line.text();
    let colon = text.find(is_colon)?;
    let label = text.get(..colon)?;
    if label.chars().count() > LONGEST_LABEL || label.contains("http") {
        return None;
    }
    label_kind(label, lexicon)?;
    let behind = colon + text.get(colon..).map_or(1, colon_len);
    // `10:30` and `std::fs` are no labels.
    let after = text.get(behind..)?;
    if !after.is_empty()
        && !after.starts_with(char::is_whitespace)
        && text.get(colon..behind) == Some(":")
    {
        let value_like =
            after.starts_with(['@', '*', '[']) || after.starts_with(char::is_uppercase);
        if !value_like {
            return None;
        }
    }
    Some(make(line, label, &line.cut(behind, text.len()), 0, lexicon))
}

fn make(
    line: &Slice,
    label: &str,
    value: &Slice,
    start: usize,
    lexicon: &Lexicon,
) -> Field {
    let stripped = value.text().trim().trim_end_matches(['|', '·']).trim();
    let value = value.part(stripped);
    let label = label.trim().trim_matches(['*', '_']).trim();
    let kind = label_kind(label, lexicon);
    let from = line.cut(start, line.text().len()).range();
    let range = TextRange { start: from.start, end: value.range().end.max(from.start) };
    Field { label: label.to_owned(), kind, value, range }
}

/// What a label announces; a remark in brackets behind it is no part of it:
/// `Present (5 of 7)`.
fn label_kind(label: &str, lexicon: &Lexicon) -> Option<Label> {
    let labels = &lexicon.labels;
    let remark = label.trim_end().ends_with([')', '）']);
    let head = || label.split(['(', '（']).next().filter(|_| remark);
    let person =
        |label: &Label| matches!(label, Label::Owner | Label::Author | Label::Attendee);
    // `Facilitator / Scribe`, `Owner/DRI`.
    let either = || label.split('/').find_map(|label| labels.exact(label).filter(person));
    labels.exact(label).or_else(|| labels.exact(head()?)).or_else(either)
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn colon_len(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}
