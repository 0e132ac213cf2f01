//! One state of the site, from which each file is made when it is asked for.

use super::Built;
use super::Changes;
use super::changes;
use super::look::Look;
use crate::config::Config;
use crate::data;
use crate::diag::Finding;
use crate::link;
use crate::link::Site;
use crate::render::{POLICY, policy};
use crate::search;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::theme;
use crate::view;
use crate::view::Page;
use crate::view::explain;
use crate::view::explain::Explained;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// Where the export is published.
const FACTS: &str = "facts.json";

/// The stage that makes a file, told by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The data of the search.
    Search,
    /// The export.
    Facts,
    /// Feeds, calendars, tables and twins.
    Beside,
    /// A page or an asset.
    Page,
}

impl Part {
    /// That of the file at the address `at`.
    pub fn of(at: &str) -> Self {
        if at == FACTS {
            Self::Facts
        } else if data::makes(at) {
            Self::Beside
        } else if at.starts_with("data/") {
            Self::Search
        } else {
            Self::Page
        }
    }
}

/// The linked site with its look. Everything made of one version fits together; making
/// a file twice gives the same bytes.
pub struct Version {
    site: Site,
    config: Config,
    look: Arc<Look>,
}

impl Version {
    pub(super) fn new(site: Site, config: Config, look: Arc<Look>) -> Self {
        Self { site, config, look }
    }

    /// Everything made at once.
    pub fn built(&self) -> Built {
        let files = Mutex::new(BTreeMap::new());
        let mut findings = self.each_file(&|at, content| {
            held(&files).insert(at.to_owned(), content.bytes());
        });
        findings.extend(self.findings());
        findings.sort();
        Built {
            files: files.into_inner().unwrap_or_else(PoisonError::into_inner),
            attachments: self.attachments(),
            export: json(&view::export(&self.site)),
            findings,
        }
    }

