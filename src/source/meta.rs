//! What front matter says, in kenning's words.

use serde_json::{Map, Value};

/// The words for a document's kind; others, such as `type: post`, name none.
///
/// They are those of `model::DocKind`, which this stage does not know; a test
/// compares the two.
pub const KINDS: [&str; 8] = [
    "learning",
    "status",
    "kickoff",
    "debt",
    "meeting",
    "decision",
    "postmortem",
    "other",
];

/// What stands in front matter, in kenning's words; all optional.
///
/// Letter case, `-`, `_` and blanks in keys make no difference. What stands below
/// `extra` and `taxonomies` (Zola) or `params` (Hugo) counts like the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// `title`.
    pub title: Option<String>,
    /// `kind`, `type` or `category`, where it names one of kenning's kinds.
    pub kind: Option<String>,
    /// `date` as written, else the day it was published, created or last changed;
    /// of a point in time the day: `2025-08-11`.
    pub date: Option<String>,
    /// `owner`, `owners`, then `author`, `authors`, each once, without `@`.
    pub owners: Vec<String>,
    /// Those of `owners` who wrote it: `author`, `authors`.
    pub authors: Vec<String>,
    /// `status` as written.
    pub status: Option<String>,
    /// `lang` or `language`.
    pub lang: Option<String>,
    /// `tags`, `keywords` and `categories`, each once, without `#`.
    pub tags: Vec<String>,
    /// `aliases`: other names of this document.
    pub aliases: Vec<String>,
    /// `draft: true`, `publish: false` or `published: false`.
    pub draft: bool,
    /// All keys as they stand, for the export.
    pub all: Map<String, Value>,
}

const DATES: &[&str] = &[
    "date",
    "published",
    "publishdate",
    "publishedat",
    "created",
    "createdat",
    "updated",
    "updatedat",
    "lastmod",
    "lastupdate",
    "lastupdated",
    "lastmodified",
    "modified",
];

/// Reads the fields `all` of a front matter.
pub(super) fn meta(all: Map<String, Value>) -> Meta {
    let fields = Fields::of(&all);
    let kind = |key| fields.texts(&[key]).into_iter().map(|word| word.to_lowercase());
    let mut kinds = ["kind", "type", "category"].into_iter().flat_map(kind);
    let lists = ["tags", "tag", "keywords", "categories", "category"];
    let meta = Meta {
        title: fields.text(&["title"]),
        kind: kinds.find(|word| KINDS.contains(&word.as_str())),
        date: DATES.iter().find_map(|key| fields.date(key)),
        owners: fields.names(&["owner", "owners", "author", "authors"]),
        authors: fields.names(&["author", "authors"]),
        status: fields.text(&["status"]),
        lang: fields.text(&["lang", "language", "locale"]),
        tags: fields.tags(&lists),
        aliases: distinct(fields.texts(&["aliases", "alias"])),
        draft: fields.says(&["draft"], "true", "yes")
            || fields.says(&["publish", "published"], "false", "no"),
        all: Map::new(),
    };
    Meta { all, ..meta }
}

/// The fields by folded key; the top first, then the tables that count like it.
struct Fields<'a>(Vec<(String, &'a Value)>);

impl<'a> Fields<'a> {
    fn of(all: &'a Map<String, Value>) -> Self {
        let below = ["extra", "taxonomies", "params"].iter();
        let below = below.filter_map(|key| all.get(*key)?.as_object());
        let tables = std::iter::once(all).chain(below);
        Self(tables.flatten().map(|(key, value)| (folded(key), value)).collect())
    }

    fn values(&self, keys: &[&str]) -> impl Iterator<Item = &'a Value> {
        keys.iter().flat_map(|key| {
            self.0.iter().filter(move |(name, _)| name == key).map(|(_, value)| *value)
        })
    }

    fn text(&self, keys: &[&str]) -> Option<String> {
        self.values(keys).find_map(text)
    }

    fn date(&self, key: &str) -> Option<String> {
        self.values(&[key]).find_map(|value| match value {
            Value::Bool(_) => None,
            Value::Object(fields) => Some(day(text(fields.get("date")?)?)),
            value => Some(day(text(value)?)),
        })
    }

    /// Whether one of `keys` has one of two values; `true` and `false` are words.
    fn says(&self, keys: &[&str], one: &str, other: &str) -> bool {
        self.values(keys).any(|value| match value {
            Value::Bool(flag) => flag.to_string() == one,
            Value::String(word) => [one, other].contains(&word.to_lowercase().as_str()),
            _ => false,
        })
    }

    /// Each text of a value: of a list its entries, of a table the `name`.
    fn texts(&self, keys: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        self.values(keys).for_each(|value| texts(value, &mut found));
        found
    }

    fn names(&self, keys: &[&str]) -> Vec<String> {
        let split = self.texts(keys);
        let names = split.iter().flat_map(|text| text.split([',', ';']));
        distinct(
            names.map(|name| bare(name).trim_start_matches('@').to_owned()).collect(),
        )
    }

    fn tags(&self, keys: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for value in self.values(keys) {
            match value {
                Value::String(text) if text.contains(',') => {
                    found.extend(text.split(',').map(str::to_owned));
                }
                // Jekyll and Obsidian part the words of a plain text.
                Value::String(text) => {
                    found.extend(text.split_whitespace().map(str::to_owned));
                }
                value => texts(value, &mut found),
            }
        }
        distinct(
            found.iter().map(|tag| bare(tag).trim_start_matches('#').into()).collect(),
        )
    }
}

fn folded(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => return values.iter().find_map(text),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Lists in lists are what YAML makes of `[[Wiki Link]]`.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(fields) => found.extend(fields.get("name").and_then(text)),
        value => found.extend(text(value)),
    }
}

/// The name within `[[Wiki Link]]`.
fn bare(name: &str) -> &str {
    name.trim().trim_start_matches("[[").trim_end_matches("]]").trim()
}

fn distinct(names: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let fresh = |name: &String| !name.is_empty() && seen.insert(name.clone());
    names.into_iter().filter(fresh).collect()
}

/// The day of a point in time; other text as it is.
fn day(text: String) -> String {
    let digit = |at: usize, byte: u8| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let is_day = text.len() > 10
        && text.bytes().take(10).enumerate().all(|(at, byte)| digit(at, byte))
        && matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
    match text.get(..10) {
        Some(day) if is_day => day.to_owned(),
        _ => text,
    }
}
