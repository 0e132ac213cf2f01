//! What pages say, on sites made by hand.

use crate::small_site::Stated;
use crate::small_site::five;
use crate::small_site::full;
use crate::small_site::site;
use kenning::config::Config;
use kenning::link::Drafts;
use kenning::link::Site;
use kenning::model::ItemType;
use kenning::render::Renderer;
use kenning::theme::Theme;
use kenning::view::pages;
use std::collections::BTreeSet;

/// The HTML of the page at `url`.
fn html(site: &Site, config: &Config, url: &str) -> String {
    let all = pages(site, config);
    let page = all.iter().find(|page| page.url.as_str() == url);
    let page = page.unwrap_or_else(|| panic!("no page {url}"));
    let renderer =
        Renderer::new(&Theme::built_in(), None).unwrap_or_else(|e| panic!("{e}"));
    let file = renderer.page(page).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(file).unwrap()
}

/// The text of the elements with `class`, tags left out, blanks joined.
fn said(html: &str, class: &str) -> String {
    let mark = format!("class=\"{class}\">");
    let from = html.split(&mark).nth(1).unwrap_or_default();
    let inner = from.split("</p>").next().unwrap_or_default();
    let mut text = String::new();
    let mut in_tag = false;
    for c in inner.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks the first sentence and the calm line of the front page on `today`.
fn home(today: &str, stated: &[Stated], lede: &str, calm: &str) {
    let html = html(&site(today, stated), &Config::default(), "index.html");
    assert_eq!(said(&html, "lede"), lede, "on {today}");
    assert_eq!(said(&html, "calm"), calm, "on {today}");
}

const OLDER: &str = "In 2 older documents 3 entries were never closed.";

#[test]
fn a_fresh_site_speaks_of_today() {
    home(
        "2025-08-14",
        &five(),
        "On Thursday 14 August 2025, 2 actions are said to be open, 2 without an owner. \
         The documents do not say how 1 more stands.",
        OLDER,
    );
}

#[test]
fn an_old_site_speaks_of_the_day_it_was_written() {
    for today in ["2026-11-20", "2030-01-01"] {
        home(
            today,
            &five(),
            "Nothing was written since 12 August 2025; this is how things stood then. \
             2 actions were said to be open, 2 without an owner. \
             The documents do not say how 1 more stood.",
            OLDER,
        );
    }
}

#[test]
fn nothing_is_said_of_work_where_there_is_none() {
    let guide = |path, date| Stated { path, date, items: Vec::new() };
    home(
        "2025-08-14",
        &[],
        "No documents yet. Put Markdown files into content/ and build again.",
        "",
    );
    home(
        "2025-08-14",
        &[guide("a.md", None), guide("b.md", None)],
        "2 documents, none of them with a date.",
        "",
    );
    home(
        "2025-08-14",
        &[guide("a.md", None), guide("b.md", Some("2025-08"))],
        "2 documents, the newest of August 2025.",
        "",
    );
}

#[test]
fn documents_without_a_date_are_neither_open_nor_old() {
    let todo = Stated {
        path: "todo.md",
        date: None,
        items: vec![("Ship", ItemType::Task, Some(kenning::model::Status::Open))],
    };
    home(
        "2025-08-14",
        &[todo],
        "1 document, none of them with a date.",
        "In 1 document without a date 1 entry was never closed.",
    );
}

#[test]
fn the_navigation_leads_to_what_there_is() {
    let guide = |path| Stated { path, date: None, items: Vec::new() };
    let plain = site("2025-08-14", &[guide("how/a.md"), guide("b.md")]);
    let urls: BTreeSet<_> = pages(&plain, &Config::default())
        .into_iter()
        .map(|page| page.url.as_str().to_owned())
        .collect();
    let expected = [
        "404.html",
        "docs/b.html",
        "docs/how/a.html",
        "docs/how/index.html",
        "docs/index.html",
        "documents.html",
        "health.html",
        "index.html",
        "search.html",
    ];
    assert_eq!(urls.into_iter().collect::<Vec<_>>(), expected);
    let html = html(&plain, &Config::default(), "index.html");
    assert!(html.contains("documents.html") && !html.contains("timeline.html"));
}

#[test]
fn every_link_leads_to_a_page() {
    let site = full("2025-08-14");
    let all = pages(&site, &Config::default());
    let urls: BTreeSet<_> = all.iter().map(|page| page.url.as_str().to_owned()).collect();
    assert_eq!(urls.len(), all.len(), "no two pages have one address");
    let renderer = Renderer::new(&Theme::built_in(), None).unwrap();
    let mut links = 0;
    for page in &all {
        let html = String::from_utf8(renderer.page(page).unwrap()).unwrap();
        for rest in html.split(" href=\"").skip(1) {
            let href = rest.split('"').next().unwrap_or_default();
            let file = href.split(['#', '?']).next().unwrap_or_default();
            if file.split('.').next_back() == Some("html") {
                links += 1;
                let at = resolve(page.url.as_str(), file);
                assert!(urls.contains(&at), "{} links to {href}", page.url.as_str());
            }
        }
    }
    assert!(links > 100, "only {links} links were seen");
}

fn resolve(page: &str, href: &str) -> String {
    if let Some(absolute) = href.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<_> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn late_work_tells_the_day_it_is_counted_on() {
    let html = html(&full("2025-08-14"), &Config::default(), "registers/actions.html");
    assert!(html.contains("2 days over"), "{html}");
    assert!(html.contains("As of <time datetime=\"2025-08-14\">14 Aug 2025</time>"));
    assert!(html.contains("carried over 3 times"));
}

#[test]
fn drafts_have_no_page_unless_shown() {
    let mut site = site("2025-08-14", &five());
    site.docs[2].draft = true;
    let has_page = |site: &Site| {
        let all = pages(site, &Config::default());
        all.iter().any(|page| page.url.as_str() == "docs/b/review.html")
    };
    assert!(!has_page(&site));
    let home = html(&site, &Config::default(), "index.html");
    assert!(!home.contains("Fix pool"), "what only a draft says is nowhere");
    site.drafts = Drafts::Shown;
    assert!(has_page(&site));
}

#[test]
fn previews_of_links_name_the_page_and_no_other_host() {
    let site = site("2025-08-14", &five());
    let plain = html(&site, &Config::default(), "index.html");
    assert!(!plain.contains("og:"), "without an address there is none to name");
    let base_url = Some("https://notes.example.org/team/".to_owned());
    let config = Config { base_url, ..Config::default() };
    let doc = site.docs[0].url.clone();
    for (url, sort) in [("index.html", "website"), (doc.as_str(), "article")] {
        let html = html(&site, &config, url);
        let says = |property: &str, content: &str| {
            html.contains(&format!(
                "<meta property=\"og:{property}\" content=\"{content}\">"
            ))
        };
        assert!(says("type", sort), "{url}");
        assert!(says("url", &format!("https://notes.example.org/team/{url}")), "{url}");
        assert!(html.contains("property=\"og:title\""), "{url}");
        assert!(!html.contains("og:image"), "{url}: there is no logo");
    }
}
