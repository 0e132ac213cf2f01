//! A whole build of a thousand documents, in memory: cold, unchanged; and what the
//! preview makes of an edit.
//!
//! `cargo bench --bench whole`; the column of items is documents. The peak of memory
//! is that of the process after one build of each sort, printed first, where the
//! system tells it (Linux).

mod corpus;

use divan::Bencher;
use divan::counter::ItemsCount;
use kenning::build::{Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::text::{Day, DocPath};
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

const COUNT: usize = 1000;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    tell_peak_memory();
    divan::main();
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn cold(bencher: Bencher) {
    let inputs = inputs();
    bencher
        .counter(ItemsCount::new(COUNT))
        .with_inputs(Session::default)
        .bench_local_values(|mut session| session.build(&inputs));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn unchanged(bencher: Bencher) {
    let inputs = inputs();
    let mut session = Session::default();
    session.build(&inputs);
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| session.build(&inputs));
}

/// From an edit to the new page of the document, as the preview makes it. Another
/// document each time, so that no edit meets what an earlier one left.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_edit(bencher: Bencher) {
    let text = |round| format!("\nThe last boat of day {round} waited for us.\n");
    preview(bencher, text);
}

/// The same where the edit changes what is read, so that documents are joined anew.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_new_entry(bencher: Bencher) {
    let text = |round| format!("\n## Action items\n\n- [ ] Caulk hull {round}\n");
    preview(bencher, text);
}

fn preview(bencher: Bencher, added: impl Fn(usize) -> String) {
    let mut inputs = inputs();
    let mut session = Session::default();
    session.version(&inputs);
    let mut round = 0;
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        round += 1;
        let number = round * 7 % COUNT;
        edit(&mut inputs.files, number, &added(round));
        let page = format!("docs/{}", corpus::path(number).replace(".md", ".html"));
        session.version(&inputs).page(&page)
    });
}

fn inputs() -> Inputs {
    Inputs {
        files: corpus::corpus(COUNT),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: Config::default(),
        theme: Arc::new(Theme::built_in()),
        today: Day::constant(2025, 9, 1),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    }
}

/// Adds text to document `number`.
fn edit(files: &mut BTreeMap<DocPath, Arc<[u8]>>, number: usize, added: &str) {
    let text = corpus::document(number, COUNT) + added;
    if let Some(path) = DocPath::new(&corpus::path(number)) {
        files.insert(path, text.into_bytes().into());
    }
}

#[expect(clippy::print_stdout, reason = "a bench speaks to the terminal")]
fn tell_peak_memory() {
    let mut inputs = inputs();
    let bytes: usize = inputs.files.values().map(|file| file.len()).sum();
    println!("{COUNT} documents, {} KB", bytes / 1024);
    let before = peak_memory();
    let mut session = Session::default();
    let built = session.build(&inputs);
    let bytes: usize = built.files.values().map(|file| file.len()).sum();
    println!("{} files built, {} KB", built.files.len(), bytes / 1024);
    let cold = peak_memory();
    edit(&mut inputs.files, 7, "\nThe last boat waited for us.\n");
    session.build(&inputs);
    let warm = peak_memory();
    if let (Some(before), Some(cold), Some(warm)) = (before, cold, warm) {
        println!(
            "peak memory: {before} MB before, {cold} MB cold, {warm} MB after an edit"
        );
    }
}

/// The most memory this process ever held, in MB; `None` where it is not told.
fn peak_memory() -> Option<u64> {
    let status = std::io::read_to_string(File::open("/proc/self/status").ok()?).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
