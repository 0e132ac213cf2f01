//! Lists of work without a heading that says so: their entries tell how far they are.

use crate::text::signs;
use crate::understand::Context;
use crate::understand::outline::Entry;
use crate::understand::values::state;

/// Whether an entry's line is a thing and its state: `The exporter – done`,
/// `The lamp (in progress)`, `✅ The gate`.
pub(super) fn has_state(cx: Context<'_>, entry: &Entry) -> bool {
    let text = entry.title.text().trim();
    let dashes = [" - ", " – ", " — ", " → ", ": ", "："];
    let behind = |dash: &&str| text.get(signs::rfind(text, dash)? + dash.len()..);
    let mut tails = dashes.iter().filter_map(behind);
    let told = |words: &str| state::remark(words, cx.lexicon).is_some();
    let bracket = state::brackets(text).into_iter().next_back();
    let signed = text.chars().next().is_some_and(|c| !c.is_alphanumeric());
    tails.any(told)
        || bracket.is_some_and(|part| text.ends_with(part.whole) && told(part.inner))
        || signed && state::sign(text).is_some()
}
