//! Stage 5, view: one closed value per page.
//!
//! In comes the [`Site`], out go [`Page`]s: everything a page shows, chosen, ordered
//! and worded as plain text, with addresses already relative to that page. A page
//! holds nothing of other pages but what it shows, so that its hash is the key of
//! its HTML. What is honest to say is decided here, not in templates.

pub mod body;

mod cx;
pub mod explain;
mod export;
mod frame;
mod href;
pub mod kinds;
mod paging;
mod parts;
pub mod query;
mod words;

pub use export::export;
pub use export::export_schema;
pub use export::published;
pub use export::register as register_export;
pub use frame::site_title;
pub use frame::{Alternate, Caption, Frame, More, NavEntry, Section};
pub use href::Href;
pub use kinds::timeline::place;
pub use kinds::timeline::stated as events;
pub use parts::{DocLine, Linked, Quote, Row, Standing, When, Who};
pub use words::{Register, state};

use crate::config::Config;
use crate::link::Site;
use crate::text::SitePath;
use cx::Cx;
use rayon::prelude::*;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// One page of the site. Equal pages give equal files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Where it is published.
    pub url: SitePath,
    /// What stands around the content.
    pub frame: Frame,
    /// The content.
    pub content: Content,
}

/// Declares the kinds of pages with their templates, so that the table stands once.
macro_rules! contents {
    ($($(#[$doc:meta])* $name:ident($module:ident) = $template:literal,)*) => {
        /// What a page shows, a variant for each kind.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
        #[serde(untagged)]
        pub enum Content { $($(#[$doc])* $name(Box<kinds::$module::$name>),)* }

        impl Content {
            /// The templates of all kinds.
            pub const TEMPLATES: &'static [&'static str] = &[$($template,)*];

            /// What each template sees as `page`, described.
            fn described(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
                vec![$(($template, generator.subschema_for::<kinds::$module::$name>()),)*]
            }

            /// The template that shows it.
            pub fn template(&self) -> &'static str {
                match self { $(Self::$name(_) => $template,)* }
            }
        }
    };
}

contents! {
    /// The front page.
    Home(home) = "home.html",
    /// All documents.
    Documents(documents) = "documents.html",
    /// One document.
    Document(document) = "document.html",
    /// A folder without a README.
    Folder(folder) = "folder.html",
    /// Everyone whom the documents name.
    People(people) = "people.html",
    /// One person, role or team.
    Person(person) = "person.html",
    /// The registers with their counts.
    Registers(registers) = "registers.html",
    /// The entries of one register.
    RegisterPage(register) = "register.html",
    /// All tickets.
    Tickets(tickets) = "tickets.html",
    /// One ticket.
    Ticket(ticket) = "ticket.html",
    /// All sprints and other periods.
    Periods(periods) = "periods.html",
    /// One sprint or other period.
    Period(period) = "period.html",
    /// What happened and what is due, by month.
    Timeline(timeline) = "timeline.html",
    /// What someone new reads first.
    Start(start) = "start.html",
    /// All topics.
    Topics(topics) = "topics.html",
    /// One topic.
    Topic(topic) = "topic.html",
    /// The words that documents explain.
    Glossary(glossary) = "glossary.html",
    /// How documents, people and tickets connect.
    Graph(graph) = "graph.html",
    /// What kenning could not settle.
    Health(health) = "health.html",
    /// The search, and the index without it.
    Search(search) = "search.html",
    /// What a server shows for a missing page.
    NotFound(not_found) = "not_found.html",
}

/// The version of what templates see: that of the export, whose words they share.
pub const SHAPE: &str = export::SHAPE;

/// What templates see, made from its types and their comments: `frame` of every page,
/// `page` by template, and what several share.
pub fn theme_schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut generator = settings.into_generator();
    let frame = generator.subschema_for::<Frame>();
    let note = generator.subschema_for::<kinds::document::Note>();
    let pages = Content::described(&mut generator);
    let pages: serde_json::Map<_, _> =
        pages.into_iter().map(|(name, page)| (name.to_owned(), page.into())).collect();
    serde_json::json!({
        "schema": SHAPE,
        "frame": frame,
        "pages": pages,
        "note": note,
        "$defs": generator.definitions(),
    })
}

/// Hands `each` the rows of the registers that stand on several pages, as data for their
/// script.
pub fn each_register_shard(
    site: &Site,
    config: &Config,
    each: &(dyn Fn(kinds::register::Shard) + Sync),
) {
    kinds::register::shards(&Cx::new(site, config, None), each);
}

/// The address of `target` as a page at the site's root writes it.
pub fn from_root(target: &SitePath) -> Href {
    href::Here::anywhere(String::new()).to(target)
}

/// The way from the file at `from` to `target`.
pub fn way(from: &SitePath, target: &SitePath) -> Href {
    href::Here::on(from).to(target)
}

/// Makes every page of the site and hands it to `each`: side by side, in any order. No
/// two have one address.
pub fn each_page(site: &Site, config: &Config, each: &(dyn Fn(Page) + Sync)) {
    let cx = Cx::new(site, config, None);
    kinds::ALL.par_iter().for_each(|kind| (kind.pages)(&cx, each));
}

/// Every page of the site, by address.
pub fn pages(site: &Site, config: &Config) -> Vec<Page> {
    let pages = Mutex::new(Vec::new());
    each_page(site, config, &|page| lock(&pages).push(page));
    let mut pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner);
    pages.sort_unstable_by(|a, b| a.url.cmp(&b.url));
    pages
}

/// The page at `url` as `pages` would give it; `None` if there is none.
pub fn page(site: &Site, config: &Config, url: &SitePath) -> Option<Page> {
    let may_be = |kind: &&kinds::Kind| url.as_str().starts_with(kind.at);
    let kinds: Vec<_> = kinds::ALL.iter().filter(may_be).collect();
    if kinds.is_empty() {
        return None;
    }
    let cx = Cx::new(site, config, Some(url));
    let found = Mutex::new(None);
    let keep = |page: Page| {
        if page.url == *url {
            *lock(&found) = Some(page);
        }
    };
    for kind in kinds {
        (kind.pages)(&cx, &keep);
    }
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What a panic elsewhere left is whole: nothing is done under the lock but moving.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
