//! Every template, filled once; and what none of them may do.

use crate::small_site::full;
use kenning::config::Config;
use kenning::render::POLICY;
use kenning::render::Renderer;
use kenning::theme::Theme;
use kenning::view::Content;
use kenning::view::pages;
use std::collections::BTreeSet;

#[test]
fn every_template_fills_and_carries_the_policy() {
    let renderer =
        Renderer::new(&Theme::built_in(), None).unwrap_or_else(|e| panic!("{e}"));
    let mut filled = BTreeSet::new();
    for today in ["2025-08-14", "2030-01-01"] {
        for page in pages(&full(today), &Config::default()) {
            filled.insert(page.content.template());
            let file = renderer.page(&page).unwrap_or_else(|error| panic!("{error}"));
            let html = String::from_utf8(file).unwrap();
            let policy = POLICY.replace('\'', "&#x27;");
            let named = html.contains(&format!("content=\"{policy}\""))
                || html
                    .contains(&format!("content=\"{}\"", POLICY.replace('\'', "&#39;")));
            assert!(named, "{} has no policy", page.url.as_str());
            assert_eq!(html.matches("<h1").count(), 1, "{}", page.url.as_str());
            for inline in [" style=\"", " onclick", "<style", "<script>"] {
                assert!(!html.contains(inline), "{} has {inline}", page.url.as_str());
            }
        }
    }
    let all: BTreeSet<_> = Content::TEMPLATES.iter().copied().collect();
    assert_eq!(filled, all, "some kind of page was not made");
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let renderer = Renderer::new(&Theme::built_in(), None).unwrap();
    for page in pages(&full("2025-08-14"), &Config::default()) {
        let html = String::from_utf8(renderer.page(&page).unwrap()).unwrap();
        assert!(!html.contains("<Ana>") && !html.contains("<iframe"), "{html}");
    }
}

#[test]
fn no_template_goes_around_escaping() {
    for (path, bytes) in &Theme::built_in().files {
        let text = String::from_utf8_lossy(bytes);
        if path.starts_with("templates/") {
            assert!(!text.contains("safe"), "{path} uses `safe`");
        }
    }
    let mut mine = Theme::default();
    let template = b"{{ frame.site | safe }}"[..].into();
    mine.files.insert("templates/not_found.html".into(), template);
    let renderer = Renderer::new(&mine.over(Theme::built_in()), None).unwrap();
    let pages = pages(&full("2025-08-14"), &Config::default());
    let page = pages.iter().find(|page| page.url.as_str() == "404.html").unwrap();
    assert!(renderer.page(page).is_err(), "`safe` is refused in a team's own theme");
}

#[test]
fn the_headers_say_the_same_as_the_pages() {
    let theme = Theme::built_in();
    let headers = String::from_utf8_lossy(&theme.files["static/_headers"]).into_owned();
    assert!(
        headers.contains(&format!("Content-Security-Policy: {POLICY};")),
        "{headers}"
    );
}
