//! What must hold for any bytes: a function for each stage that meets them first.
//!
//! `tests/fuzzing.rs` calls them with mutations of real documents in the test command;
//! `cargo fuzz` with inputs of its own, where a nightly toolchain is present.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, local_name, parse_document};
use kenning::build::{Built, Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::parse::parse;
use kenning::source::{Source, source};
use kenning::text::{DocPath, TextRange};
use kenning::theme::Theme;
use kenning::understand::{Settings, understand};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn read(bytes: &[u8]) -> Source {
    source(DocPath::new("a.md").unwrap(), bytes).value
}

fn lies_in(text: &str, range: TextRange, what: &str) {
    let inside = text.get(range.start as usize..range.end as usize);
    assert!(inside.is_some(), "{what} at {range:?} is no part of the text");
}

/// Decoding and repair: text comes out, its remarks lie in it, and every place of it is
/// one of the file.
pub(crate) fn decode(bytes: &[u8]) {
    let read = source(DocPath::new("a.md").unwrap(), bytes);
    for note in &read.notes {
        if let Some(range) = note.range {
            lies_in(&read.value.text, range, "a remark");
        }
    }
}

/// Front matter: whatever stands between the rules.
pub(crate) fn front_matter(bytes: &[u8]) {
    let mut text = b"---\n".to_vec();
    text.extend_from_slice(bytes);
    decode(&text);
    text.extend_from_slice(b"\n---\n\n# Title\n\ntext\n");
    decode(&text);
}

/// Understanding: each fact names a part of the text, on boundaries of characters.
pub(crate) fn reading(bytes: &[u8]) {
    let source = read(bytes);
    let document = parse(&source);
    if document.depth > 100 {
        // It is left out before anyone understands it.
        return;
    }
    let facts = understand(&Settings::default(), &source, &document).value;
    for item in &facts.items {
        lies_in(&source.text, item.range, "an item");
        lies_in(&source.text, item.extent, "an extent");
        for owner in &item.owners {
            lies_in(&source.text, owner.range, "an owner");
        }
    }
    for event in &facts.events {
        lies_in(&source.text, event.range, "an event");
    }
    for mention in &facts.id_mentions {
        lies_in(&source.text, mention.range, "an id");
    }
}

/// The head of a request to the preview: an answer, or a wait for more.
pub(crate) fn request(bytes: &[u8]) {
    match kenning::serve::heed(bytes) {
        None | Some(Err(400..=431)) => {}
        Some(Err(status)) => panic!("refused with {status}"),
        Some(Ok(path)) => assert!(path.len() <= bytes.len(), "{path}"),
    }
}

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
}

/// Rendering: every file of the site is well formed, and nothing of it runs.
pub(crate) fn rendering(bytes: &[u8]) {
    let files = [("README.md", b"# Home\n\n[a](a.md)\n".as_slice()), ("a.md", bytes)];
    let file = |(path, bytes): (&str, &[u8])| (DocPath::new(path).unwrap(), bytes.into());
    let inputs = Inputs {
        files: files.into_iter().map(file).collect(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: Config::default(),
        theme: Arc::new(Theme::built_in()),
        today: "2026-03-09".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    };
    let built = SESSION.with_borrow_mut(|session| session.build(&inputs));
    is_sound(&built);
}

fn is_sound(built: &Built) {
    let broke = built.findings.iter().find(|it| it.code.word() == "internal-error");
    assert!(broke.is_none(), "{broke:?}");
    for (at, bytes) in &built.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        match at.rsplit('.').next() {
            Some("html") => html(at, text),
            Some("xml") => {
                let tree = roxmltree::Document::parse(text);
                assert!(tree.is_ok(), "{at}: {tree:?}");
            }
            Some("json") => {
                let value = serde_json::from_str::<serde_json::Value>(text);
                assert!(value.is_ok(), "{at}: {value:?}");
            }
            Some("ics") => assert!(
                text.split("\r\n")
                    .all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
                "{at}"
            ),
            _ => {}
        }
    }
}

/// Asserts that a page is read without a complaint, and that nothing of it runs.
fn html(at: &str, text: &str) {
    let page = parse_document(RcDom::default(), ParseOpts::default()).one(text);
    // `&l;` of an author stays as it is: browsers show it so.
    let is_wrong = |error: &&Cow<'static, str>| **error != "Invalid character reference";
    let errors = page.errors.borrow();
    let errors: Vec<_> = errors.iter().filter(is_wrong).collect();
    assert!(errors.is_empty(), "{at}: {errors:?} in {text}");
    let (mut ids, mut rest) = (BTreeSet::new(), vec![page.document.clone()]);
    while let Some(node) = rest.pop() {
        rest.extend(node.children.borrow().iter().cloned());
        element(at, &node, &mut ids);
    }
}

fn element(at: &str, node: &Handle, ids: &mut BTreeSet<String>) {
    let NodeData::Element { name, attrs, .. } = &node.data else { return };
    let tag = &*name.local;
    let never = ["style", "iframe", "object", "embed", "base", "template"];
    assert!(!never.contains(&tag), "{at}: <{tag}>");
    let mut has_source = false;
    for attribute in attrs.borrow().iter() {
        let (key, value) = (&*attribute.name.local, attribute.value.trim());
        assert!(
            !key.starts_with("on") && key != "style" && key != "srcdoc",
            "{at}: {key}"
        );
        has_source |= key == "src";
        if key == "id" {
            assert!(ids.insert(value.to_owned()), "{at}: id {value} twice");
        }
        if ["href", "src", "action"].contains(&key) {
            let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
            let scheme = scheme.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
            let allowed = ["http", "https", "mailto", "data"];
            let is_fine =
                scheme.as_deref().is_none_or(|scheme| allowed.contains(&scheme));
            assert!(
                is_fine
                    && (scheme.as_deref() != Some("data")
                        || tag == "img"
                        || tag == "link"),
                "{at}: {value}"
            );
        }
    }
    if name.local == local_name!("script") {
        assert!(has_source && node.children.borrow().is_empty(), "{at}: inline script");
    }
}
