//! The difference between a document and what it is mended to, as `diff -u` has it.
//!
//! Mending changes no line break, so that line stands beside line.

use super::super::safe::safe;
use crate::build::Mended;
use std::fmt::Write;
use std::ops::Range;

/// The lines shown around a changed one.
const AROUND: usize = 2;

/// The report of one document, coloured; the caller strips colours where unwanted.
pub(super) fn diff(path: &str, mended: &Mended) -> String {
    let path = safe(path);
    let mut out = String::new();
    // Writing to a string cannot fail.
    if let Some(was) = mended.converted {
        let _ = writeln!(out, "\u{1b}[1m{path}: {was} becomes UTF-8\u{1b}[0m");
    }
    let before: Vec<&str> = mended.before.split('\n').collect();
    let after: Vec<&str> = mended.after.split('\n').collect();
    let hunks = hunks(&before, &after);
    if !hunks.is_empty() {
        let _ = writeln!(out, "\u{1b}[1m--- a/{path}\n+++ b/{path}\u{1b}[0m");
    }
    for hunk in hunks {
        let (first, count) = (hunk.start + 1, hunk.len());
        let _ =
            writeln!(out, "\u{1b}[36m@@ -{first},{count} +{first},{count} @@\u{1b}[0m");
        lines(&mut out, &before, &after, hunk);
    }
    out
}

/// The stretches of lines to show: those that differ, and some around.
fn hunks(before: &[&str], after: &[&str]) -> Vec<Range<usize>> {
    // The last piece is what follows the last line break; mostly nothing.
    let last = before.len() - usize::from(before.last() == Some(&""));
    let differ =
        before.iter().zip(after).enumerate().filter(|(_, (old, new))| old != new);
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for (at, _) in differ {
        let (start, end) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(last));
        match hunks.last_mut() {
            Some(hunk) if start <= hunk.end => hunk.end = end,
            _ => hunks.push(start..end),
        }
    }
    hunks
}

/// One hunk; of neighbouring changed lines first the old ones, then the new ones.
fn lines(out: &mut String, before: &[&str], after: &[&str], hunk: Range<usize>) {
    let mut added = String::new();
    for (old, new) in before.iter().zip(after).skip(hunk.start).take(hunk.len()) {
        if old == new {
            out.push_str(&added);
            added.clear();
            let _ = writeln!(out, " {}", shown(old));
        } else {
            let _ = writeln!(out, "\u{1b}[31m-{}\u{1b}[0m", shown(old));
            let _ = writeln!(added, "\u{1b}[32m+{}\u{1b}[0m", shown(new));
        }
    }
    out.push_str(&added);
}

fn shown(line: &str) -> String {
    safe(line.trim_end_matches('\r'))
}
