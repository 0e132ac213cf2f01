//! The manual names each setting.

use kenning::config::Config;
use kenning::parse::{BlockKind, parse};
use kenning::source::source;
use kenning::text::DocPath;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn settings_have_a_heading_each() {
    let settings = serde_json::to_value(Config::default()).unwrap();
    let groups = headings("kenning-toml.md", 2);
    let names = headings("kenning-toml.md", 3);
    for (key, value) in settings.as_object().unwrap() {
        let inner: Vec<_> =
            value.as_object().into_iter().flat_map(|v| v.keys()).collect();
        // A table whose keys the author chooses is a group without known names.
        let found = names.contains(key) || groups.contains(key);
        assert!(found, "`{key}` is not in the manual");
        for name in inner {
            let path = format!("{key}.{name}");
            assert!(names.contains(&path), "`{path}` is not in the manual");
        }
    }
}

/// The headings of one level of a page of the manual.
fn headings(page: &str, level: u8) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("manual").join(page);
    let bytes = std::fs::read(path).unwrap();
    let text = source(DocPath::new(page).unwrap(), &bytes).value;
    let blocks = parse(&text).blocks;
    let wanted = blocks.iter().filter(|block| block.kind == BlockKind::Heading(level));
    wanted.map(kenning::parse::Block::text).collect()
}
