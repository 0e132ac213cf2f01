//! What was read at a place, for people.

use super::super::safe::safe;
use crate::view::explain::{Correction, Explained, Fact, NotRead, Words};
use std::fmt::Write;

/// The most characters of the words of the text that are quoted.
const QUOTED: usize = 72;

/// The report, coloured; the caller strips colours where unwanted.
pub(super) fn report(found: &Explained) -> String {
    let mut out = String::new();
    head(&mut out, found);
    let mut of = None;
    for (at, fact) in found.facts.iter().enumerate() {
        if at == 0 || of != Some(&fact.of) {
            of = Some(&fact.of);
            let title = match &fact.of {
                None if at == 0 => "Document".to_owned(),
                None => "In the text".to_owned(),
                Some(item) => format!("Item “{}”, line {}", safe(&item.item), item.line),
            };
            heading(&mut out, &title);
        }
        write_fact(&mut out, fact);
    }
    if found.facts.is_empty() {
        out.push_str("\nNothing was read here.\n");
    }
    silence(&mut out, &found.unread);
    findings(&mut out, found);
    corrections(&mut out, found);
    out
}

fn head(out: &mut String, found: &Explained) {
    let (from, to) = found.lines;
    let path = safe(&found.path);
    let lines = match found.line {
        None => String::new(),
        Some(line) if from == to => format!(", line {line}"),
        Some(line) => format!(", line {line} (lines {from} to {to})"),
    };
    let page = match &found.url {
        Some(url) => format!("its page is {}", safe(url)),
        None => "it has no page: it is a draft".to_owned(),
    };
    let _ = writeln!(out, "\u{1b}[1m{path}\u{1b}[0m{lines}; {page}");
}

fn heading(out: &mut String, title: &str) {
    let _ = writeln!(out, "\n\u{1b}[1m{title}\u{1b}[0m");
}

fn write_fact(out: &mut String, fact: &Fact) {
    let value = safe(&fact.value);
    let _ = writeln!(out, "  \u{1b}[36m{}\u{1b}[0m: {value}", fact.fact);
    let from = match (&fact.at, fact.by) {
        (Some(words), _) => quoted(words),
        (None, by) => format!("from {}", by.unwrap_or("the document as a whole")),
    };
    let _ = writeln!(out, "      {from}");
    let sure = fact.sure();
    let reads =
        if fact.reads.is_empty() { String::new() } else { format!(": {}", fact.reads) };
    let _ = writeln!(out, "      {sure}, by rule {}{reads}", fact.rule);
}

fn quoted(words: &Words) -> String {
    let text = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = text.chars().take(QUOTED).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    let Words { line, column, end_line, end_column, .. } = words;
    let end = if line == end_line {
        end_column.to_string()
    } else {
        format!("{end_line}:{end_column}")
    };
    format!("{line}:{column}-{end} “{}”", safe(&short))
}

fn silence(out: &mut String, unread: &[NotRead]) {
    if unread.is_empty() {
        return;
    }
    heading(out, "Not read");
    for part in unread {
        let (from, to) = part.lines;
        let why = safe(&part.reason());
        let lines = if from == to {
            format!("line {from}")
        } else {
            format!("lines {from} to {to}")
        };
        let _ = writeln!(out, "  {lines}: {why}");
    }
}

fn findings(out: &mut String, found: &Explained) {
    if found.findings.is_empty() {
        return;
    }
    heading(out, "Findings here");
    for finding in &found.findings {
        let code = finding.code.word();
        let (line, column) = (finding.line, finding.column);
        let _ = writeln!(out, "  {line}:{column} {code}: {}", safe(&finding.message));
        if let Some(hint) = &finding.hint {
            let _ = writeln!(out, "      {}", safe(hint));
        }
    }
}

/// How to correct each kind of fact above, each row once.
fn corrections(out: &mut String, found: &Explained) {
    let mut rows: Vec<(&str, &Correction)> = Vec::new();
    for fact in &found.facts {
        for row in &fact.corrections {
            if !rows.iter().any(|(_, known)| known == row) {
                rows.push((fact.fact, row));
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    heading(out, "If something is wrong");
    for (fact, Correction { wrong, text, settings, .. }) in rows {
        let _ = writeln!(out, "  \u{1b}[36m{fact}\u{1b}[0m: {wrong}");
        if !text.is_empty() {
            let _ = writeln!(out, "      in the text: {text}");
        }
        if !settings.is_empty() {
            let _ = writeln!(out, "      in kenning.toml: {settings}");
        }
    }
}
