//! What is wrong with a configuration, and where.

use super::valid::{Fault, Part};
use std::fmt;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as it was named.
    pub path: String,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the author can do, or may have meant.
    pub hint: Option<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    pub(super) fn of_toml(text: &str, name: &str, error: &toml::de::Error) -> Self {
        let lines: Vec<&str> = error.message().lines().map(str::trim).collect();
        let (message, hint) = unknown(&lines.join(", "));
        Self::at(text, name, error.span().unwrap_or_default(), (message, hint))
    }

    pub(super) fn of_fault(text: &str, name: &str, fault: Fault) -> Self {
        let range = range(text, &fault.at, fault.part).unwrap_or_default();
        Self::at(text, name, range, (fault.message, Some(fault.hint)))
    }

    fn at(
        text: &str,
        name: &str,
        range: Range<usize>,
        (message, hint): (String, Option<String>),
    ) -> Self {
        let before = text.get(..range.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
        let path = name.to_owned();
        Self { path, line: number(line), column: number(column), message, hint }
    }
}

/// Says in our words what serde says of a name that it does not know:
/// "unknown field `titel`, expected one of `title`, `logo`".
fn unknown(message: &str) -> (String, Option<String>) {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let what = match message.split_once(" `").map(|(what, _)| what) {
        Some("unknown field") => "setting",
        Some("unknown variant") => "value",
        _ => return (message.to_owned(), None),
    };
    match names.split_first() {
        Some((name, known)) => {
            (format!("unknown {what} `{name}`"), Some(meant(name, known)))
        }
        None => (message.to_owned(), None),
    }
}

/// The one of the `known` words that may have been meant, or all of them.
pub(super) fn meant(word: &str, known: &[&str]) -> String {
    let word = word.to_lowercase().replace('-', "_");
    let likeness = |other: &&str| {
        let other = other.to_lowercase().replace('-', "_");
        // Two letters swapped in a short word leave little else alike.
        let slip = strsim::damerau_levenshtein(&word, &other) <= 1;
        strsim::jaro_winkler(&word, &other).max(if slip { 0.9 } else { 0.0 })
    };
    let best = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match best.filter(|best| likeness(best) >= 0.8) {
        Some(best) => format!("did you mean `{best}`?"),
        None => format!("known are {}", quoted(known)),
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Where the `part` of the setting stands to which the `steps` lead: keys, and
/// numbers of entries.
fn range(text: &str, steps: &[String], part: Part) -> Option<Range<usize>> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (mut value, mut found) = (DeValue::Table(table.into_inner()), None);
    for step in steps {
        let next = match value {
            DeValue::Table(table) => {
                let (key, next) =
                    table.into_iter().find(|(key, _)| key.get_ref() == step)?;
                found = Some(key.span());
                next
            }
            DeValue::Array(entries) => entries.into_iter().nth(step.parse().ok()?)?,
            _ => return found,
        };
        // A table has no place but that of its key.
        if part == Part::Value && !matches!(next.get_ref(), DeValue::Table(_)) {
            found = Some(next.span());
        }
        value = next.into_inner();
    }
    found
}
