//! Who may import whom. A new edge is a design decision: it is added here first.
//!
//! Looks at every `crate::a` and `super::a` path of a first-level module, also in
//! grouped imports, in each file of `src`.

use std::collections::BTreeMap;
use std::path::Path;

const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diag", &["text"]),
    ("config", &["diag", "text"]),
    ("source", &["diag", "text"]),
    ("parse", &["source", "text"]),
    ("model", &["text"]),
    ("understand", &["config", "diag", "model", "parse", "source", "text"]),
    ("link", &["config", "diag", "model", "parse", "source", "text", "understand"]),
    ("view", &["config", "diag", "link", "model", "parse", "source", "text"]),
    ("theme", &["text"]),
    ("render", &["model", "parse", "text", "theme", "view"]),
    ("search", &["link", "parse", "render", "text", "view"]),
    ("data", &["config", "link", "model", "render", "text", "view"]),
    (
        "build",
        &[
            "config",
            "data",
            "diag",
            "link",
            "model",
            "parse",
            "render",
            "search",
            "source",
            "text",
            "theme",
            "understand",
            "view",
        ],
    ),
    ("disk", &["build", "config", "diag", "text", "theme"]),
    ("serve", &["build", "diag", "text"]),
    ("cli", &["build", "config", "diag", "disk", "serve", "text", "theme", "view"]),
];

/// Foreign crates with one home (house rule: each crate is imported in one place).
const HOMES: &[(&str, &[&str])] = &[
    ("comrak", &["parse", "render"]),
    ("tera", &["render"]),
    ("pulldown_latex", &["render"]),
    ("syntect", &["render"]),
    ("two_face", &["render"]),
    ("notify", &["disk"]),
    ("walkdir", &["disk"]),
    ("ignore", &["disk"]),
    ("rustix", &["disk", "serve"]),
    ("httparse", &["serve"]),
    ("mio", &["serve"]),
    ("tiny_http", &["serve"]),
    ("svg_hush", &["disk"]),
    ("clap", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("flate2", &["search"]),
    ("base64", &["search"]),
    ("schemars", &["diag", "link", "model", "view"]),
];

#[test]
fn imports_follow_the_layers() {
    let allowed: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let mut edges = 0;
    each_file(|module, file, text| {
        let Some(may) = allowed.get(module) else {
            panic!("{module} ({file}) is not in the table");
        };
        for target in targets(text) {
            edges += 1;
            let fine = target == module || may.contains(&target);
            assert!(fine, "{module} may not import {target} ({file})");
        }
    });
    assert!(edges > 20, "the test sees no imports: {edges}");
}

#[test]
fn foreign_crates_stay_at_home() {
    each_file(|module, file, text| {
        for (name, homes) in HOMES {
            let used = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or_default();
                code.match_indices(&format!("{name}::")).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            assert!(!used || homes.contains(&module), "{file} may not use {name}");
        }
    });
}

/// The first-level modules named by `crate::` paths, grouped ones included.
fn targets(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let end = group.find(';').unwrap_or(group.len());
            found.extend(
                group[..end].split(',').map(word).filter(|name| !name.is_empty()),
            );
        } else {
            found.push(word(rest));
        }
    }
    found
}

fn word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn each_file(mut look: impl FnMut(&str, &str, &str)) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let relative = path.strip_prefix(&src).unwrap();
        let module = relative.iter().next().unwrap().to_str().unwrap();
        let module = module.trim_end_matches(".rs");
        if module == "lib" || module == "main" {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        look(module, relative.to_str().unwrap(), &text);
    }
}
