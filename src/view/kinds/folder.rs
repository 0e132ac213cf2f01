//! Folders: a listing where no README is the folder's page.

use super::Each;
use super::documents::Crumb;
use super::documents::crumbs;
use crate::link::DocId;
use crate::text::SitePath;
use crate::view::Caption;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Page;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::paging::ROWS;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A folder without a README.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Folder {
    /// Its name as it lies on disk; empty for the root.
    pub name: String,
    /// The folders above it.
    pub crumbs: Vec<Crumb>,
    /// What lies in it.
    pub inside: Inside,
}

/// What lies in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Inside {
    /// The folders directly below, by name.
    pub folders: Vec<FolderLine>,
    /// The documents directly below, by path; at most as many as a page holds.
    pub docs: Vec<DocLine>,
    /// How many documents it holds that are not listed here.
    pub more: usize,
}

/// A folder as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct FolderLine {
    /// Its page.
    pub href: Href,
    /// Its name as it lies on disk.
    pub name: String,
    /// How deep it lies; those at the root have 0.
    pub depth: usize,
    /// How many documents it holds, those of its folders included.
    pub docs: usize,
}

/// A folder by its address: two that fold to one address are one page.
#[derive(Default)]
pub(in crate::view) struct Node {
    /// The path on disk of the first.
    path: String,
    docs: Vec<DocId>,
    below: BTreeSet<String>,
    /// All documents, those of folders below included.
    count: usize,
    readme: bool,
}

/// The folders by address, such as `docs/sprints`.
pub(in crate::view) type Folders = BTreeMap<String, Node>;

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    let without = cx.folders.iter().filter(|(_, node)| !node.readme);
    without.filter_map(|(address, node)| page(cx, address, node)).for_each(each);
}

fn page(cx: &Cx<'_>, address: &str, node: &Node) -> Option<Page> {
    let url = SitePath::new(format!("{address}/index.html"));
    if !cx.wants(&url) {
        return None;
    }
    let here = Here::on(&url);
    let name = node.path.rsplit('/').next().unwrap_or_default().to_owned();
    let title = match &name {
        name if name.is_empty() => Caption::from("All folders"),
        name => name.into(),
    };
    let folder = Folder {
        crumbs: crumbs(&here, &format!("{}/x", node.path), &url),
        name,
        inside: inside(cx, &here, node),
    };
    let content = Content::Folder(Box::new(folder));
    Some(cx.page(url, title, Some(Section::Documents), content))
}

/// What lies beside the README published at `url`; `None` for other documents.
pub(in crate::view) fn beside(
    cx: &Cx<'_>,
    here: &Here,
    url: &SitePath,
) -> Option<Inside> {
    let address = url.file().strip_suffix("/index.html")?;
    let mut inside = inside(cx, here, cx.folders.get(address)?);
    let own = here.to(&SitePath::new(url.file()));
    inside.docs.retain(|line| line.href != own);
    (!inside.docs.is_empty() || !inside.folders.is_empty()).then_some(inside)
}

/// The folders at the root, by name.
pub(in crate::view) fn roots(cx: &Cx<'_>, here: &Here) -> Vec<FolderLine> {
    let mut all = tree(cx, here);
    all.retain(|line| line.depth == 0);
    all
}

/// All folders, each followed by those below it.
pub(in crate::view) fn tree(cx: &Cx<'_>, here: &Here) -> Vec<FolderLine> {
    let below = cx.folders.iter().filter(|(address, _)| *address != "docs");
    let mut below: Vec<_> = below.collect();
    below.sort_by_key(|(address, _)| address.split('/').collect::<Vec<_>>());
    below.into_iter().map(|(address, node)| line(here, address, node)).collect()
}

fn inside(cx: &Cx<'_>, here: &Here, node: &Node) -> Inside {
    let folder = |address: &String| Some(line(here, address, cx.folders.get(address)?));
    Inside {
        folders: node.below.iter().filter_map(folder).collect(),
        docs: node
            .docs
            .iter()
            .take(ROWS)
            .filter_map(|id| cx.doc_line(here, *id))
            .collect(),
        more: node.docs.len().saturating_sub(ROWS),
    }
}

fn line(here: &Here, address: &str, node: &Node) -> FolderLine {
    FolderLine {
        href: here.to(&SitePath::new(format!("{address}/index.html"))),
        name: node.path.rsplit('/').next().unwrap_or_default().to_owned(),
        depth: address.matches('/').count().saturating_sub(1),
        docs: node.count,
    }
}

/// The folders of all documents that have a page.
pub(in crate::view) fn folders(cx: &Cx<'_>) -> Folders {
    let mut nodes = Folders::new();
    for id in &cx.docs {
        let Some(doc) = cx.doc(*id) else { continue };
        let Some((mut address, file)) = doc.url.file().rsplit_once('/') else { continue };
        let mut path = doc.source.path.folder();
        let own = nodes.entry(address.to_owned()).or_default();
        own.docs.push(*id);
        own.readme |= file == "index.html";
        loop {
            let node = nodes.entry(address.to_owned()).or_default();
            node.count += 1;
            if node.path.is_empty() {
                path.clone_into(&mut node.path);
            }
            let Some((above, _)) = address.rsplit_once('/') else { break };
            let child = address.to_owned();
            nodes.entry(above.to_owned()).or_default().below.insert(child);
            address = above;
            path = path.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    nodes
}
