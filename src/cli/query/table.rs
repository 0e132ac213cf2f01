//! A table for the terminal: aligned, without the columns that tell nothing.

use super::super::safe::safe;
use crate::view::query::Answer;
use std::io::IsTerminal;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

/// The widest column on a terminal; elsewhere nothing is cut.
const WIDEST: usize = 56;

/// The table, coloured; the caller strips colours where unwanted.
pub(super) fn table(answer: &Answer) -> String {
    let widest = if std::io::stdout().is_terminal() { WIDEST } else { usize::MAX };
    drawn(answer, widest)
}

fn drawn(answer: &Answer, widest: usize) -> String {
    let rows: Vec<Vec<String>> = answer
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cut(&safe(cell), widest)).collect())
        .collect();
    let mut out = String::new();
    let told: Vec<(usize, &str)> = answer.columns.iter().copied().enumerate().collect();
    let told = told.into_iter().filter(|(at, _)| {
        rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()))
    });
    let columns: Vec<(usize, &str, usize)> = told
        .map(|(at, head)| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            let width = cells.map(|cell| cell.width()).max().unwrap_or_default();
            (at, head, width.max(head.width()))
        })
        .collect();
    if columns.is_empty() {
        return out;
    }
    let heads = columns.iter().map(|(_, head, width)| (head.to_uppercase(), *width));
    out.push_str("\u{1b}[1m");
    out.push_str(&line(heads));
    out.push_str("\u{1b}[0m\n");
    for row in &rows {
        let cells = columns
            .iter()
            .map(|(at, _, width)| (row.get(*at).cloned().unwrap_or_default(), *width));
        out.push_str(&line(cells));
        out.push('\n');
    }
    out
}

fn line(cells: impl Iterator<Item = (String, usize)>) -> String {
    let mut line = String::new();
    for (cell, width) in cells {
        let blanks = width.saturating_sub(cell.width()) + 2;
        line.push_str(&cell);
        line.push_str(&" ".repeat(blanks));
    }
    line.truncate(line.trim_end().len());
    line
}

/// The text, cut to a width with a sign that it was.
fn cut(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut width = 1;
    let fits = |c: &char| {
        width += c.width().unwrap_or_default();
        width <= widest
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::query::Row;

    #[test]
    fn columns_stand_below_each_other_and_empty_ones_are_left_out() {
        let row = |cells: &[&str]| Row {
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            export: serde_json::Value::Null,
        };
        let answer = Answer {
            columns: vec!["state", "empty", "what"],
            rows: vec![
                row(&["部署", "", "a\u{1b}b"]),
                row(&["open", "", "a long title"]),
            ],
            unknown: Vec::new(),
        };
        let plain = anstream::adapter::strip_str(&drawn(&answer, 6)).to_string();
        assert_eq!(plain, "STATE  WHAT\n部署   a␛b\nopen   a lon…\n");
    }
}
