//! What kenning could not settle, or thinks its readers would want to know.
//!
//! Findings by level and code: errors are to be fixed, warnings to be checked, the rest
//! are notes. The page stays small: of each code the first places, then the documents
//! with most of the rest. Nothing is said of documents that have no page.

use super::Each;
use super::document::source_url;
use super::timeline::place;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::link::Doc;
use crate::text::SitePath;
use crate::text::TextRange;
use crate::view::Content;
use crate::view::Href;
use crate::view::Linked;
use crate::view::cx::Cx;
use crate::view::href::Here;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most places shown of one code.
const PLACES: usize = 12;

/// The most documents listed for the rest of one code.
const DOCUMENTS: usize = 20;

/// The health page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Health {
    /// The findings by code, those to be fixed first.
    pub groups: Vec<Group>,
    /// How many are to be fixed, to be checked, and only noted.
    pub levels: Vec<(&'static str, usize)>,
}

/// All findings of one code and level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "FindingGroup")]
pub struct Group {
    /// The code's word; its place on the page.
    pub code: &'static str,
    /// `fix`, `check` or `note`.
    pub level: &'static str,
    /// How many findings there are.
    pub count: usize,
    /// The first ones.
    pub places: Vec<Place>,
    /// The documents with most of the others, with their number.
    pub rest: Vec<(Linked, usize)>,
    /// How many further documents have some.
    pub more: usize,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Place {
    /// What was found; backticks set the author's text off.
    pub message: String,
    /// What to do here.
    pub hint: Option<String>,
    /// The document, or the file without a page.
    pub name: String,
    /// The nearest place on its page.
    pub href: Option<Href>,
    /// The line in its file; none for a whole document.
    pub line: Option<u32>,
    /// That line at the place configured.
    pub source: Option<Href>,
}

/// The address of the page.
pub(in crate::view) fn url() -> SitePath {
    SitePath::new("health.html")
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if cx.docs.is_empty() {
        return;
    }
    let url = url();
    let here = Here::on(&url);
    let docs: BTreeMap<&str, &Doc> = cx
        .docs
        .iter()
        .filter_map(|id| cx.doc(*id))
        .map(|doc| (doc.source.path.as_str(), doc))
        .collect();
    let mut codes: BTreeMap<(Reverse<Severity>, Code), Vec<&Finding>> = BTreeMap::new();
    for finding in told(cx) {
        codes.entry((Reverse(finding.severity), finding.code)).or_default().push(finding);
    }
    let groups: Vec<Group> = codes
        .into_iter()
        .map(|((Reverse(severity), code), all)| {
            let level = level(severity);
            group(cx, &here, &docs, (code.word(), level), &all)
        })
        .collect();
    let of = |level| {
        let mine = groups.iter().filter(|group: &&Group| group.level == level);
        (level, mine.map(|group| group.count).sum())
    };
    let levels = ["fix", "check", "note"].map(of).into();
    let content = Content::Health(Box::new(Health { groups, levels }));
    each(cx.page(url, "Health", None, content));
}

/// The findings about what has a page, and about no document at all.
fn told<'a>(cx: &Cx<'a>) -> impl Iterator<Item = &'a Finding> {
    let hidden = cx.site.docs.iter().filter(|doc| !cx.site.has_page(doc));
    let hidden: std::collections::BTreeSet<&str> =
        hidden.map(|doc| doc.source.path.as_str()).collect();
    let findings = cx.site.findings.iter();
    findings.filter(move |finding| !hidden.contains(finding.path.as_str()))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fix",
        Severity::Warning => "check",
        Severity::Info => "note",
    }
}

fn group(
    cx: &Cx<'_>,
    here: &Here,
    docs: &BTreeMap<&str, &Doc>,
    (code, level): (&'static str, &'static str),
    all: &[&Finding],
) -> Group {
    let first = all.get(..all.len().min(PLACES)).unwrap_or_default();
    let others = all.get(first.len()..).unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in others {
        *counts.entry(&finding.path).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(path, count)| (Reverse(*count), *path));
    let rest: Vec<_> = counts
        .iter()
        .filter_map(|(path, count)| {
            let doc = docs.get(path)?;
            Some((Linked { href: here.to(&doc.url), text: doc.title.clone() }, *count))
        })
        .take(DOCUMENTS)
        .collect();
    // What is said of each alike is said once, above them.
    let alike = all.windows(2).all(|pair| matches!(pair, [a, b] if a.hint == b.hint));
    let place = |one: &&Finding| {
        let place = found(cx, here, docs, one);
        if alike { Place { hint: None, ..place } } else { place }
    };
    Group {
        code,
        level,
        count: all.len(),
        places: first.iter().map(place).collect(),
        more: counts.len() - rest.len(),
        rest,
    }
}

fn found(
    cx: &Cx<'_>,
    here: &Here,
    docs: &BTreeMap<&str, &Doc>,
    finding: &Finding,
) -> Place {
    let doc = docs.get(finding.path.as_str()).copied();
    let whole = finding.line == 1
        && finding.end_line == 1
        && finding.column == finding.end_column;
    let spot = |doc: &Doc| {
        let start = doc.source.lines.start(finding.line).filter(|_| !whole);
        let at = start.map(|start| TextRange { start, end: start });
        at.map_or_else(|| doc.url.clone(), |at| place(doc, at))
    };
    Place {
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        name: doc.map_or_else(|| finding.path.clone(), |doc| doc.title.clone()),
        href: doc.map(|doc| here.to(&spot(doc))),
        line: (!whole).then_some(finding.line),
        source: doc.and_then(|doc| source_url(cx, doc, finding.line)),
    }
}
