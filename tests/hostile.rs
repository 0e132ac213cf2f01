//! Every payload at every place a document has, and what none of the files may hold.
//!
//! The lists in `tests/hostile` are those that `tests/browser/hostile.test.mjs` opens in
//! a browser.

use kenning::build::{Built, Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::text::DocPath;
use kenning::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

const PLACES: &str = include_str!("hostile/places.txt");
const PAYLOADS: &str = include_str!("hostile/payloads.txt");

/// As many payloads stand in one document.
const TOGETHER: usize = 8;

static BUILT: LazyLock<Built> = LazyLock::new(|| {
    let files = corpus().into_iter().map(|(path, text)| {
        (
            DocPath::new(&path).unwrap_or_else(|| panic!("{path}")),
            text.into_bytes().into(),
        )
    });
    let config =
        Config { base_url: Some("https://quay.example/".into()), ..Config::default() };
    Session::default().build(&Inputs {
        files: files.collect(),
        others: BTreeMap::from([(DocPath::new("a.png").unwrap(), 12)]),
        findings: Vec::new(),
        config,
        theme: Arc::new(Theme::built_in()),
        today: "2026-03-09".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    })
});

/// Paths and texts.
pub(crate) fn corpus() -> Vec<(String, String)> {
    let payloads: Vec<String> = PAYLOADS.lines().map(decoded).collect();
    let mut documents = Vec::new();
    for place in PLACES.split("== ").skip(1) {
        let (name, text) = place.split_once('\n').unwrap();
        let together = if name.contains("(each") { 1 } else { TOGETHER };
        for (at, some) in payloads.chunks(together).enumerate() {
            let filled: Vec<_> =
                some.iter().map(|payload| text.replace("{}", payload)).collect();
            documents.push((path(name, &some[0], at), filled.join("\n\n")));
        }
    }
    documents
}

fn decoded(line: &str) -> String {
    let mut parts = line.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = u32::from_str_radix(&part[..4], 16).unwrap();
        out.push(char::from_u32(code).unwrap());
        out.push_str(&part[4..]);
    }
    out.replace("\\n", "\n")
}

fn path(name: &str, payload: &str, at: usize) -> String {
    let part: String =
        payload.replace('/', "\u{2215}").replace('\0', "").chars().take(60).collect();
    if name.contains("path") {
        format!("names/{part}.md")
    } else if name.contains("folder") {
        format!("folders/{part}/{at}.md")
    } else {
        format!("{}-{at}.md", name.replace([' ', '(', ')', ','], "-"))
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn files(ending: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = BUILT.files.iter().filter(move |(at, _)| at.ends_with(ending));
    all.map(|(at, bytes)| (at.as_str(), text(bytes)))
}

/// A tag of markup that kenning wrote: its name and its attributes.
struct Tag<'t> {
    name: &'t str,
    attributes: Vec<(&'t str, &'t str)>,
}

/// The tags of `markup`. Far stricter than any browser: what is not plainly a tag with
/// quoted attributes, a comment or a declaration fails the test.
fn tags<'t>(at: &str, markup: &'t str) -> Vec<Tag<'t>> {
    let mut tags = Vec::new();
    let mut rest = markup;
    while let Some((text, tail)) = rest.split_once('<') {
        assert!(!text.contains('>'), "{at}: a bare > in {:?}", end(text));
        let (tag, after) = tail.split_once('>').unwrap_or_else(|| panic!("{at}: no end"));
        rest = after;
        if tag.starts_with("!doctype") || tag.starts_with("?xml") || tag.starts_with('/')
        {
            continue;
        }
        tags.push(read(at, tag));
    }
    tags
}

fn read<'t>(at: &str, tag: &'t str) -> Tag<'t> {
    let tag = tag.trim_end_matches('/').trim_end();
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let plain = |name: &str| {
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c))
    };
    assert!(plain(name), "{at}: <{tag}>");
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let length =
            rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, tail) = rest.split_at(length);
        if key.is_empty() {
            return Tag { name, attributes };
        }
        assert!(plain(key), "{at}: `{key}` in <{tag}>");
        let value = tail.strip_prefix("=\"").map(|tail| tail.split_once('"').unwrap());
        assert!(value.is_some() || !tail.starts_with('='), "{at}: unquoted in <{tag}>");
        let (value, tail) = value.unwrap_or(("", tail));
        attributes.push((key, value));
        rest = tail;
    }
}

fn end(text: &str) -> String {
    text.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect()
}

#[test]
fn the_corpus_is_large_and_every_document_has_its_page() {
    let documents = corpus();
    assert!(documents.len() >= 150, "{}", documents.len());
    let payloads = PAYLOADS.lines().count();
    assert!(payloads >= 40 && PLACES.matches("== ").count() >= 40);
    let pages = files(".html").filter(|(at, _)| at.starts_with("docs/")).count();
    assert!(pages >= documents.len(), "{pages} pages of {}", documents.len());
}

/// Elements that no page has.
const NEVER: &[&str] = &[
    "style",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "base",
    "animate",
    "set",
    "foreignobject",
    "use",
    "math",
    "video",
    "audio",
    "textarea",
    "template",
    "noscript",
];

/// Attributes that no element has.
const NO_ATTRIBUTES: &[&str] =
    &["style", "srcdoc", "srcset", "formaction", "ping", "background"];

#[test]
fn no_page_has_an_inline_script_handler_or_style() {
    let mut seen = BTreeSet::new();
    for (at, html) in files(".html") {
        for tag in tags(at, html) {
            seen.insert(tag.name);
            is_harmless(at, &tag);
        }
        assert!(!html.contains("<!--"), "{at} has a comment");
    }
    assert!(
        seen.contains("script") && seen.contains("img") && seen.len() > 40,
        "{seen:?}"
    );
}

