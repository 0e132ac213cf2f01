//! The search data: whole, small, and of nothing that has no page.

use crate::small_site::built;
use base64::Engine as _;
use kenning::search::words::words;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Arc;

type Files = BTreeMap<String, Arc<[u8]>>;

fn files(of: &[(&str, &str)]) -> Files {
    let built = built(of);
    built.files.into_iter().filter(|(url, _)| url.starts_with("data/")).collect()
}

fn unpack(script: &[u8]) -> String {
    let script = std::str::from_utf8(script).unwrap();
    let packed = script.split('"').nth(3).unwrap();
    let packed = base64::engine::general_purpose::STANDARD.decode(packed).unwrap();
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&*packed).read_to_string(&mut text).unwrap();
    text
}

fn all(files: &Files) -> String {
    let shards = files.iter().filter(|(url, _)| url.starts_with("data/search/"));
    shards.map(|(_, bytes)| unpack(bytes)).collect()
}

#[test]
fn words_are_split_as_the_script_splits_them() {
    let samples: Vec<(String, Vec<String>)> =
        serde_json::from_str(include_str!("browser/lib/words.json")).unwrap();
    assert!(samples.len() > 5);
    for (text, expected) in samples {
        let mut found = Vec::new();
        words(&text, |word| found.push(word.to_owned()));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn all_that_has_a_page_is_found_and_nothing_else() {
    let files = files(&[
        (
            "a.md",
            "# Pump alarm\n\n## Actions\n\n- [ ] Replace the float switch (Owner: Ada Lind)\n",
        ),
        ("b.md", "---\ndraft: true\n---\n# Unfinished zeppelin\n"),
        ("c.md", "# Notes\n\nSeen %%quokka%% <!-- wombat --> here.\n"),
    ]);
    let text = all(&files);
    for word in ["Replace the float switch", "Pump alarm", "Ada Lind", "Seen"] {
        assert!(text.contains(word), "{word}");
    }
    for word in ["zeppelin", "quokka", "wombat"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn shards_are_named_by_content_and_the_manifest_names_each() {
    let text = "Lantern ".repeat(30_000);
    let files =
        files(&[("a.md", &format!("# A\n\n{text}")), ("b.md", "# B </script>\n")]);
    let manifest = std::str::from_utf8(&files["data/search.js"]).unwrap();
    assert!(!manifest.contains('<'));
    for (url, bytes) in &files {
        let Some(name) = url.strip_prefix("data/search/") else { continue };
        let name = name.trim_end_matches(".js");
        assert!(manifest.contains(name), "{url}");
        let hash = blake3::hash(unpack(bytes).as_bytes()).to_hex();
        assert!(hash.starts_with(name), "{url}");
    }
}
