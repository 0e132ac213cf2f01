//! SVG pictures are published as far as they are harmless, and not at all otherwise.
//!
//! `tests/browser/hostile.test.mjs` opens the same ones in a browser.

use kenning::disk::Attachment;
use kenning::text::DocPath;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const PICTURES: &str = include_str!("hostile/pictures.txt");

/// Names and texts.
fn pictures() -> impl Iterator<Item = (&'static str, &'static str)> {
    PICTURES.split("== ").skip(1).map(|part| part.split_once('\n').unwrap())
}

fn published(text: &[u8]) -> Option<String> {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.svg"), text).unwrap();
    let path = DocPath::new("a.svg").unwrap();
    let mut file = Attachment::open(folder.path(), &path).ok()?;
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    assert_eq!(file.size(), text.len() as u64);
    Some(text)
}

#[test]
fn nothing_that_runs_or_loads_is_left_of_a_picture() {
    let mut left = 0;
    for (name, text) in pictures() {
        let Some(made) = published(text.as_bytes()) else { continue };
        left += 1;
        let tree =
            roxmltree::Document::parse(&made).unwrap_or_else(|e| panic!("{name}: {e}"));
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            // Without its namespace an element is nothing to a browser.
            let space = node.tag_name().namespace();
            let is_svg = space.is_none_or(|space| space == "http://www.w3.org/2000/svg");
            assert!(
                is_svg && !["script", "foreignObject", "handler"].contains(&tag),
                "{name}: {made}"
            );
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value().to_lowercase());
                assert!(
                    !key.starts_with("on") && key != "base",
                    "{name}: {key} in {made}"
                );
                let steers = key == "attributeName"
                    && (value.starts_with("on") || value.ends_with("href"));
                let leads =
                    ["script:", "evil.example"].iter().any(|it| value.contains(it));
                let calls = steers || (key == "href" && leads);
                assert!(!calls, "{name}: {key}={value}");
            }
        }
        for bad in ["@import", "image-set", "url(h", "url(\"", "url('", "url(//", "root:"]
        {
            assert!(!made.to_lowercase().contains(bad), "{name}: {made}");
        }
    }
    assert!(left >= 15, "{left} of {}", pictures().count());
}

#[test]
fn a_harmless_picture_keeps_its_shapes() {
    let (_, text) = pictures().last().unwrap();
    let made = published(text.as_bytes()).unwrap();
    for part in ["viewBox=\"0 0 9 9\"", "url(#g)", "linearGradient", "Quay"] {
        assert!(made.contains(part), "{part} is gone: {made}");
    }
}

#[test]
fn what_is_no_picture_or_too_large_is_not_published() {
    let large = format!(
        "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>",
        "<g/>".repeat(600_000)
    );
    let deep =
        format!("<svg xmlns='http://www.w3.org/2000/svg'>{}", "<g>".repeat(100_000));
    let quoted = format!(
        "<svg xmlns='http://www.w3.org/2000/svg'>{}",
        "<g id=\"/>\">".repeat(100_000)
    );
    for text in [
        b"".as_slice(),
        quoted.as_bytes(),
        b"no markup",
        b"<svg",
        b"\xff\xfe\0",
        large.as_bytes(),
        deep.as_bytes(),
    ] {
        let made = published(text);
        assert!(made.as_deref().is_none_or(str::is_empty), "{made:?}");
    }
}

#[test]
fn a_site_publishes_them_so_and_names_those_it_does_not() {
    let folder = TempDir::new().unwrap();
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("good.svg", pictures().last().unwrap().1);
    write("bad.svg", pictures().next().unwrap().1);
    write("none.svg", "<html>");
    write("a.md", "# A\n\n![g](good.svg) ![b](bad.svg)\n\n![n](none.svg)\n");
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenning"));
        command.arg("-C").arg(folder.path()).args(["build", ".", "-o", "public"]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    let said = build();
    assert!(said.contains("a.md:5:3: warning[unpublished-type]: `none.svg`"), "{said}");
    let text =
        |name: &str| fs::read_to_string(folder.path().join("public/docs").join(name));
    assert!(text("good.svg").unwrap().contains("Quay"));
    assert!(text("bad.svg").unwrap().contains("rect"));
    assert!(!text("bad.svg").unwrap().contains("script"));
    assert!(!Path::new(&folder.path().join("public/docs/none.svg")).exists());
    let page = text("a.html").unwrap();
    assert!(page.contains("/good.svg\"") && !page.contains("docs/none.svg"), "{page}");
    write("good.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>New</text></svg>");
    build();
    assert!(text("good.svg").unwrap().contains("New"));
}
