//! The facts of a document, and those that stand in its running text.

use super::Placed;
use super::fact;
use crate::link::Derived;
use crate::link::Doc;
use crate::link::Link;
use crate::link::LinkBy;
use crate::link::Site;
use crate::link::Target;
use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Named;
use crate::text::TextRange;

/// Kind, title, date, language, periods, scope, state, team and people.
pub(super) fn facts(site: &Site, doc: &Doc) -> Vec<Placed> {
    let facts = &doc.facts;
    let nowhere = TextRange::default();
    let by = |rule, basis, range| Evidence { rule, basis, range };
    let mut all = Vec::new();
    if let Some(kind) = facts.kind {
        let found = given(doc, "kind", kind.by);
        all.push(fact(doc, "kind", kind.value.word().to_owned(), found));
    }
    let title = facts.title.as_ref().map(|title| given(doc, "title", title.by));
    let title = title.unwrap_or(by("title-of-file", Basis::Derived, nowhere));
    all.push(fact(doc, "title", doc.title.clone(), title));
    if let Some(date) = facts.date {
        all.push(fact(doc, "date", date.value.to_string(), given(doc, "date", date.by)));
    } else if let Some((span, Derived::FromHistory)) = doc.time {
        let found = by("date-of-commit", Basis::Derived, nowhere);
        all.push(fact(doc, "date", format!("none; shown by {}", span.from), found));
    }
    all.push(language(doc));
    for period in &facts.periods {
        let found = by("periods", Basis::Written, first(doc, period));
        all.push(fact(doc, "period", period.clone(), found));
    }
    for (name, days, range) in &facts.period_spans {
        let value = format!("{name} is {} to {}", days.from, days.to);
        all.push(fact(doc, "period days", value, by("periods", Basis::Written, *range)));
    }
    if !doc.scope.is_empty() {
        let found = by("scope", Basis::Derived, nowhere);
        all.push(fact(doc, "scope", doc.scope.clone(), found));
    }
    if let Some(status) = &facts.status {
        let found = by("document-status", Basis::Written, first(doc, status));
        all.push(fact(doc, "review state", status.clone(), given(doc, "status", found)));
    }
    if let Some(team) = &facts.team {
        let found = by("periods", Basis::Written, first(doc, team));
        all.push(fact(doc, "team", team.clone(), found));
    }
    let hidden = site.hidden.within(facts);
    let seen = facts.people.iter().filter(|named| !hidden.hides(&named.name));
    all.extend(seen.map(|named| person(doc, named)));
    let aliases = facts.aliases.iter().filter(|(_, name)| !hidden.hides(name));
    for (short, name) in aliases {
        let found = by("people", Basis::Written, first(doc, short));
        all.push(fact(doc, "short name", format!("{short} is {name}"), found));
    }
    all
}

/// Happenings, contacts, ids and links, where they stand.
pub(super) fn in_text(site: &Site, doc: &Doc) -> Vec<Placed> {
    let facts = &doc.facts;
    let by = |rule, range| Evidence { rule, basis: Basis::Written, range };
    let mut all = Vec::new();
    for event in &facts.events {
        let value = format!("{} {}", event.date, event.label);
        all.push(fact(doc, "event", value, by("events", event.range)));
    }
    let hidden = site.hidden.within(facts);
    for contact in facts.contacts.iter().filter(|one| !hidden.hides(&one.who)) {
        let value = format!("{}: ask {}", contact.topic, contact.who);
        all.push(fact(doc, "contact", value, by("contacts", contact.range)));
    }
    for mention in &facts.id_mentions {
        all.push(fact(doc, "id", mention.text.clone(), by("ids", mention.range)));
    }
    all.extend(doc.links.iter().map(|one| link(doc, one)));
    // Each where it stands: a reader goes through the text from top to bottom.
    all.sort_by_key(|(range, _)| *range);
    all
}

/// Evidence that names the settings where they filled in what front matter lacks.
fn given(doc: &Doc, key: &str, by: Evidence) -> Evidence {
    let said = |name: &String| {
        let name = name.to_lowercase();
        name.contains(key) || (key == "kind" && (name == "type" || name == "category"))
    };
    let written = doc.source.meta.all.keys().any(said);
    // A date may stand under many names, and below another key.
    let nested = doc.source.meta.all.values().any(serde_json::Value::is_object);
    if by.rule == "front-matter" && !written && !nested && doc.source.meta.all.is_empty()
    {
        Evidence { rule: "configuration", ..by }
    } else {
        by
    }
}

fn language(doc: &Doc) -> Placed {
    let facts = &doc.facts;
    let basis = match facts.language_rule {
        "front-matter" | "language-configured" => Basis::Written,
        "language-unknown" => Basis::Guessed,
        _ => Basis::Derived,
    };
    let by = Evidence { rule: facts.language_rule, basis, range: TextRange::default() };
    fact(doc, "language", facts.language.clone(), given(doc, "lang", by))
}

fn person(doc: &Doc, named: &Named) -> Placed {
    let roles: Vec<&str> = named.roles.iter().map(|role| role.word()).collect();
    let others: Vec<String> = named
        .forms
        .iter()
        .filter(|form| **form != named.name)
        .map(|form| format!("“{form}”"))
        .collect();
    let mut value = format!("{}: {}", named.name, roles.join(", "));
    if !others.is_empty() {
        value = format!("{value}, also written {}", others.join(", "));
    }
    fact(doc, "person", value, given(doc, "owner", named.by))
}

fn link(doc: &Doc, link: &Link) -> Placed {
    let (rule, basis) = match link.by {
        LinkBy::Link => ("link", Basis::Written),
        LinkBy::Wiki => ("link-wiki", Basis::Written),
        LinkBy::Ticket => ("link-ticket", Basis::Derived),
        LinkBy::Person => ("link-person", Basis::Derived),
        LinkBy::Period => ("link-period", Basis::Derived),
        LinkBy::Title => ("link-title", Basis::Derived),
    };
    let value = match &link.to {
        Target::Page(url) | Target::File(url) => url.as_str().to_owned(),
        Target::Web(address) => address.clone(),
        Target::Broken(address) => format!("{address} (nothing is there)"),
        Target::Refused(address) => format!("{address} (no address that is followed)"),
    };
    fact(doc, "link", value, Evidence { rule, basis, range: link.range })
}

/// The first place where `words` stand; the empty range if they do not.
fn first(doc: &Doc, words: &str) -> TextRange {
    let at = doc.source.text.find(words).filter(|_| !words.is_empty());
    at.map_or(TextRange::default(), |at| TextRange::new(at, at + words.len()))
}
