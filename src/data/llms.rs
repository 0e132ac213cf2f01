//! `llms.txt` (llmstxt.org): what is here and where its plain text lies, for language
//! models.

use super::beside;
use super::naming::Naming;
use super::shown;
use crate::link::Doc;
use crate::link::DocId;
use crate::text::SitePath;
use crate::view::Register;
use std::cmp::Reverse;
use std::fmt::Write;

/// The most documents that are listed: the list is read whole by what has little room.
const MOST: usize = 1000;

/// The index of `naming`'s site.
pub(super) fn llms(naming: &Naming<'_>) -> String {
    let site = naming.site;
    let here = SitePath::new("llms.txt");
    let mut out = format!("# {}\n", inline(&naming.title));
    let mut docs: Vec<(DocId, &Doc)> = site.published().collect();
    docs.sort_by_key(|(id, doc)| (Reverse(doc.time.map(|(span, _)| span.from)), *id));
    let root = docs.iter().find(|(_, doc)| doc.url.as_str() == "docs/index.html");
    if let Some(summary) = root.and_then(|(_, doc)| doc.facts.summary.as_ref()) {
        let _ = write!(out, "\n> {}\n", inline(summary));
    }
    out.push_str("\n## Documents\n\n");
    for (_, doc) in docs.iter().take(MOST) {
        let href = naming.href(&here, &beside(&doc.url, "md"));
        let _ = write!(out, "- [{}]({href})", inline(&doc.title));
        let date = doc.facts.date.map(|date| date.value.to_string());
        let about = [date, doc.facts.summary.clone()];
        let about: Vec<_> = about.into_iter().flatten().collect();
        if !about.is_empty() {
            let _ = write!(out, ": {}", inline(&about.join(", ")));
        }
        out.push('\n');
    }
    if docs.len() > MOST {
        let _ = writeln!(out, "- and {} more, all in facts.json", docs.len() - MOST);
    }
    out.push_str("\n## Data\n\n");
    let all = naming.href(&here, &SitePath::new("facts.json"));
    let _ = writeln!(out, "- [Everything kenning understood]({all}): JSON");
    for register in Register::ALL {
        let count = shown(site)
            .filter(|entry| Register::of(entry.kind) == Some(register))
            .count();
        if count > 0 {
            let (word, url) = (register.word(), beside(&register.url(), "json"));
            let href = naming.href(&here, &url);
            let _ = writeln!(out, "- [{word}]({href}): {count}, JSON");
        }
    }
    out
}

/// Text within one line of Markdown that opens no link and no heading.
fn inline(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '[' | ']' | '\\' | '<' | '`' | '*' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
