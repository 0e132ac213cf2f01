//! What things are called outside the site, for good.
//!
//! With a `base_url` an entry is called by the address of its first mention, or of its
//! ticket's page; without one by a `tag:` name (RFC 4151) made of its id. Neither
//! changes when text is inserted, moved or ticked off around it.

use crate::config::Config;
use crate::link::Doc;
use crate::link::Entry;
use crate::link::Site;
use crate::text::SitePath;
use crate::view;

/// The part of `tag:` names that says whose they are. The year is that of kenning's
/// first release; it never changes.
const TAG: &str = "tag:kenning,2026:";

/// What names and links are made of.
pub(super) struct Naming<'s> {
    pub(super) site: &'s Site,
    /// The name of the site.
    pub(super) title: String,
    /// Where the site lives, without a slash at its end.
    base: Option<&'s str>,
}

impl<'s> Naming<'s> {
    pub(super) fn of(site: &'s Site, config: &'s Config) -> Self {
        Self { site, title: view::site_title(site, config).text, base: base(config) }
    }

    /// The way from the file at `from` to `target`: relative, or whole where it is
    /// known where the site lives.
    pub(super) fn href(&self, from: &SitePath, target: &SitePath) -> String {
        match self.base {
            Some(base) => format!("{base}/{}", encoded(target)),
            None => view::way(from, target).as_str().to_owned(),
        }
    }

    /// The whole address of `target`, where it is known where the site lives.
    pub(super) fn address(&self, target: &SitePath) -> Option<String> {
        self.base.map(|base| format!("{base}/{}", encoded(target)))
    }

    /// What the file or page at `path` is called.
    pub(super) fn of_page(&self, path: &SitePath) -> String {
        self.address(path).unwrap_or_else(|| format!("{TAG}{}", encoded(path)))
    }

    /// What an entry is called.
    pub(super) fn of_entry(&self, entry: &Entry) -> String {
        let place = self.base.and_then(|_| self.address(&first_place(self.site, entry)?));
        place.unwrap_or_else(|| format!("{TAG}{}", encoded(&SitePath::new(&*entry.id))))
    }

    /// What something of a calendar is called; `id` is that of an entry, or as unique.
    pub(super) fn uid(&self, id: &str) -> String {
        let host = self.base.and_then(|base| base.split("://").nth(1));
        let host = host.and_then(|rest| rest.split(['/', ':']).next());
        format!("{}@{}", encoded(&SitePath::new(id)), host.unwrap_or("kenning"))
    }
}

/// Where the site lives; `/`, as the preview says, is no place in the world.
pub(super) fn base(config: &Config) -> Option<&str> {
    let base = config.base_url.as_deref()?.trim_end_matches('/');
    Some(base).filter(|base| !base.is_empty())
}

/// The page of its ticket, else where it was first mentioned. Its own address leads
/// to the latest mention and so moves.
fn first_place(site: &Site, entry: &Entry) -> Option<SitePath> {
    if entry.url.as_str().starts_with("tickets/") {
        return Some(entry.url.clone());
    }
    let (doc, item) = site.item(*entry.items.first()?)?;
    Some(doc.url.at(&item.anchor))
}

/// The document of the latest mention that has a page.
pub(super) fn document<'s>(site: &'s Site, entry: &Entry) -> Option<&'s Doc> {
    let mentions = std::iter::once(&entry.latest).chain(entry.items.iter().rev());
    let mut docs = mentions.filter_map(|item| site.doc(item.doc));
    docs.find(|doc| site.has_page(doc))
}

fn encoded(path: &SitePath) -> String {
    view::from_root(path).as_str().to_owned()
}
