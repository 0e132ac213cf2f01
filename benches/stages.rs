//! How many documents a second each stage works through, on one core.
//!
//! `cargo bench --bench stages`; the column of items is documents.

mod corpus;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use kenning::parse::parse;
use kenning::source::{Source, source};
use kenning::text::DocPath;
use std::sync::Arc;

/// A hundred documents: twenty of each kind.
const COUNT: usize = 100;

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

fn files() -> Vec<(DocPath, Arc<[u8]>)> {
    corpus::corpus(COUNT).into_iter().collect()
}

fn sources() -> Vec<Source> {
    files().into_iter().map(|(path, bytes)| source(path, &bytes).value).collect()
}
