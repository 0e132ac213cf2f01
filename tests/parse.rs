//! Parsing keeps every position exact.

use kenning::parse::{BlockKind, Style, parse};
use kenning::source::source;
use kenning::text::DocPath;
use proptest::prelude::*;

fn document(text: &str) -> (kenning::source::Source, kenning::parse::Document) {
    let source = source(DocPath::new("a.md").unwrap(), text.as_bytes()).value;
    let document = parse(&source);
    (source, document)
}

#[test]
fn runs_point_at_their_words() {
    let text =
        "# One\n\n- **Owner**: @Ada `x` (Lead)\n\n| a | b |\n|---|---|\n| ü1 | **y** |\n";
    let (source, document) = document(text);
    let mut seen = 0;
    for run in document.blocks.iter().flat_map(|block| &block.runs) {
        let written = source.slice(run.range);
        let shown = written.trim_matches('`');
        assert_eq!(run.text, shown, "{run:?}");
        seen += 1;
    }
    assert_eq!(seen, 9);
    let strong = document.blocks.iter().flat_map(|block| &block.runs);
    let strong = strong.filter(|run| run.style.has(Style::STRONG)).count();
    assert_eq!(strong, 2);
}

#[test]
fn blocks_form_a_tree() {
    let (_, document) = document("- [x] a\n  - b\n- c\n\ntext\n");
    let top: Vec<u32> = document.children(None).collect();
    assert_eq!(top.len(), 2);
    let items: Vec<u32> = document.children(Some(top[0])).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(document.block(items[0]).unwrap().kind, BlockKind::Item(Some(true)));
    assert_eq!(document.children(Some(items[0])).count(), 2);
}

#[test]
fn repeated_headings_get_the_anchors_of_github() {
    let (_, document) = document("# A b\n\n# A b\n\n# A b-1\n\n# A b\n");
    let anchors: Vec<_> = document.anchors.iter().map(|(_, anchor)| &**anchor).collect();
    assert_eq!(anchors, ["a-b", "a-b-1", "a-b-1-1", "a-b-2"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn ranges_lie_in_the_text(text in "([-#*>|`\\[\\]!()~ \n\ra-c1.:é—🐢]|\\PC){0,80}") {
        let (source, document) = document(&text);
        for block in &document.blocks {
            prop_assert!(source.text.get(block.range.start as usize..block.range.end as usize).is_some());
            prop_assert!(block.end as usize <= document.blocks.len());
            for run in &block.runs {
                prop_assert!(source.text.get(run.range.start as usize..run.range.end as usize).is_some());
            }
        }
    }
}
