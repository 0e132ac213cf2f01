//! The pages about the site itself: what is to be settled, and what is linked.

use crate::data::built;
use crate::data::text;
use crate::small_site::full;
use kenning::config::Config;
use kenning::diag::Code;
use kenning::diag::Finding;
use kenning::render::Renderer;
use kenning::text::DocPath;
use kenning::theme::Theme;
use kenning::view::pages;

const BOARD: &str = "# Board\nDate: 2026-03-02\n\nSee [the plan](gone.md) and [us](other.md).\n\n\
    ## Actions\n\n- [ ] PAY-1: Refunds (due 2026-03-12)\n\
    - [ ] PAY-2: Exports (Owner: Ann Oak)\n";
const OTHER: &str = "# Other\nDate: 2026-03-04\n\n[Back](board.md). PAY-1 waits for Ann Oak.\n\n\
    **Owner**: Ann Oak\n";

#[test]
fn health_says_what_to_write_and_where() {
    let site = [("board.md", BOARD), ("other.md", OTHER)];
    let built = built(&site, |config| {
        config.source_url = Some("https://git.example/{path}#L{line}".into());
    });
    let html = text(&built, "health.html");
    let at = |word: &str| html.find(word).unwrap_or_else(|| panic!("no {word}: {html}"));
    assert!(
        at("id=\"broken-link\"") < at("id=\"no-owner\""),
        "what is broken comes first"
    );
    for said in [
        "<q><bdi>gone.md</bdi></q>",
        "https://git.example/board.md#L4",
        "line 4",
        "docs/board.html",
        "Write “Owner: …”",
        "href=\"#broken-link\"",
    ] {
        at(said);
    }
    let calm =
        text(&crate::data::built(&[("README.md", "# Us\n")], |_| {}), "health.html");
    assert!(calm.contains("Kenning understood everything it read."), "{calm}");
}

#[test]
fn health_stays_small_and_has_a_word_for_every_code() {
    let renderer = Renderer::new(&Theme::built_in(), None).unwrap();
    let mut site = full("2025-08-14");
    let long =
        "what was found in `the words of a team that writes long sentences`, twice over";
    let paths: Vec<_> = site.docs.iter().map(|doc| doc.source.path.clone()).collect();
    for (at, code) in Code::ALL.iter().cycle().take(30_000).enumerate() {
        let hint = Some("write `Owner: …` in the entry".into());
        let message = format!("{long} {at}");
        let path = paths.get(at % 7).cloned();
        let path = path.unwrap_or_else(|| DocPath::new("gone/away.md").unwrap());
        site.findings.push(Finding::of_file(&path, *code, message, hint));
    }
    site.findings.sort();
    let pages = pages(&site, &Config::default());
    let health = pages.iter().find(|page| page.url.as_str() == "health.html").unwrap();
    let html = String::from_utf8(renderer.page(health).unwrap()).unwrap();
    assert!(html.len() < 300_000, "{}", html.len());
    for code in Code::ALL {
        assert!(html.contains(&format!("id=\"{}\"", code.word())), "{}", code.word());
    }
}

#[test]
fn a_draft_is_not_spoken_of() {
    let draft = "---\ndraft: true\n---\n# Hush\n\n[x](nowhere.md)\n";
    let built = built(&[("hush.md", draft), ("other.md", OTHER)], |_| {});
    let html = text(&built, "health.html");
    assert!(
        !html.to_lowercase().contains("hush") && !html.contains("nowhere.md"),
        "{html}"
    );
}

#[test]
fn links_around_a_page_are_a_list_and_a_drawing() {
    let built = built(&[("board.md", BOARD), ("other.md", OTHER)], |_| {});
    let html = text(&built, "docs/board.html");
    let (_, links) = html.split_once("Links around this page").unwrap();
    let (drawing, list) = links.split_once("</svg>").unwrap();
    for href in ["../docs/other.html", "../tickets/PAY-1.html"] {
        let href = format!("href=\"{href}\"");
        assert!(drawing.contains(&href) && list.contains(&href), "{href} in {links}");
    }
    assert!(list.contains("lead to each other"), "{list}");
    assert_eq!(
        drawing.matches("<a ").count(),
        drawing.matches("tabindex=\"-1\"").count()
    );
    let graph = text(&built, "graph.html");
    for name in ["Board", "Other", "PAY-1", "Ann Oak"] {
        assert!(
            graph.matches(&format!("<bdi>{name}</bdi>")).count() == 1,
            "{name}: {graph}"
        );
    }
    assert!(!graph.contains("style="));
}

#[test]
fn a_large_graph_is_bounded() {
    let docs: Vec<(String, String)> = (0..300)
        .map(|n| {
            let text = format!(
                "# Note {n}\nDate: 2026-03-02\n\nSee [a](n{}.md), [b](n{}.md), PAY-{} and PAY-{}.\n",
                (n * 7) % 300, (n * n) % 300, n % 90, n % 13
            );
            (format!("n{n}.md"), text)
        })
        .collect();
    let docs: Vec<_> =
        docs.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = built(&docs, |_| {});
    let graph = text(&built, "graph.html");
    let nodes = graph.matches("class=\"gn").count();
    assert!((20..=60).contains(&nodes), "{nodes}");
    assert!(graph.len() < 100_000, "{}", graph.len());
    let around = text(&built, "docs/n0.html");
    let around = around.split("Links around this page").nth(1).unwrap();
    assert!(around.matches("class=\"gn").count() <= 13);
}
