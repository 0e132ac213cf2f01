//! How long it takes to understand documents of 2 and of 10 MB in shapes that nobody
//! writes by hand: five times the bytes, five times the time.
//!
//! `cargo bench --bench large`; the limit of a document is 10 MB.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kenning::parse::{Document, parse};
use kenning::source::{Source, source};
use kenning::text::DocPath;
use kenning::understand::{Settings, understand};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A shape: its name, how it begins, and what it repeats; `#` is a number.
type Shape = (&'static str, &'static str, &'static str);

const SHAPES: &[Shape] = &[
    ("one paragraph", "# T\n\n", "On 2025-03-04 Ada Berg will mend pump # by Friday. "),
    ("one word", "# T\n\n", "x"),
    ("lines", "# T\n\n", "Ada Berg will mend PAY-# by 4 March\n"),
    ("boxes", "# T\n\n## Action items\n\n", "- [ ] Mend pump # (Owner: Ada Berg)\n"),
    ("bullets", "# T\n\n## Notes\n\n", "- Mend pump #\n"),
    ("fields", "# T\n\n", "**Owner #:** x | "),
    ("colons", "# T\n\n", "a: "),
    ("tails", "# T\n\n## Action items\n\n- ", "a - Owner: b "),
    ("brackets", "# T\n\n## Action items\n\n- ", "(a"),
    ("headings", "# T\n\n", "## Learning #\n\n**Owner**: @ada\n\n"),
    ("bold lines", "# T\n\n", "**Section #**\n\ntext\n\n"),
    ("ignores", "# T\n\n", "<!-- kenning:ignore -->\n\n- x #\n\n"),
    (
        "rows",
        "# T\n\n## Tasks\n\n| Task | Owner | Due |\n|---|---|---|\n",
        "| Mend # | Ada | 4 May 2025 |\n",
    ),
    ("names", "# T\n\nAttendees: ", "Ada# Berg, "),
    ("handles", "# T\n\n", "@ada# "),
    ("ids", "# T\n\n- ", "ABC-# "),
    ("dates", "# T\n\n", "03/04/2025 "),
    (
        "Chinese",
        "# T\n\n## 待办事项\n\n",
        "- 修理水泵第#号，负责人：小明，2025年5月3日\n",
    ),
];

fn main() {
    divan::main();
}

#[divan::bench(args = shapes(2), sample_count = 1, sample_size = 1)]
fn of_2_mb(bencher: Bencher, name: &str) {
    bench(bencher, name, 2_000_000);
}

#[divan::bench(args = shapes(10), sample_count = 1, sample_size = 1)]
fn of_10_mb(bencher: Bencher, name: &str) {
    bench(bencher, name, 9_900_000);
}

fn shapes(_mega: usize) -> impl Iterator<Item = &'static str> {
    SHAPES.iter().map(|(name, ..)| *name)
}

fn bench(bencher: Bencher, name: &str, bytes: usize) {
    let Some(shape) = SHAPES.iter().find(|(known, ..)| *known == name) else { return };
    let (source, document) = read(*shape, bytes);
    let settings = Settings::default();
    bencher.counter(BytesCount::new(source.text.len())).bench_local(|| {
        black_box(understand(&settings, &source, &document));
    });
}

fn read((_, head, repeated): Shape, bytes: usize) -> (Source, Document) {
    let mut text = head.to_owned();
    let mut number = 0_u32;
    while text.len() + repeated.len() < bytes {
        text.push_str(&repeated.replace('#', &number.to_string()));
        number += 1;
    }
    let path = DocPath::new("large.md").unwrap_or_else(|| unreachable!());
    let source = source(path, text.as_bytes()).value;
    let document = parse(&source);
    (source, document)
}
