//! What a link can lead to: documents, folders, other files.

use super::DocId;
use super::Site;
use super::addresses::folder_address;
use super::addresses::parts;
use crate::parse::BlockKind;
use crate::parse::Layout;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::text::heading_anchor;
use crate::text::slug;
use crate::text::unique;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Types of files that are published beside the documents. None of them can run
/// in a reader's browser; an SVG is published as far as it is harmless.
const PUBLISHED: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "pdf", "csv", "tsv",
    "txt", "log", "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "mp3", "mp4",
    "webm", "svg",
];

/// How alike a path must be to be proposed for a broken one, of 1.
const ALIKE: f64 = 0.6;

/// The longest list of paths that is searched for one like a broken link.
const SEARCHED: usize = 2000;

/// What lies below SOURCE.
#[derive(PartialEq)]
pub(super) struct Folder {
    docs: FxHashMap<String, DocId>,
    /// Documents without a page.
    hidden: BTreeSet<DocId>,
    folders: BTreeSet<String>,
    /// Other files, and where those of a published type go.
    others: BTreeMap<String, Option<SitePath>>,
    /// Documents by title, file name and alias, in lower case.
    names: FxHashMap<String, Vec<DocId>>,
    /// Paths of documents and files by file name in lower case.
    files: BTreeMap<String, Vec<String>>,
}

/// What lies at a path.
pub(super) enum Found {
    /// A document with a page.
    Doc(DocId),
    /// A document without one.
    Hidden,
    /// The page of a folder.
    Folder(SitePath),
    /// A file that is published.
    File(DocPath, SitePath),
    /// A file that is not.
    Unpublished,
}

