//! What stands around every page's content.

use super::cx::Cx;
use super::href::Here;
use super::href::Href;
use super::kinds::glossary;
use super::kinds::graph;
use super::kinds::health;
use super::kinds::start;
use super::words::Register;
use crate::config::Config;
use crate::link::Site;
use crate::text::Day;
use crate::text::SitePath;
use schemars::JsonSchema;
use serde::Serialize;

/// A part of the site that the navigation leads to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// All documents.
    Documents,
    /// What happened and what is due, by month.
    Timeline,
    /// Everyone whom the documents name.
    Owners,
    /// The registers.
    Registers,
    /// The tickets.
    Tickets,
    /// Sprints and other periods.
    Periods,
    /// What several documents are about.
    Topics,
    /// What someone new reads first.
    Start,
}

impl Section {
    /// Its first page.
    pub fn url(self) -> SitePath {
        SitePath::new(match self {
            Self::Documents => "documents.html",
            Self::Timeline => "timeline.html",
            Self::Owners => "owners/index.html",
            Self::Registers => "registers/index.html",
            Self::Tickets => "tickets/index.html",
            Self::Periods => "sprints/index.html",
            Self::Topics => "topics/index.html",
            Self::Start => "start.html",
        })
    }
}

impl Section {
    /// Whether the foot leads to it, so that the main navigation has room (design,
    /// section 3).
    fn in_foot(self) -> bool {
        matches!(self, Self::Tickets | Self::Periods)
    }
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct NavEntry {
    /// What it leads to.
    pub section: Section,
    /// Its address.
    pub href: Href,
    /// Whether this page belongs to it.
    pub current: bool,
}

/// A line of the frame: the interface's own words, or the author's.
///
/// A literal is the interface's and a key of the tables of words; an owned text is the
/// author's and stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Caption {
    /// The text.
    pub text: String,
    /// Whether it is the interface's, to be translated.
    pub ours: bool,
}

impl From<&'static str> for Caption {
    fn from(key: &'static str) -> Self {
        Self { text: key.to_owned(), ours: true }
    }
}

impl From<&String> for Caption {
    fn from(text: &String) -> Self {
        Self { text: text.clone(), ours: false }
    }
}

/// The same as a page, or something beside it, for programs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Alternate {
    /// The key of its word: `feed`, `calendar`, `csv`, `json`, `markdown`.
    pub format: &'static str,
    /// Its media type.
    pub mime: &'static str,
    /// Its address.
    pub href: Href,
}

impl Alternate {
    /// The file beside `page` in `format`.
    pub(in crate::view) fn beside(
        here: &Here,
        page: &SitePath,
        format: &'static str,
    ) -> Self {
        let (extension, mime) = match format {
            "calendar" => ("ics", "text/calendar"),
            "csv" => ("csv", "text/csv"),
            "json" => ("json", "application/json"),
            "markdown" => ("md", "text/markdown"),
            _ => ("xml", "application/atom+xml"),
        };
        let stem = page.file().trim_end_matches(".html");
        let href = here.to(&SitePath::new(format!("{stem}.{extension}")));
        Self { format, mime, href }
    }
}

/// A page that the foot leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct More {
    /// The key of its word.
    pub word: &'static str,
    /// Its address.
    pub href: Href,
}

/// What stands around every page's content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Frame {
    /// The page's title; empty on the front page.
    pub title: Caption,
    /// What the page is about, for search engines and previews.
    pub description: Caption,
    /// The name of the site.
    pub site: Caption,
    /// The image beside the name.
    pub logo: Option<Href>,
    /// The front page.
    pub home: Href,
    /// The main navigation: what is there, nothing else.
    pub nav: Vec<NavEntry>,
    /// The way to the site's root, for styles and scripts: `../`, or absolute.
    pub root: String,
    /// The day the site was built for.
    pub today: Day,
    /// The configuration fixes that day: the pages never age.
    pub fixed: bool,
    /// Search engines are asked to stay away.
    pub noindex: bool,
    /// The page's full address, where the site's is known.
    pub canonical: Option<String>,
    /// What it is for those who preview links: `article` of documents, else `website`.
    pub sort: &'static str,
    /// The full address of the logo, for those who preview links.
    pub image: Option<String>,
    /// Whether there is a style sheet with the site's own colour.
    pub accent: bool,
    /// What the foot leads to besides.
    pub more: Vec<More>,
    /// What follows the whole site: its feed and calendar.
    pub follow: Vec<Alternate>,
    /// What lies beside this page for programs.
    pub alternates: Vec<Alternate>,
}

