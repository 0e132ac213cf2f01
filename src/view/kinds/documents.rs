//! All documents: newest first, those without a date in a group of their own, and
//! the folders they lie in.

use super::Each;
use crate::link::DocId;
use crate::text::SitePath;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::folder;
use crate::view::kinds::folder::FolderLine;
use crate::view::paging;
use crate::view::paging::Paging;
use schemars::JsonSchema;
use serde::Serialize;

/// All documents.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Documents {
    /// How many there are.
    pub all: usize,
    /// Those of this page with a date, newest first.
    pub dated: Vec<DocLine>,
    /// Those of this page without one, by path.
    pub undated: Vec<DocLine>,
    /// Every folder, by path, where there is more than one; on the first page.
    pub folders: Vec<FolderLine>,
    /// The listing of the content's own folder, where nothing else leads to it.
    pub listing: Option<Href>,
    /// Its place among the pages.
    pub paging: Paging,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if cx.docs.is_empty() {
        return;
    }
    let url = Section::Documents.url();
    let here = Here::on(&url);
    let undated = |id: &DocId| cx.doc(*id).is_some_and(|doc| doc.time.is_none());
    let mut ids = cx.dated.clone();
    ids.extend(cx.docs.iter().copied().filter(undated));
    let root = SitePath::new("docs/index.html");
    let written = cx.docs.iter().filter_map(|id| cx.doc(*id)).any(|doc| doc.url == root);
    let page = |leaf: paging::Leaf<'_, DocId>| {
        let lines = |dated: bool| {
            let ids = leaf.rows.iter().filter(|id| undated(id) != dated);
            ids.filter_map(|id| cx.doc_line(&here, *id)).collect()
        };
        let documents = Documents {
            all: ids.len(),
            dated: lines(true),
            undated: lines(false),
            folders: if leaf.paging.number == 1 {
                folder::tree(cx, &here)
            } else {
                Vec::new()
            },
            listing: (!written).then(|| here.to(&root)),
            paging: leaf.paging,
        };
        let content = Content::Documents(Box::new(documents));
        cx.page(leaf.url, "Documents", Some(Section::Documents), content)
    };
    let leaves = paging::leaves(&url, &ids).into_iter();
    leaves.filter(|leaf| cx.wants(&leaf.url)).map(page).for_each(each);
}

/// A step of the way down to a document or folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Crumb {
    /// The folder's page.
    pub href: Href,
    /// The folder's name as it lies on disk.
    pub name: String,
}

/// The folders above the file at `path`, which is published at `url`.
pub(in crate::view) fn crumbs(here: &Here, path: &str, url: &SitePath) -> Vec<Crumb> {
    let names: Vec<_> = path.split('/').collect();
    let parts: Vec<_> = url.file().split('/').collect();
    let folders = names.len().min(parts.len().saturating_sub(1)).saturating_sub(1);
    let crumb = |at: usize| {
        let folder = parts.get(..at + 2).unwrap_or_default().join("/");
        let name = (*names.get(at)?).to_owned();
        Some(Crumb {
            href: here.to(&SitePath::new(format!("{folder}/index.html"))),
            name,
        })
    };
    let all = (0..folders).filter_map(crumb);
    // A folder's own page is not a step down to itself.
    all.filter(|crumb| crumb.href != here.to(&SitePath::new(url.file()))).collect()
}
