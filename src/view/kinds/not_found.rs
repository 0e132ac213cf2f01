//! What a server shows for a missing page.
//!
//! Servers send it for addresses of any depth, where relative links lead astray. So
//! with a `base_url` its links begin with the path of that. Without one nothing says
//! where the site lives: they are relative to the root, like those of a page there,
//! so that the page is right from disk and below any path, but not at any depth. The
//! preview knows where it lives: its `base_url` is `/`.

use super::Each;
use crate::text::SitePath;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Page;
use crate::view::cx::Cx;
use crate::view::frame::Frame;
use crate::view::href::Here;
use schemars::JsonSchema;
use serde::Serialize;

/// What a server shows for a missing page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct NotFound {
    /// The newest documents.
    pub newest: Vec<DocLine>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    let here = Here::anywhere(root(cx.config.base_url.as_deref()));
    let newest = cx.dated.iter().take(5).filter_map(|id| cx.doc_line(&here, *id));
    let content = Content::NotFound(Box::new(NotFound { newest: newest.collect() }));
    let frame = Frame::new(cx, &here, "Page not found", None);
    each(Page { url: SitePath::new("404.html"), frame, content });
}

/// The path of `base_url` with a slash at its end; empty without one.
fn root(base_url: Option<&str>) -> String {
    let Some(base_url) = base_url else { return String::new() };
    let rest = base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn links_begin_where_the_site_lives() {
        assert_eq!(root(None), "");
        assert_eq!(root(Some("/")), "/");
        assert_eq!(root(Some("https://wiki.example.org")), "/");
        assert_eq!(root(Some("https://example.org/team/wiki/")), "/team/wiki/");
    }
}
