//! Paragraphs that begin with their own title: `**Two pumps.** One for each well.`

use crate::understand::fields::Field;
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
