//! Lines of paragraphs that readers see as more: `**Two pumps.** One for each well.`,
//! `##Decisions` without a blank, `1．A line that was meant as a list entry`.

use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::prose::Slice;

/// Whether a line names a thing in bold and then tells about it.
///
/// A bold label with a colon counts unless it is a known one, for then it is a field
/// of what stands above.
pub(super) fn is_led(line: &Slice, fields: &[Field]) -> bool {
    let text = line.text();
    let start = text.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    // Emoji and list numbers may stand before it.
    let digits = text.get(start..).unwrap_or_default();
    let number = digits.len()
        - digits
            .trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')
            })
            .len();
    let bold = |at: usize| line.cut(at, text.len()).bold_lead();
    let Some((lead, rest)) = bold(start).or_else(|| bold(start + number)) else {
        return false;
    };
    let rest = rest.text().trim_start();
    let parted = rest.starts_with(['-', '–', '—', ':', '：', '→'])
        || lead.text().ends_with(['.', ':', '：', '?', '!', '。']);
    let told = rest.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    let unknown = matches!(fields, [] | [Field { kind: None, .. }]);
    let own_line = lead.text().contains('\n');
    parted && told && unknown && !own_line
}

/// Whether a paragraph names a thing before a colon and then tells about it, without
/// bold: `Scope: we had too much of it.` Known labels that only values have are fields.
pub(super) fn is_plainly_led(line: &Slice, fields: &[Field]) -> bool {
    let text = line.text();
    let Some((lead, rest)) = text.split_once([':', '：']) else { return false };
    let loose = |label: Label| {
        matches!(
            label,
            Label::Other
                | Label::Duration
                | Label::Title
                | Label::Category
                | Label::Attendee
        )
    };
    let fits = fields.iter().all(|field| field.kind.is_none_or(loose));
    let words = lead.split_whitespace().count();
    let capital =
        lead.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let told = rest.starts_with(' ') && rest.split_whitespace().count() >= 4;
    fits && capital && told && (1..=5).contains(&words)
}

/// A heading whose author forgot the blank: `##Decisions`. Behind a single `#`,
/// which may make a tag, only what begins with a capital.
pub(super) fn tight_heading(line: &Slice) -> Option<(u8, Slice)> {
    let text = line.text();
    let title = text.trim_start_matches('#');
    let marks = text.len() - title.len();
    let first = title.chars().next()?;
    let lower = first.is_lowercase() && marks == 1;
    let fits = (1..=6).contains(&marks) && (marks > 1 || !title.contains('#'));
    let short = title.chars().count() <= 80;
    let level = u8::try_from(marks).ok()?;
    (fits && short && first.is_alphabetic() && !lower)
        .then(|| (level, line.part(title.trim_end_matches('#')).trim()))
}

/// The text of a line that was meant as a list entry: `1．Mend it`, `• Mend it`.
pub(super) fn pseudo_entry(line: &Slice) -> Option<Slice> {
    let text = line.text();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && rest.starts_with(['．', '、', '）']);
    let sign = [
        '•', '●', '○', '▪', '■', '◦', '‣', '・', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧',
        '⑨',
    ];
    let dotted = text.starts_with(sign);
    let cut = |text: &str| text.chars().next().map_or(0, char::len_utf8);
    let words = if numbered {
        rest.get(cut(rest)..)
    } else if dotted {
        text.get(cut(text)..)
    } else {
        None
    };
    let part = line.part(words?).trim();
    (!part.is_empty()).then_some(part)
}