impl Folder {
    pub(super) fn of(site: &Site, others: &BTreeMap<DocPath, u64>) -> Self {
        let shown: BTreeSet<DocId> = site.published().map(|(id, _)| id).collect();
        let mut folder = Self {
            docs: FxHashMap::default(),
            hidden: BTreeSet::new(),
            folders: BTreeSet::new(),
            others: attachments(others),
            names: FxHashMap::default(),
            files: BTreeMap::new(),
        };
        for (id, doc) in (0_u32..).map(DocId).zip(&site.docs) {
            let path = &doc.source.path;
            folder.docs.insert(path.as_str().to_owned(), id);
            if !shown.contains(&id) {
                folder.hidden.insert(id);
                continue;
            }
            folder.above(path);
            folder.file(path);
            let aliases = doc.source.meta.aliases.iter().map(String::as_str);
            for name in aliases.chain([doc.title.as_str(), path.stem()]) {
                let ids = folder.names.entry(name.trim().to_lowercase()).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
        }
        for path in others.keys() {
            folder.file(path);
        }
        folder
    }

    fn above(&mut self, path: &DocPath) {
        let mut folder = path.folder();
        while !folder.is_empty() && self.folders.insert(folder.to_owned()) {
            folder = folder.rsplit_once('/').map_or("", |(up, _)| up);
        }
    }

    fn file(&mut self, path: &DocPath) {
        let name = path.file_name().to_lowercase();
        self.files.entry(name).or_default().push(path.as_str().to_owned());
    }

    /// What lies at `path`, as written or with an extension of Markdown.
    pub(super) fn at(&self, path: &str) -> Option<Found> {
        let bare = path.trim_end_matches('/');
        if bare.is_empty() || self.folders.contains(bare) {
            return Some(Found::Folder(folder_address(bare)));
        }
        let stem = bare.strip_suffix(".html").or_else(|| bare.strip_suffix(".htm"));
        let stem = stem.unwrap_or(bare);
        let written = self.docs.get(bare);
        let added = || self.docs.get(&format!("{stem}.md"));
        let long = || self.docs.get(&format!("{stem}.markdown"));
        let other = || self.other(bare);
        let doc = |id: &DocId| {
            if self.hidden.contains(id) { Found::Hidden } else { Found::Doc(*id) }
        };
        written.map(doc).or_else(other).or_else(|| added().or_else(long).map(doc))
    }

    fn other(&self, path: &str) -> Option<Found> {
        let address = self.others.get(path)?.as_ref();
        let published = address.and_then(|to| Some((DocPath::new(path)?, to.clone())));
        Some(published.map_or(Found::Unpublished, |(path, to)| Found::File(path, to)))
    }

    /// The documents that a note's name can mean: by path, else by title, file name
    /// or alias, whatever the letter case.
    pub(super) fn named(&self, name: &str) -> Vec<DocId> {
        if let Some(Found::Doc(id)) = self.at(name.trim_start_matches('/')) {
            return vec![id];
        }
        let lower = name.trim().to_lowercase();
        let stem = lower.strip_suffix(".md").unwrap_or(&lower);
        self.names
            .get(&lower)
            .or_else(|| self.names.get(stem))
            .cloned()
            .unwrap_or_default()
    }

    /// The one file with this name, wherever it lies.
    pub(super) fn file_named(&self, name: &str) -> Option<Found> {
        match self.files.get(&name.to_lowercase()).map(Vec::as_slice) {
            Some([path]) => self.other(path),
            _ => None,
        }
    }

    /// A path like `path`: the same file elsewhere, else one spelled alike.
    pub(super) fn like(&self, path: &str) -> Option<&str> {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let found =
            self.files.get(&name).or_else(|| self.files.get(&format!("{name}.md")));
        if let Some(path) = found.and_then(|paths| paths.first()) {
            return Some(path);
        }
        // The ending is alike everywhere and says nothing.
        let (stem, end) = name.rsplit_once('.').unwrap_or((&name, ""));
        let scored = self.files.iter().take(SEARCHED).map(|(other, paths)| {
            let other = match other.rsplit_once('.') {
                Some((other, ending)) if ending == end => other,
                _ => other,
            };
            (strsim::normalized_levenshtein(stem, other), paths)
        });
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
        best.1.first().filter(|_| best.0 >= ALIKE).map(String::as_str)
    }
}

/// Where each file of a published type goes: beside the pages, by its own name.
fn attachments(others: &BTreeMap<DocPath, u64>) -> BTreeMap<String, Option<SitePath>> {
    let mut taken = BTreeSet::new();
    let mut address = |path: &DocPath, size: u64| {
        let extension = path.extension();
        // Nothing harmless could be made of an SVG without size.
        let is_published = PUBLISHED.contains(&extension.as_str());
        (is_published && (extension != "svg" || size > 0)).then_some(())?;
        let stem = format!("docs/{}{}", parts(path.folder()), slug(path.stem()));
        let key = format!("{stem}.{extension}");
        let hash = unique(key.clone(), path.as_str(), &mut taken);
        let tail = hash.strip_prefix(&key).unwrap_or_default();
        Some(SitePath::new(format!("{stem}{tail}.{extension}")))
    };
    let entry =
        |(path, size): (&DocPath, &u64)| (path.as_str().to_owned(), address(path, *size));
    others.iter().map(entry).collect()
}

/// The names of the footnotes of a document.
pub(super) fn footnotes(layout: &Layout) -> impl Iterator<Item = &String> {
    layout.blocks().filter_map(|block| match block.kind {
        BlockKind::Footnote(name) => Some(name),
        _ => None,
    })
}

/// The anchors of one document by the forms that links give them.
pub(super) struct Anchors {
    by_form: FxHashMap<String, String>,
}

impl Anchors {
    pub(super) fn of(doc: &super::Doc) -> Self {
        let mut by_form = FxHashMap::default();
        let items = doc.facts.items.iter().map(|item| &item.anchor);
        let heads = doc.layout.anchors.iter().map(|(_, anchor)| anchor);
        for anchor in heads.chain(items) {
            by_form.entry(anchor.to_lowercase()).or_insert_with(|| anchor.clone());
        }
        for name in footnotes(&doc.layout) {
            let anchor = format!("fn-{name}");
            by_form.entry(anchor.to_lowercase()).or_insert(anchor);
        }
        Self { by_form }
    }

    /// The anchor that `fragment` means, whatever its letter case; a heading's text
    /// is understood too.
    pub(super) fn get(&self, fragment: &str) -> Option<&str> {
        let fragment = fragment.strip_prefix("user-content-").unwrap_or(fragment);
        let exact = self.by_form.get(&fragment.to_lowercase());
        exact.or_else(|| self.by_form.get(&heading_anchor(fragment))).map(String::as_str)
    }

    /// The anchor that was most likely meant by one that is not there.
    pub(super) fn like(&self, fragment: &str) -> Option<&str> {
        let wanted = heading_anchor(fragment);
        let scored = self.by_form.iter().map(|(form, anchor)| {
            let begins = !wanted.is_empty() && form.starts_with(&format!("{wanted}-"));
            let score = strsim::normalized_levenshtein(&wanted, form);
            (if begins { 1.0 } else { score }, anchor.as_str())
        });
        // Of equals the first in the order of letters: a map has none.
        let best =
            scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
        (best.0 >= ALIKE).then_some(best.1)
    }
}
