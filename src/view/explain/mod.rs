//! How each fact of one document was read (`kenning explain`).
//!
//! In come the [`Site`] and a place, out goes an [`Explained`]: each fact with the
//! bytes it was read from, the rule, how sure it is, and what to write where it is
//! wrong. Whoever asks for a line gets the facts of the entry that stands there, else
//! those of its section.

mod corrections;
mod document;
mod items;
mod rules;
mod scope;
mod unwritten;

pub use corrections::{CORRECTIONS, Correction, corrections};
pub use unwritten::Unwritten;
pub(in crate::view) use unwritten::unwritten;

use crate::diag::Finding;
use crate::link::Doc;
use crate::link::Site;
use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Silence;
use crate::model::Unread;
use crate::text::TextRange;
use scope::Scope;
use serde::Serialize;

/// Everything kenning read at one place.
#[derive(Serialize)]
pub struct Explained {
    /// The document, relative to SOURCE.
    pub path: String,
    /// Its page; none for a draft without one.
    pub url: Option<String>,
    /// Whether it is marked `draft`.
    pub draft: bool,
    /// How many lines the file has.
    pub length: u32,
    /// The line that was asked for, 1-based.
    pub line: Option<u32>,
    /// The first and the last line that the facts are of.
    pub lines: (u32, u32),
    /// The facts: those of the document, then those of its items, then what stands
    /// in running text.
    pub facts: Vec<Fact>,
    /// Where no things were looked for, and why.
    pub unread: Vec<NotRead>,
    /// What is wrong or doubtful there.
    pub findings: Vec<Finding>,
}

/// One fact and how it was read.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is a fact of: `document`, or the item by title and line.
    pub of: Option<Of>,
    /// Which fact: `owner`.
    pub fact: &'static str,
    /// What was read.
    pub value: String,
    /// The words that say so; none where no bytes of the text do.
    pub at: Option<Words>,
    /// What says so where no bytes of the text do: `the file's name`.
    pub by: Option<&'static str>,
    /// The rule's name.
    pub rule: String,
    /// What the rule reads.
    pub reads: &'static str,
    /// How sure it is.
    pub basis: Basis,
    /// What to write where it is wrong.
    pub corrections: Vec<&'static Correction>,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Of {
    /// Its title.
    pub item: String,
    /// The line where it begins, 1-based.
    pub line: u32,
}

/// Words of the file and their place.
#[derive(Debug, Serialize)]
pub struct Words {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// 1-based, the line of the last character.
    pub end_line: u32,
    /// 1-based, one past the last character.
    pub end_column: u32,
    /// The words, of a long passage the beginning.
    pub text: String,
}

/// A part of the document in which no things were looked for.
#[derive(Debug, Serialize)]
pub struct NotRead {
    /// Its first and last line.
    pub lines: (u32, u32),
    /// The title that says so, if one does.
    pub title: Option<String>,
    /// Why.
    pub why: Silence,
}

/// The most characters that are quoted of a passage.
const QUOTED: usize = 200;

impl Fact {
    /// How sure it is, in words.
    pub fn sure(&self) -> &'static str {
        match self.basis {
            Basis::Written => "written",
            Basis::Inherited => "inherited from what stands above",
            Basis::Derived => "derived from what is written",
            Basis::Guessed => "guessed",
        }
    }
}

impl NotRead {
    /// Why no things were looked for, in words.
    pub fn reason(&self) -> String {
        let title = self.title.as_deref().unwrap_or_default();
        match self.why {
            Silence::Ignored => {
                "`kenning:ignore` in the text or `ignore` in kenning.toml says so"
                    .to_owned()
            }
            Silence::Never => format!("below “{title}” stands nothing that is an item"),
            Silence::Telling => {
                format!(
                    "“{title}” tells and does not list; checkboxes and `Action:` count"
                )
            }
        }
    }
}

/// Everything read in the document at `path`, or at one `line` of it; at a line that
/// the file does not have, nothing. `None` if the site has no such document.
pub fn explain(site: &Site, path: &str, line: Option<u32>) -> Option<Explained> {
    let doc = site.docs.iter().find(|doc| doc.source.path.as_str() == path)?;
    let scope = Scope::of(doc, line);
    let mut facts = document::facts(site, doc);
    facts.extend(items::facts(site, doc, &scope));
    facts.extend(document::in_text(site, doc));
    facts.retain(|(range, _)| scope.takes(*range));
    let lines = scope.lines(doc);
    let within = |finding: &&Finding| {
        finding.path == path
            && finding.line <= lines.1
            && finding.end_line.max(finding.line) >= lines.0
    };
    Some(Explained {
        path: doc.source.path.as_str().to_owned(),
        url: site.has_page(doc).then(|| doc.url.as_str().to_owned()),
        draft: doc.draft,
        length: doc.source.lines_of_file(),
        line,
        lines,
        facts: facts.into_iter().map(|(_, fact)| fact).collect(),
        unread: unread(doc, &scope),
        findings: site.findings.iter().filter(within).cloned().collect(),
    })
}

/// A fact with the place that decides whether a line is about it.
type Placed = (Option<TextRange>, Fact);

/// A fact read by a rule from bytes of the text, or, at the empty range, from
/// elsewhere.
fn fact(doc: &Doc, fact: &'static str, value: String, by: Evidence) -> Placed {
    let words = (by.range != TextRange::default()).then(|| words(doc, by.range));
    let range = words.is_some().then_some(by.range);
    let found = Fact {
        of: None,
        fact,
        value,
        by: words.is_none().then(|| rules::elsewhere(by.rule)),
        at: words,
        rule: by.rule.to_owned(),
        reads: rules::reads(by.rule),
        basis: by.basis,
        corrections: corrections(fact).collect(),
    };
    (range, found)
}

/// The words at `range` and their place in the file as it lies.
fn words(doc: &Doc, range: TextRange) -> Words {
    let (from, to) = (doc.source.place(range.start), doc.source.end_place(range.end));
    let text = doc.source.slice(range).trim();
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    Words {
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        text: quoted,
    }
}

fn unread(doc: &Doc, scope: &Scope) -> Vec<NotRead> {
    let here = |unread: &&Unread| scope.touches(unread.range);
    let told = |unread: &Unread| NotRead {
        lines: scope::lines(doc, unread.range),
        title: Some(unread.title.clone()).filter(|title| !title.is_empty()),
        why: unread.why,
    };
    doc.facts.unread.iter().filter(here).map(told).collect()
}
