//! Follows the links that the authors wrote.

use super::Backlink;
use super::DocId;
use super::Link;
use super::LinkBy;
use super::Site;
use super::Target;
use super::findings::Findings;
use super::findings::Remark;
use super::part::Part;
use super::scheme::Scheme;
use super::scheme::scheme;
use super::targets::Anchors;
use super::targets::Folder;
use super::targets::Found;
use crate::diag::Code;
use crate::parse::LinkKind;
use crate::parse::LinkTarget;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::text::TextRange;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Adds the links that the author of one document wrote, the documents and files that
/// they lead to, and what is wrong with them.
pub(super) fn resolve(
    site: &Site,
    id: DocId,
    folder: &Folder,
    part: &mut Part,
    findings: &mut Findings,
) {
    let Some(doc) = site.doc(id) else { return };
    let mut follow =
        Follow { site, folder, anchors: FxHashMap::default(), files: BTreeMap::new() };
    let html = doc.layout.html.iter().map(|(range, link)| (*range, link));
    let text = written(&doc.layout);
    let quoted = text.len();
    for (nth, (range, target)) in text.into_iter().chain(html).enumerate() {
        let by = if target.kind == LinkKind::Wiki { LinkBy::Wiki } else { LinkBy::Link };
        let led = follow.follow(id, target);
        if let Some(remark) = led.remark {
            findings.at(&doc.source, Some(range), remark);
        }
        // Of a link in raw HTML there is no sentence to quote.
        if let Some(to) = led.doc.filter(|to| *to != id && nth < quoted) {
            part.follows.push((to, Backlink { from: id, range, by }));
        }
        part.links.push(Link { range, node: Some(target.node), to: led.to, by });
    }
    part.files = follow.files;
}

/// Each link of the text once, with the bytes of its text.
fn written(layout: &crate::parse::Layout) -> Vec<(TextRange, &LinkTarget)> {
    let mut links: Vec<(TextRange, &LinkTarget)> = Vec::new();
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    for run in layout.blocks().flat_map(|block| block.runs()) {
        let Some(link) = run.link else { continue };
        let at = *places.entry(link.node).or_insert(links.len());
        match links.get_mut(at) {
            Some((range, _)) => *range = range.cover(run.range),
            None => links.push((run.range, link)),
        }
    }
    links
}

/// Where one link leads, and what is wrong with it.
struct Led {
    to: Target,
    /// The document it leads to.
    doc: Option<DocId>,
    remark: Option<Remark>,
}

impl Led {
    fn plain(to: Target) -> Self {
        Self { to, doc: None, remark: None }
    }

    fn wrong(to: Target, code: Code, message: String, hint: Option<String>) -> Self {
        Self { to, doc: None, remark: Some(Remark { code, message, hint }) }
    }
}

struct Follow<'a> {
    site: &'a Site,
    folder: &'a Folder,
    anchors: FxHashMap<DocId, Anchors>,
    files: BTreeMap<DocPath, SitePath>,
}

