//! How many documents a second each stage works through, on one core.
//!
//! `cargo bench --bench stages`; the column of items is documents.

mod corpus;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use kenning::config::Config;
use kenning::link::{Drafts, Linking, ReadDoc, link};
use kenning::parse::{Document, Layout, parse};
use kenning::render::body::body;
use kenning::render::words::Words;
use kenning::source::{Source, source};
use kenning::text::{Day, DocPath};
use kenning::understand::{Settings, understand};
use kenning::view::body::Body;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Forty documents of each kind.
const COUNT: usize = 200;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

#[divan::bench(name = "1 source")]
fn read(bencher: Bencher) {
    let files = files();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        for (path, bytes) in &files {
            black_box(source(path.clone(), bytes));
        }
    });
}

#[divan::bench(name = "2 parse")]
fn parsed(bencher: Bencher) {
    let sources = sources();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        for source in &sources {
            black_box(parse(source));
        }
    });
}

#[divan::bench(name = "3 understand")]
fn understood(bencher: Bencher) {
    let settings = Settings::default();
    let parsed = documents();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        for (source, document) in &parsed {
            black_box(understand(&settings, source, document));
        }
    });
}

#[divan::bench(name = "4 link")]
fn linked(bencher: Bencher) {
    let docs = read_docs();
    let (config, others, history) = (Config::default(), BTreeMap::new(), BTreeMap::new());
    let input = || Linking {
        docs: docs.clone(),
        others: &others,
        config: &config,
        history: &history,
        today: Day::constant(2025, 9, 1),
        drafts: Drafts::Hidden,
        findings: Vec::new(),
    };
    bencher.counter(ItemsCount::new(COUNT)).with_inputs(input).bench_local_values(link);
}

/// The text alone, highlighted; links and margin notes come with the pages.
#[divan::bench(name = "5 body")]
fn rendered(bencher: Bencher) {
    let bodies: Vec<Body> = documents().into_iter().map(plain_body).collect();
    let words = Words::default();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        for text in &bodies {
            black_box(body(text, &[], &words));
        }
    });
}

fn files() -> Vec<(DocPath, Arc<[u8]>)> {
    corpus::corpus(COUNT).into_iter().collect()
}

fn sources() -> Vec<Source> {
    files().into_iter().map(|(path, bytes)| source(path, &bytes).value).collect()
}

fn documents() -> Vec<(Source, Document)> {
    let both = |source: Source| {
        let document = parse(&source);
        (source, document)
    };
    sources().into_iter().map(both).collect()
}

fn read_docs() -> Vec<ReadDoc> {
    let settings = Settings::default();
    let read = |(source, document): (Source, Document)| {
        let facts = understand(&settings, &source, &document);
        ReadDoc {
            layout: Arc::new(Layout::of(document, &source.text)),
            source: Arc::new(source),
            facts: Arc::new(facts.value),
            notes: facts.notes.into(),
        }
    };
    documents().into_iter().map(read).collect()
}

fn plain_body((source, document): (Source, Document)) -> Body {
    Body {
        text: source.text,
        links: Vec::new(),
        items: Vec::new(),
        anchors: document.anchors,
        title: None,
        remote_images: Vec::new(),
    }
}
