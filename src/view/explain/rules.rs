//! What each rule reads, in a sentence: data, not code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static SENTENCES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("rules.toml")).unwrap_or_default());

/// What the rule called `name` reads; empty for one without a sentence (a test sees to
/// it that there is none).
pub(super) fn reads(name: &str) -> &'static str {
    SENTENCES.get(name).map_or("", String::as_str)
}

/// What says so where no bytes of the text do.
pub(super) fn elsewhere(rule: &str) -> &'static str {
    match rule {
        "front-matter" => "front matter",
        "configuration" | "language-configured" => "kenning.toml",
        "kind-by-name" | "date-in-name" | "title-of-file" => "the file's name",
        "kind-by-folder" => "the folder's name",
        "date-of-commit" => "the history of the repository",
        "scope" => "kenning.toml, or the ids and the folder of the document",
        "periods" => "the file's name, front matter or kenning.toml",
        _ => "the document as a whole",
    }
}
