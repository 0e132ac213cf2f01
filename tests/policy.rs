//! What the configuration lets pages load, and that nothing in a document adds to it.

use kenning::build::{Built, Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::render::{POLICY, policy};
use kenning::text::DocPath;
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

const HOST: &str = "img.quay.example";

const TEXT: &str = "# Quay\n\n\
    ![own](https://img.quay.example/own.png)\n\n\
    ![port](http://IMG.quay.example:8080/port.png)\n\n\
    <img src=\"https://img.quay.example/raw.png\" alt=\"raw\">\n\n\
    ![foreign](https://evil.example/foreign.png)\n\n\
    <img src=\"https://evil.example/raw.png\" alt=\"raw foreign\">\n\n\
    ![user](https://img.quay.example@evil.example/user.png)\n\n\
    ![slash](https://evil.example\\\\@img.quay.example/slash.png)\n\n\
    ![longer](https://img.quay.example.evil.example/longer.png)\n\n\
    ![hash](https://evil.example#@img.quay.example/hash.png)\n\n\
    ![tab](https://evil.ex&Tab;ample/tab.png)\n";

fn built(hosts: &[&str]) -> Built {
    let remote_images = hosts.iter().map(|host| (*host).to_owned()).collect();
    let config = Config { remote_images, ..Config::default() };
    let path = DocPath::new("README.md").unwrap();
    Session::default().build(&Inputs {
        files: BTreeMap::from([(path, TEXT.as_bytes().into())]),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config,
        theme: Arc::new(Theme::built_in()),
        today: "2026-03-09".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    })
}

fn text(built: &Built, at: &str) -> String {
    String::from_utf8(built.files[at].to_vec()).unwrap()
}

/// The addresses of the pictures of a page.
fn pictures(html: &str) -> Vec<&str> {
    let sources = html.split("<img src=\"").skip(1);
    sources.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn pictures_of_named_hosts_are_shown_and_the_policy_allows_them_only() {
    let built = built(&[HOST]);
    let allowed = format!("img-src 'self' data: http://{HOST}:* https://{HOST}:*;");
    assert!(policy(&[HOST.to_owned()]).contains(&allowed));
    let mut pages = 0;
    for (at, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes).replace("&#39;", "'");
        if at.rsplit('.').next() == Some("html") {
            assert_eq!(text.matches(&allowed).count(), 1, "{at}");
            pages += 1;
        }
    }
    assert!(pages > 5);
    let headers = text(&built, "_headers");
    assert!(headers.contains(&allowed) && !headers.contains("evil"), "{headers}");
    let page = text(&built, "docs/index.html");
    let expected = [
        "https://img.quay.example/own.png",
        "http://IMG.quay.example:8080/port.png",
        "https://img.quay.example/raw.png",
    ];
    assert_eq!(pictures(&page), expected);
    assert!(page.contains("href=\"https://evil.example/foreign.png\""), "a link instead");
}

#[test]
fn without_a_named_host_every_remote_picture_is_a_link() {
    let built = built(&[]);
    let page = text(&built, "docs/index.html");
    assert_eq!(pictures(&page), Vec::<&str>::new());
    assert!(page.contains("href=\"https://img.quay.example/own.png\""));
    assert!(text(&built, "_headers").contains(POLICY));
}

#[test]
fn a_name_that_says_more_than_a_host_is_no_part_of_the_policy() {
    let names =
        ["*", "a.example; script-src *", "'unsafe-inline'", "a b", "https:", "ä.example"];
    assert_eq!(policy(&names.map(str::to_owned)), POLICY);
}