impl Frame {
    /// The frame of the page at `here`.
    pub(in crate::view) fn new(
        cx: &Cx<'_>,
        here: &Here,
        title: impl Into<Caption>,
        section: Option<Section>,
    ) -> Self {
        let entry = |of: &Section| NavEntry {
            section: *of,
            href: here.to(&of.url()),
            current: section == Some(*of),
        };
        let base = cx.config.base_url.as_deref().map(|url| url.trim_end_matches('/'));
        let absolute = Here::anywhere(String::new());
        let base = base.filter(|base| !base.is_empty());
        let full =
            |url: &SitePath| Some(format!("{}/{}", base?, absolute.to(url).as_str()));
        let canonical = here.page().and_then(|page| full(&page));
        Self {
            title: title.into(),
            description: Caption::default(),
            site: cx.title.clone(),
            logo: logo(cx).map(|url| here.to(url)),
            home: here.to(&SitePath::new("index.html")),
            nav: cx.sections.iter().filter(|of| !of.in_foot()).map(entry).collect(),
            root: here.root.clone(),
            today: cx.site.today,
            fixed: cx.config.today == Some(cx.site.today),
            noindex: !cx.config.public,
            canonical,
            sort: "website",
            image: logo(cx).and_then(full),
            more: more(cx, here),
            follow: follow(cx, here),
            alternates: Vec::new(),
            accent: cx.config.accent.as_deref().is_some_and(is_colour),
        }
    }
}

fn more(cx: &Cx<'_>, here: &Here) -> Vec<More> {
    let is_there = |of: Section| cx.sections.contains(&of);
    let pages = [
        ("tickets", is_there(Section::Tickets), Section::Tickets.url()),
        ("periods", is_there(Section::Periods), Section::Periods.url()),
        ("glossary", !cx.site.terms.is_empty(), glossary::url()),
        ("graph", cx.linked, graph::url()),
        ("health", !cx.docs.is_empty(), health::url()),
    ];
    let there = pages.into_iter().filter(|(_, there, _)| *there);
    there.map(|(word, _, url)| More { word, href: here.to(&url) }).collect()
}

fn follow(cx: &Cx<'_>, here: &Here) -> Vec<Alternate> {
    if cx.docs.is_empty() {
        return Vec::new();
    }
    let file = |name: &str, format| {
        Alternate::beside(here, &SitePath::new(format!("{name}.html")), format)
    };
    vec![file("feed", "feed"), file("calendar", "calendar")]
}

/// `#rgb` or `#rrggbb`.
fn is_colour(colour: &str) -> bool {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn logo<'a>(cx: &Cx<'a>) -> Option<&'a SitePath> {
    let path = crate::text::DocPath::new(cx.config.logo.as_deref()?)?;
    cx.site.attachments.get(&path)
}

/// The parts of the site that have something to show.
pub(in crate::view) fn sections(cx: &Cx<'_>) -> Vec<Section> {
    let listed = Register::ALL.iter().any(|register| cx.of(*register).next().is_some());
    let events = |id| cx.doc(id).is_some_and(|doc| !doc.facts.events.is_empty());
    let some = [
        (Section::Documents, !cx.docs.is_empty()),
        (Section::Timeline, !cx.dated.is_empty() || cx.docs.iter().any(|id| events(*id))),
        (Section::Owners, !cx.site.people.is_empty() && !cx.docs.is_empty()),
        (Section::Registers, listed),
        (Section::Tickets, !cx.site.tickets.is_empty() && !cx.docs.is_empty()),
        (Section::Periods, !cx.site.periods.is_empty() && !cx.docs.is_empty()),
        (Section::Topics, !cx.site.topics.is_empty()),
        (Section::Start, start::is_wanted(cx)),
    ];
    some.into_iter().filter(|(_, some)| *some).map(|(section, _)| section).collect()
}

/// The configured name, else the title of the root README, else "Team notebook".
pub fn site_title(site: &Site, config: &Config) -> Caption {
    let root = site.published().find(|(_, doc)| doc.url.as_str() == "docs/index.html");
    let own = config.title.clone().filter(|title| !title.trim().is_empty());
    let named = own.or_else(|| Some(root?.1.title.clone()));
    named.map_or_else(|| Caption::from("Team notebook"), |name| (&name).into())
}
