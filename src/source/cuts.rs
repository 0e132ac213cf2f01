//! From what is hidden to what is cut out: line breaks stay, blanks before them go.

use super::origin::Edit;
use std::ops::Range;

/// The cuts that leave out the front matter and what is `hidden`, which are in
/// order and apart.
///
/// Line breaks stay, so that the lines keep their numbers. Blanks before what is
/// hidden at the end of a line go too: two of them would break the line.
pub(super) fn cuts(
    text: &str,
    front: Range<usize>,
    hidden: Vec<Range<usize>>,
) -> Vec<Edit> {
    let mut cuts = Vec::new();
    let mut done = 0;
    for range in std::iter::once(front).chain(hidden) {
        let start = start(text, done, &range);
        let mut at = start;
        let inner = text.get(start..range.end).unwrap_or_default();
        for part in inner.split_inclusive(['\n', '\r']) {
            let len = part.trim_end_matches(['\n', '\r']).len();
            if len > 0 {
                cuts.push(Edit { range: at..at + len, with: String::new() });
            }
            at += part.len();
        }
        done = range.end;
    }
    cuts
}

fn start(text: &str, done: usize, range: &Range<usize>) -> usize {
    let after = text.get(range.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let before = text.get(done..range.start).unwrap_or_default();
    let inner = text.get(range.clone()).unwrap_or_default();
    let ends = |text: &str| text.is_empty() || text.starts_with(['\n', '\r']);
    if ends(after) || inner.contains(['\n', '\r']) {
        done + before.trim_end_matches([' ', '\t']).len()
    } else {
        range.start
    }
}
