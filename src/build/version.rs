//! One state of the site, from which each file is made when it is asked for.

use super::Built;
use super::Changes;
use super::changes;
use super::look::Look;
use super::look::Shown;
use crate::config::Config;
use crate::data;
use crate::diag::Finding;
use crate::link;
use crate::link::Site;
use crate::search;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::theme;
use crate::view;
use crate::view::explain;
use crate::view::explain::Explained;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

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
        let pages = view::pages(&self.site, &self.config);
        let shown: Vec<(SitePath, Option<Shown>)> = pages
            .into_par_iter()
            .map(|page| {
                let shown = self.look.show(&page);
                (page.url, shown)
            })
            .collect();
        let mut built = self.data();
        built.files.append(&mut self.assets());
        built.files.append(&mut self.search());
        let urls = shown.iter().map(|(url, _)| url.as_str());
        built.files.append(&mut self.beside(urls));
        let mut faults = Vec::new();
        for (url, shown) in shown {
            let Some(shown) = shown else { continue };
            faults.extend(shown.fault);
            built.files.insert(url.as_str().to_owned(), shown.bytes);
        }
        built.findings.extend(link::levelled(faults, &self.config));
        built.findings.sort();
        built
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
        files
    }

    /// The data of the search, by address.
    pub fn search(&self) -> BTreeMap<String, Arc<[u8]>> {
        search::files(&self.site)
    }

    /// Feeds, calendars, tables and twins, by address.
    pub fn followed(&self) -> BTreeMap<String, Arc<[u8]>> {
        let pages = match self.config.base_url {
            Some(_) => view::pages(&self.site, &self.config),
            None => Vec::new(),
        };
        self.beside(pages.iter().map(|page| page.url.as_str()))
    }

    /// The same, where the addresses of all pages are known.
    fn beside<'p>(
        &self,
        pages: impl Iterator<Item = &'p str>,
    ) -> BTreeMap<String, Arc<[u8]>> {
        let mut files = data::files(&self.site, &self.config);
        files.extend(data::sitemap(&self.config, pages));
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

    /// The data of the site without its files.
    fn data(&self) -> Built {
        let site = &self.site;
        let export = json(&view::export(site));
        let drafts = site.docs.iter().any(|doc| !site.has_page(doc));
        let published =
            if drafts { json(&view::published(site)) } else { Arc::clone(&export) };
        Built {
            files: BTreeMap::from([(FACTS.to_owned(), published)]),
            attachments: self.attachments(),
            export,
            findings: self.findings(),
        }
    }
}

/// One line of JSON. The export has string keys only, so that writing cannot fail.
pub(super) fn json(value: &impl Serialize) -> Arc<[u8]> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes.into()
}