    /// Makes every file and hands it to `put`: side by side, in any order, each dropped
    /// before the next is made. Gives what was found while making them.
    pub fn each_file(&self, put: Put<'_>) -> Vec<Finding> {
        let faults = Mutex::new(Vec::new());
        let pages = Mutex::new(Vec::new());
        let page = |page: Page| {
            let Some(shown) = self.look.show(&page) else { return };
            put(page.url.as_str(), Content::Bytes(&shown.bytes));
            held(&faults).extend(shown.fault);
            if self.config.base_url.is_some() {
                held(&pages).push(page.url);
            }
        };
        rayon::scope(|scope| {
            scope.spawn(|_| {
                search::each_file(&self.site, &|at, bytes| {
                    put(at, Content::Bytes(bytes));
                });
            });
            scope.spawn(|_| put(FACTS, Content::Json(&view::published(&self.site))));
            scope.spawn(|_| {
                let put = |at: &str, bytes: &[u8]| put(at, Content::Bytes(bytes));
                data::each_file(&self.site, &self.config, &put);
            });
            view::each_page(&self.site, &self.config, &page);
        });
        for (at, bytes) in self.assets() {
            put(&at, Content::Bytes(&bytes));
        }
        let mut pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner);
        pages.sort_unstable();
        let urls = pages.iter().map(SitePath::as_str);
        for (at, bytes) in data::sitemap(&self.config, urls) {
            put(&at, Content::Bytes(&bytes));
        }
        let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
        link::levelled(faults, &self.config)
    }

    /// The file at the address `at`, as [`Version::built`] has it; `None` if there is
    /// none. For whoever keeps nothing: all assets or the whole search are made for one
    /// of their files.
    pub fn file(&self, at: &str) -> Option<Arc<[u8]>> {
        match Part::of(at) {
            Part::Search => self.search().remove(at),
            Part::Facts => self.exported().remove(at),
            Part::Beside => self.followed().remove(at),
            Part::Page => self.page(at).or_else(|| self.assets().remove(at)),
        }
    }

    /// The page at the address `at`; `None` if there is none.
    pub fn page(&self, at: &str) -> Option<Arc<[u8]>> {
        let page = view::page(&self.site, &self.config, &SitePath::new(at.to_owned()))?;
        Some(self.look.show(&page)?.bytes)
    }

    /// Styles, scripts, fonts, and what the configuration adds to them, by address.
    pub fn assets(&self) -> BTreeMap<String, Arc<[u8]>> {
        let assets = self.look.theme().assets();
        let assets =
            assets.map(|(url, bytes)| (url.as_str().to_owned(), Arc::clone(bytes)));
        let mut files: BTreeMap<String, Arc<[u8]>> = assets.collect();
        if let Some(words) = self.look.words() {
            files.insert("words.js".to_owned(), words.as_bytes().into());
        }
        let accent = self.config.accent.as_deref().and_then(theme::accent);
        if let Some(style) = accent {
            files.insert("accent.css".to_owned(), style.into_bytes().into());
        }
        // What a server says of all files is what each page says of itself.
        if let Some(headers) = files.get_mut("_headers") {
            let hosts = &self.config.remote_images;
            let text = String::from_utf8_lossy(headers);
            *headers = text.replace(POLICY, &policy(hosts)).into_bytes().into();
        }
        files
    }

    /// The data of the search, by address.
    pub fn search(&self) -> BTreeMap<String, Arc<[u8]>> {
        gathered(|put| search::each_file(&self.site, put))
    }

    /// Feeds, calendars, tables and twins, by address.
    pub fn followed(&self) -> BTreeMap<String, Arc<[u8]>> {
        let pages = match self.config.base_url {
            Some(_) => view::pages(&self.site, &self.config),
            None => Vec::new(),
        };
        let mut files = gathered(|put| data::each_file(&self.site, &self.config, put));
        let urls = pages.iter().map(|page| page.url.as_str());
        files.extend(data::sitemap(&self.config, urls));
        files
    }

    /// What is published beside the pages: the export by address.
    pub fn exported(&self) -> BTreeMap<String, Arc<[u8]>> {
        BTreeMap::from([(FACTS.to_owned(), json(&view::published(&self.site)))])
    }

    /// The attachments to publish, as [`Built::attachments`].
    pub fn attachments(&self) -> BTreeMap<String, DocPath> {
        let attachments = self.site.attachments.iter();
        attachments.map(|(from, to)| (to.as_str().into(), from.clone())).collect()
    }

    /// What was found while reading and linking, by path and place.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.site.findings.clone();
        if let Some(fault) = self.look.finding() {
            findings.extend(link::levelled(vec![fault], &self.config));
            findings.sort();
        }
        findings
    }

    /// Whether a document has its page at `at`.
    pub fn has_document(&self, at: &str) -> bool {
        self.site.published().any(|(_, doc)| doc.url.as_str() == at)
    }

    /// Its documents.
    pub fn documents(&self) -> usize {
        self.site.docs.len()
    }

    /// Everything read in the document whose page is at `at`.
    pub fn explain(&self, at: &str) -> Option<Explained> {
        let doc = self.site.docs.iter().find(|doc| doc.url.as_str() == at)?;
        explain::explain(&self.site, doc.source.path.as_str(), None)
    }

    /// What this version has otherwise than the one `before`.
    pub fn changes(&self, before: &Self) -> Changes {
        changes::changes(&before.site, &self.site)
    }
}

/// What is done with a file as soon as it is made; called by several threads.
pub type Put<'a> = &'a (dyn Fn(&str, Content<'_>) + Sync);

/// What a file holds.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// One line of JSON, too long to be held; the same each time it is written.
    Json(&'a dyn Line),
}

impl Content<'_> {
    /// Writes all of it.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write(self, to: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => to.write_all(bytes),
            Self::Json(line) => line.write(to),
        }
    }

    fn bytes(self) -> Arc<[u8]> {
        match self {
            Self::Bytes(bytes) => bytes.into(),
            Self::Json(line) => {
                let mut bytes = Vec::new();
                // Writing to memory cannot fail, and the export has string keys only.
                let _ = line.write(&mut bytes);
                bytes.into()
            }
        }
    }
}

/// Data that can be written as one line of JSON.
pub trait Line {
    /// Writes it.
    ///
    /// # Errors
    /// Those of `to`.
    fn write(&self, to: &mut dyn Write) -> io::Result<()>;
}

impl<T: Serialize> Line for T {
    fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *to, self)?;
        to.write_all(b"\n")
    }
}

/// The files that `make` hands over, by address.
fn gathered(
    make: impl FnOnce(&(dyn Fn(&str, &[u8]) + Sync)),
) -> BTreeMap<String, Arc<[u8]>> {
    let files = Mutex::new(BTreeMap::new());
    make(&|at, bytes| {
        held(&files).insert(at.to_owned(), bytes.into());
    });
    files.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Under these locks things are only moved, so that a panic leaves them whole.
fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One line of JSON. The export has string keys only, so that writing cannot fail.
pub(super) fn json(value: &impl Serialize) -> Arc<[u8]> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes.into()
}
