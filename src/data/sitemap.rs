//! The addresses of all pages, for search engines (sitemaps.org).

use super::naming::base;
use crate::config::Config;
use crate::render::escape::Url;
use crate::render::escape::Xml;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Files by address below the site's root.
type Files = BTreeMap<String, Arc<[u8]>>;

/// The most addresses that one file may hold.
const MOST: usize = 50_000;

/// The sitemap of `pages`, addresses of files below the root; nothing where it is not
/// known where the site lives. More pages than one file may hold go on in further
/// ones, and `sitemap.xml` lists those.
pub fn sitemap<'p>(config: &Config, pages: impl Iterator<Item = &'p str>) -> Files {
    let Some(base) = base(config) else { return Files::new() };
    let shown = pages.filter(|page| {
        page.rsplit_once('.').is_some_and(|(_, end)| end == "html") && *page != "404.html"
    });
    let pages: Vec<String> = shown.map(|page| format!("{base}/{}", Url(page))).collect();
    let mut files = Files::new();
    let mut add = |name: &str, text: String| {
        files.insert(name.to_owned(), text.into_bytes().into());
    };
    if pages.len() <= MOST {
        add("sitemap.xml", list(("urlset", "url"), &pages));
        return files;
    }
    let mut parts = Vec::new();
    for (number, pages) in (1..).zip(pages.chunks(MOST)) {
        let name = format!("sitemap-{number}.xml");
        add(&name, list(("urlset", "url"), pages));
        parts.push(format!("{base}/{name}"));
    }
    add("sitemap.xml", list(("sitemapindex", "sitemap"), &parts));
    files
}

fn list((root, element): (&str, &str), addresses: &[String]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        let _ = writeln!(out, "<{element}><loc>{}</loc></{element}>", Xml(address));
    }
    let _ = writeln!(out, "</{root}>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_pages_need_several_files() {
        let config =
            Config { base_url: Some("https://x.example/w/".into()), ..Config::default() };
        let pages: Vec<String> = (0..=MOST).map(|n| format!("docs/{n}.html")).collect();
        let files = sitemap(&config, pages.iter().map(String::as_str));
        assert_eq!(files.len(), 3);
        let index = String::from_utf8_lossy(&files["sitemap.xml"]).into_owned();
        assert!(
            index.contains("<loc>https://x.example/w/sitemap-2.xml</loc>"),
            "{index}"
        );
        let one = sitemap(&config, ["a b.html", "404.html", "a.css"].into_iter());
        let one = String::from_utf8_lossy(&one["sitemap.xml"]).into_owned();
        assert_eq!(one.matches("<loc>").count(), 1);
        assert!(one.contains("https://x.example/w/a%20b.html"), "{one}");
        assert!(sitemap(&Config::default(), ["a.html"].into_iter()).is_empty());
    }
}