impl Follow<'_> {
    fn follow(&mut self, from: DocId, link: &LinkTarget) -> Led {
        if link.kind == LinkKind::Wiki {
            return self.wiki(from, &link.to);
        }
        match scheme(&link.to) {
            Scheme::Web => Led::plain(Target::Web(clean(&link.to))),
            Scheme::Refused => Led::plain(Target::Refused(link.to.clone())),
            Scheme::Relative => self.relative(from, link),
        }
    }

    fn relative(&mut self, from: DocId, link: &LinkTarget) -> Led {
        let clean = clean(&link.to);
        let (path, fragment) = clean.split_once('#').unwrap_or((&clean, ""));
        let path = path.split('?').next().unwrap_or_default();
        let (path, fragment) = (decoded(path).replace('\\', "/"), decoded(fragment));
        if path.is_empty() {
            return self.page(from, &fragment);
        }
        let Some(target) = self.joined(from, &path) else {
            let message = format!("`{}` leads out of the content folder", link.to);
            let hint = Some("nothing is copied from there; the text stays".into());
            let to = Target::Refused(link.to.clone());
            return Led::wrong(to, Code::LinkLeavesContent, message, hint);
        };
        match self.folder.at(&target) {
            Some(found) => self.found(found, &fragment, link),
            None => self.missing(&target, link),
        }
    }

    /// The path below SOURCE, empty for SOURCE itself; `None` outside.
    fn joined(&self, from: DocId, path: &str) -> Option<String> {
        let here = self.site.doc(from).map_or("", |doc| doc.source.path.folder());
        let mut parts: Vec<&str> = match path.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => here.split('/').filter(|part| !part.is_empty()).collect(),
        };
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                _ => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    fn found(&mut self, found: Found, fragment: &str, link: &LinkTarget) -> Led {
        match found {
            Found::Doc(id) => self.page(id, fragment),
            Found::Folder(url) => Led::plain(Target::Page(url)),
            Found::File(path, url) => {
                self.files.insert(path, url.clone());
                Led::plain(Target::File(url))
            }
            Found::Hidden => {
                let message =
                    format!("`{}` leads to a draft, which has no page", link.to);
                let to = Target::Broken(link.to.clone());
                Led::wrong(to, Code::BrokenLink, message, None)
            }
            Found::Unpublished => {
                let message = format!("`{}` is of a type that is not published", link.to);
                let hint = Some("the text stays without a link".into());
                let to = Target::Refused(link.to.clone());
                Led::wrong(to, Code::UnpublishedType, message, hint)
            }
        }
    }

    fn missing(&self, path: &str, link: &LinkTarget) -> Led {
        let image = link.kind == LinkKind::Image;
        let code = if image { Code::BrokenImage } else { Code::BrokenLink };
        let message = format!("`{}` is not there", link.to);
        let like = self.folder.like(path);
        let hint = like.map(|like| format!("did you mean `{like}`?"));
        Led::wrong(Target::Broken(link.to.clone()), code, message, hint)
    }

    /// The page of a document, at `fragment` if it has that anchor.
    fn page(&mut self, id: DocId, fragment: &str) -> Led {
        let Some(doc) = self.site.doc(id) else {
            return Led::plain(Target::Broken(fragment.to_owned()));
        };
        let page = |url| Led { to: Target::Page(url), doc: Some(id), remark: None };
        if fragment.is_empty() || fragment == "top" {
            return page(doc.url.clone());
        }
        let anchors = self.anchors.entry(id).or_insert_with(|| Anchors::of(doc));
        if let Some(anchor) = anchors.get(fragment) {
            return page(doc.url.at(anchor));
        }
        let path = doc.source.path.as_str();
        let message = format!("`#{fragment}` is no heading of `{path}`");
        let top = "the link leads to the top of the page";
        let hint = Some(match anchors.like(fragment) {
            Some(like) => format!("did you mean `#{like}`? {top}"),
            None => top.to_owned(),
        });
        let remark = Some(Remark { code: Code::BrokenAnchor, message, hint });
        Led { remark, ..page(doc.url.clone()) }
    }

    /// `[[Note]]`, `[[Note#Heading]]`, `[[#Heading]]`.
    fn wiki(&mut self, from: DocId, to: &str) -> Led {
        let (name, fragment) = to.split_once('#').unwrap_or((to, ""));
        let fragment = fragment.rsplit('#').next().unwrap_or_default();
        let (name, fragment) = (decoded(name), decoded(fragment));
        if name.trim().is_empty() {
            return self.page(from, fragment.trim());
        }
        match self.folder.named(&name).as_slice() {
            [id] => self.page(*id, fragment.trim()),
            [] => self.wiki_file(from, &name, to),
            several => {
                let paths = several.iter().filter_map(|id| self.site.doc(*id));
                let paths: Vec<_> = paths
                    .take(4)
                    .map(|doc| format!("`{}`", doc.source.path.as_str()))
                    .collect();
                let message = format!("`[[{to}]]` may be {}", paths.join(" or "));
                let hint = Some("write the path of the one that is meant".into());
                let to = Target::Broken(to.to_owned());
                Led::wrong(to, Code::AmbiguousWikiLink, message, hint)
            }
        }
    }

    /// A note's name that no document bears may be that of a file, as in
    /// `![[plan.png]]`.
    fn wiki_file(&mut self, from: DocId, name: &str, to: &str) -> Led {
        let link = LinkTarget { kind: LinkKind::Link, to: to.to_owned(), node: 0 };
        let beside =
            self.joined(from, name.trim()).and_then(|path| self.folder.at(&path));
        match beside.or_else(|| self.folder.file_named(name.trim())) {
            Some(found) => self.found(found, "", &link),
            None => self.missing(name.trim(), &link),
        }
    }
}

/// The address without what a browser would drop.
fn clean(address: &str) -> String {
    let seen: String = address.chars().filter(|c| !c.is_control()).collect();
    seen.trim().to_owned()
}

/// `%20` becomes a blank; what is no escape, or no UTF-8, stays as written.
fn decoded(text: &str) -> String {
    let digit = |byte: Option<&u8>| {
        (*byte? as char).to_digit(16).and_then(|d| u8::try_from(d).ok())
    };
    let source = text.as_bytes();
    let mut bytes = Vec::with_capacity(source.len());
    let mut at = 0;
    while let Some(byte) = source.get(at) {
        match (byte, digit(source.get(at + 1)), digit(source.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                at += 3;
            }
            _ => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