fn is_harmless(at: &str, tag: &Tag) {
    assert!(!NEVER.contains(&tag.name), "{at}: <{}>", tag.name);
    for (name, value) in &tag.attributes {
        let value = value.trim().to_lowercase();
        assert!(
            !name.starts_with("on") && !NO_ATTRIBUTES.contains(name),
            "{at}: {name}=\"{value}\""
        );
        if ["href", "src", "action"].contains(name) {
            leads_nowhere_else(at, tag, name, &value);
        }
        if *name == "http-equiv" {
            assert_eq!(value, "content-security-policy", "{at}");
        }
    }
    let has_source = tag.attributes.iter().any(|(name, _)| *name == "src");
    assert!(tag.name != "script" || has_source, "{at}: inline script");
}

/// What is loaded is the site's own; a link to elsewhere is for the web or for mail.
fn leads_nowhere_else(at: &str, tag: &Tag, name: &str, value: &str) {
    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    let loads = ["img", "script"].contains(&tag.name)
        || (tag.name == "link" && !tag.attributes.contains(&("rel", "canonical")));
    let allowed: &[&str] = if loads { &[] } else { &["https", "http", "mailto"] };
    let data = tag.name == "img" && value.starts_with("data:image/");
    assert!(
        data || scheme.is_none_or(|(scheme, _)| allowed.contains(&scheme)),
        "{at}: <{} {name}={value}>",
        tag.name
    );
    assert!(!value.starts_with("//"), "{at}: {value}");
}

#[test]
fn ids_occur_once_and_the_frames_own_are_safe() {
    let frame: BTreeSet<&str> = files(".html")
        .filter(|(at, _)| *at == "404.html")
        .flat_map(|(at, html)| ids(at, html))
        .collect();
    assert!(frame.iter().all(|id| id.starts_with("k-")), "{frame:?}");
    for (at, html) in files(".html") {
        let mut once = BTreeSet::new();
        for id in ids(at, html) {
            assert!(once.insert(id), "{at}: {id} twice");
        }
    }
}

#[test]
fn names_of_people_are_isolated() {
    let mut pages = 0;
    for (at, html) in files(".html").filter(|(at, _)| at.starts_with("owners/")) {
        if at == "owners/index.html" {
            continue;
        }
        let title = html.split_once("<h1").unwrap().1.split_once("</h1>").unwrap().0;
        assert!(title.contains("<bdi>"), "{at}: {title}");
        pages += 1;
    }
    assert!(pages > 10, "{pages}");
}

fn ids<'t>(at: &str, html: &'t str) -> Vec<&'t str> {
    let all = tags(at, html).into_iter().flat_map(|tag| tag.attributes);
    all.filter(|(name, _)| *name == "id").map(|(_, id)| id).collect()
}

#[test]
fn data_files_hold_text_as_text() {
    for ending in [".json", ".xml", ".csv", ".ics"] {
        assert!(files(ending).count() > 2, "no {ending}");
    }
    for (at, json) in files(".json") {
        assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{at}");
    }
    for (at, xml) in files(".xml") {
        tags(at, xml);
        assert!(!xml.contains("<![CDATA[") && !xml.contains("<!--"), "{at}");
        assert!(!xml.chars().any(|c| c.is_control() && !"\n\t".contains(c)), "{at}");
    }
    for (at, csv) in files(".csv") {
        for field in fields(csv) {
            let first = field.trim_start().chars().next();
            assert!(!first.is_some_and(|c| "=+-@".contains(c)), "{at}: {field:?}");
        }
    }
    for (at, ics) in files(".ics") {
        for line in ics.split("\r\n").filter(|line| !line.is_empty()) {
            assert!(line.len() <= 75, "{at}: {line}");
            assert!(!line.chars().any(char::is_control), "{at}: {line:?}");
            assert!(!line.starts_with("ATTACH"), "{at}: {line}");
        }
        assert_eq!(
            ics.matches("BEGIN:VEVENT\r\n").count(),
            ics.matches("\r\nEND:VEVENT\r\n").count(),
            "{at}"
        );
    }
}

/// The fields of CSV as a spreadsheet reads them.
fn fields(csv: &str) -> Vec<String> {
    let (mut all, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' | '\n' | '\r' if !quoted => all.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    all.push(field);
    all
}

#[test]
fn scripts_and_styles_are_ours_only() {
    let theme = Theme::built_in();
    let own: BTreeMap<_, _> =
        theme.assets().map(|(url, bytes)| (url.as_str().to_owned(), bytes)).collect();
    for (at, script) in files(".js").chain(files(".css")) {
        if let Some(known) = own.get(at) {
            assert_eq!(script.as_bytes(), &***known, "{at}");
            continue;
        }
        // What the search reads: one call, with strings and lists of them.
        assert!(at.starts_with("data/search"), "{at}");
        let inside =
            script.split_once('(').and_then(|(_, tail)| tail.strip_suffix(")\n"));
        let data = format!("[{}]", inside.unwrap_or_default());
        assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok(), "{at}");
        assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{at}");
    }
}

#[test]
fn addresses_are_plain_whatever_the_names() {
    for at in BUILT.files.keys().chain(BUILT.attachments.keys()) {
        for part in at.split('/') {
            assert!(
                !part.is_empty() && !part.starts_with('.') && part.len() <= 120,
                "{at}"
            );
            assert!(
                !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|', '\0']),
                "{at}"
            );
            assert!(!part.chars().any(|c| c.is_control() || c.is_whitespace()), "{at:?}");
        }
    }
    let folded: BTreeSet<String> =
        BUILT.files.keys().map(|at| at.to_lowercase()).collect();
    assert_eq!(folded.len(), BUILT.files.len(), "two addresses differ in case only");
}
