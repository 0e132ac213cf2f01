//! Which feeds there are and what is in them.
//!
//! `feed.xml` has the newest documents, `owners/<slug>.xml` the entries of one person,
//! `registers/<kind>.xml` those of one register, the latest spoken of first. What has
//! no day, or one that is still to come, is in none: nothing says when it was news.

use super::Put;
use super::atom::Feed;
use super::atom::Post;
use super::atom::atom;
use super::beside;
use super::naming::Naming;
use super::naming::document;
use super::people;
use super::shown;
use crate::link::Doc;
use crate::link::Entry;
use crate::link::PersonId;
use crate::model::DocKind;
use crate::render::escape::Text;
use crate::text::Day;
use crate::text::SitePath;
use crate::view::Register;
use std::cmp::Reverse;
use std::fmt::Write;

/// The most entries of a feed: readers keep what they have seen.
const MOST: usize = 50;

/// The most things that are named of one document.
const NAMED: usize = 12;

/// All feeds.
pub(super) fn feeds(naming: &Naming<'_>, put: Put<'_>) {
    let site = naming.site;
    let add = |feed: (SitePath, Feed)| put(feed.0.as_str(), atom(&feed.1).as_bytes());
    add(of_documents(naming));
    for register in Register::ALL {
        let of = |entry: &&Entry| Register::of(entry.kind) == Some(register);
        let entries: Vec<_> = shown(site).filter(of).collect();
        if !entries.is_empty() {
            add(of_entries(naming, &register.url(), register.word(), entries));
        }
    }
    for (person, page) in people(site) {
        let parts = person.entries.iter();
        let entries = parts.filter_map(|part| site.entry(part.entry));
        let entries = entries.filter(|entry| super::is_shown(site, entry)).collect();
        add(of_entries(naming, page, &person.name, entries));
    }
}

fn of_documents(naming: &Naming<'_>) -> (SitePath, Feed) {
    let site = naming.site;
    let home = SitePath::new("index.html");
    let url = SitePath::new("feed.xml");
    let mut docs: Vec<_> = site
        .published()
        .filter_map(|(id, doc)| Some((past(naming, doc.time?.0.from)?, id, doc)))
        .collect();
    docs.sort_by_key(|(day, id, _)| (Reverse(*day), *id));
    let post = |(day, _, doc): (Day, _, &Doc)| Post {
        id: naming.of_page(&doc.url),
        title: doc.title.clone(),
        href: naming.href(&url, &doc.url),
        published: None,
        updated: day,
        category: doc.facts.kind.map_or(DocKind::Other, |kind| kind.value).word(),
        summary: doc.facts.summary.clone().unwrap_or_default(),
        content: content(doc),
    };
    let posts = docs.into_iter().take(MOST).map(post).collect();
    feed(naming, (url, &home), naming.title.clone(), posts)
}

/// The first sentence of a document and the things that it speaks of.
fn content(doc: &Doc) -> String {
    let mut html = String::new();
    if let Some(summary) = &doc.facts.summary {
        let _ = write!(html, "<p>{}</p>", Text(summary));
    }
    let listed = |item: &&crate::model::Item| Register::of(item.kind.value).is_some();
    let items: Vec<_> = doc.facts.items.iter().filter(listed).collect();
    if !items.is_empty() {
        html.push_str("<ul>");
        for item in items.iter().take(NAMED) {
            let _ = write!(html, "<li>{}</li>", Text(&item.title));
        }
        if items.len() > NAMED {
            let _ = write!(html, "<li>… +{}</li>", items.len() - NAMED);
        }
        html.push_str("</ul>");
    }
    html
}

/// The entries shown on `page`.
fn of_entries(
    naming: &Naming<'_>,
    page: &SitePath,
    title: &str,
    mut entries: Vec<&Entry>,
) -> (SitePath, Feed) {
    let url = beside(page, "xml");
    entries.sort_by_key(|entry| (Reverse(entry.last_seen), &entry.id));
    entries.dedup_by_key(|entry| &entry.id);
    let post = |entry: &Entry| {
        let updated = past(naming, entry.last_seen?)?;
        Some(Post {
            id: naming.of_entry(entry),
            title: entry.title.clone(),
            href: naming.href(&url, &entry.url),
            published: entry.first_seen.filter(|day| *day < updated),
            updated,
            category: entry.kind.word(),
            summary: summary(naming, entry),
            content: String::new(),
        })
    };
    let posts = entries.into_iter().filter_map(post).take(MOST).collect();
    feed(naming, (url, page), format!("{} · {title}", naming.title), posts)
}

/// Who, how far, until when, and where that is said: the author's own words.
pub(super) fn summary(naming: &Naming<'_>, entry: &Entry) -> String {
    let site = naming.site;
    let names = |ids: &[PersonId]| {
        let names = ids.iter().filter_map(|id| site.person(*id));
        names.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let latest = site.item(entry.latest).map(|(_, item)| item);
    let said = latest.and_then(|item| item.status_text.clone());
    let parts = [
        names(&entry.owners),
        said.or(entry.status.map(|status| status.word().to_owned())).unwrap_or_default(),
        entry.when.as_ref().map(|when| when.text.clone()).unwrap_or_default(),
        document(site, entry).map(|doc| doc.title.clone()).unwrap_or_default(),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn feed(
    naming: &Naming<'_>,
    (url, page): (SitePath, &SitePath),
    title: String,
    posts: Vec<Post>,
) -> (SitePath, Feed) {
    let newest = posts.iter().map(|post| post.updated).max();
    let feed = Feed {
        id: naming.of_page(&url),
        title,
        author: naming.title.clone(),
        links: (naming.href(&url, &url), naming.href(&url, page)),
        updated: newest.unwrap_or(naming.site.today),
        posts,
    };
    (url, feed)
}

fn past(naming: &Naming<'_>, day: Day) -> Option<Day> {
    (day <= naming.site.today).then_some(day)
}
