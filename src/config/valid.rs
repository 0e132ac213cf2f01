//! What a value must be beyond its type.

use super::Config;
use super::Level;
use super::error::meant;
use super::forms::{is_colour, is_folder, is_glob, is_host, is_language, is_web};
use crate::diag::Code;
use crate::text::DocPath;
use std::collections::BTreeMap;

/// The words for the kinds of documents.
///
/// They are those of `model::DocKind`, which the settings do not know; a test
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

/// What labels, sections, states and priorities may mean.
///
/// They are the words of the tables of `understand::lexicon`, which the settings do not
/// know; a test compares the two.
pub const LABELS: [&str; 12] = [
    "owner",
    "author",
    "attendee",
    "absent",
    "status",
    "priority",
    "when",
    "date",
    "period",
    "effort",
    "category",
    "dependencies",
];

/// See [`LABELS`].
pub const SECTIONS: [&str; 17] = [
    "learning",
    "well",
    "badly",
    "improve",
    "start",
    "action",
    "done",
    "in-progress",
    "planned",
    "backlog",
    "blocked",
    "deferred",
    "risk",
    "debt",
    "decision",
    "question",
    "never",
];

/// See [`LABELS`].
pub const STATES: [&str; 5] = ["open", "in-progress", "done", "blocked", "deferred"];

/// See [`LABELS`].
pub const PRIORITIES: [&str; 4] = ["critical", "high", "medium", "low"];

/// Codes that say that something is not published; nobody may silence them.
const SPOKEN: [Code; 4] =
    [Code::UnreadableDocument, Code::InternalError, Code::InvalidConfig, Code::OverLimit];

/// A value that cannot be used.
#[derive(Debug)]
pub(super) struct Fault {
    /// The keys and numbers of entries that lead to the value.
    pub(super) at: Vec<String>,
    pub(super) part: Part,
    pub(super) message: String,
    pub(super) hint: String,
}

/// What of a setting is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Key,
    Value,
}

/// The first value of `config` that cannot be used.
pub(super) fn fault(config: &Config) -> Option<Fault> {
    let mut checks =
        [site, addresses, hosts, names, periods, kinds, documents, words, codes]
            .into_iter();
    checks.find_map(|check| check(config))
}

fn bad(at: &[&str], message: String, hint: &str) -> Fault {
    let at = at.iter().map(|step| (*step).to_owned()).collect();
    Fault { at, part: Part::Value, message, hint: hint.to_owned() }
}

fn bad_key(at: &[&str], message: String, hint: &str) -> Fault {
    Fault { part: Part::Key, ..bad(at, message, hint) }
}

/// A form that a text must have: which setting, its value, the test, what the
/// value is not otherwise, and what to write.
type Form<'a> =
    (&'a [&'a str], &'a Option<String>, fn(&str) -> bool, &'static str, &'static str);

fn site(config: &Config) -> Option<Fault> {
    let is_path = |text: &str| DocPath::new(text).is_some();
    let forms: [Form<'_>; 4] = [
        (&["accent"], &config.accent, is_colour, "colour", "write `#005567` or `#056`"),
        (
            &["logo"],
            &config.logo,
            is_path,
            "path below SOURCE",
            "name an image such as `images/logo.png`",
        ),
        (
            &["language"],
            &config.language,
            is_language,
            "language",
            "write a code such as `en`, `de` or `pt-BR`",
        ),
        (
            &["theme", "name"],
            &config.theme.name,
            is_folder,
            "name of a folder",
            "name a folder that lies in `themes`",
        ),
    ];
    forms.into_iter().find_map(|(at, value, fits, what, hint)| {
        let value = value.as_ref().filter(|value| !fits(value))?;
        Some(bad(at, format!("`{value}` is no {what}"), hint))
    })
}

fn addresses(config: &Config) -> Option<Fault> {
    let base = "https://notes.example.org/team/";
    let source = "https://git.example.org/notes/blob/main/{path}#L{line}";
    let ticket = "https://tickets.example.org/browse/{id}";
    let cases: [(&[&str], _, _, _); 3] = [
        (&["base_url"], &config.base_url, "", base),
        (&["source_url"], &config.source_url, "{path}", source),
        (&["tickets", "link"], &config.tickets.link, "{id}", ticket),
    ];
    cases.into_iter().find_map(|(at, address, part, example)| {
        let address = address.as_ref()?;
        let message = if !is_web(address) {
            format!("`{address}` is no address of the web")
        } else if part.is_empty() && address.contains(['?', '#', '{']) {
            format!("`{address}` is no address of a folder")
        } else if !address.contains(part) {
            format!("`{address}` has no `{part}`")
        } else {
            return None;
        };
        Some(bad(at, message, &format!("write it as `{example}`")))
    })
}

fn hosts(config: &Config) -> Option<Fault> {
    let mut hosts = config.remote_images.iter().enumerate();
    let (at, host) = hosts.find(|(_, host)| !is_host(host))?;
    let at = ["remote_images", &at.to_string()];
    let hint = "write the name alone, such as `img.example.org`";
    Some(bad(&at, format!("`{host}` is no name of a host"), hint))
}

fn names(config: &Config) -> Option<Fault> {
    let blank = |name: &String| name.trim().is_empty();
    let people = &config.people;
    let lists = [
        (["people", "not_people"], &people.not_people),
        (["people", "exclude"], &people.exclude),
        (["tickets", "patterns"], &config.tickets.patterns),
        (["tickets", "exceptions"], &config.tickets.exceptions),
    ];
    if let Some((at, _)) = lists.iter().find(|(_, names)| names.iter().any(blank)) {
        let hint = "write a name or remove it";
        return Some(bad(at, "an entry is empty".to_owned(), hint));
    }
    let few = |names: &Vec<String>| names.len() < 2 || names.iter().any(blank);
    let at = people.different.iter().position(few)?.to_string();
    let message = "fewer than two names cannot be told apart".to_owned();
    let hint = "write the names that look alike: `[\"Tom Li\", \"Tom Lin\"]`";
    Some(bad(&["people", "different", &at], message, hint))
}

fn periods(config: &Config) -> Option<Fault> {
    config.periods.calendar.iter().enumerate().find_map(|(at, entry)| {
        let at = at.to_string();
        let at = |key| ["periods", "calendar", &at, key];
        if entry.name.trim().is_empty() {
            let message = "the period has no name".to_owned();
            return Some(bad(&at("name"), message, "write it as in `Sprint 4`"));
        }
        let message = format!("`{}` ends before it begins", entry.name);
        let hint = "`from` is the first day, `to` the last";
        (entry.to < entry.from).then(|| bad(&at("to"), message, hint))
    })
}

fn kinds(config: &Config) -> Option<Fault> {
    config.kinds.iter().find_map(|(glob, kind)| {
        let at = ["kinds", glob];
        if !is_glob(glob) {
            let hint = "write a path below SOURCE with `*` or `**`, such as `notes/**`";
            return Some(bad_key(&at, format!("`{glob}` is no pattern"), hint));
        }
        let known = KINDS.contains(&kind.as_str());
        let message = format!("unknown kind `{kind}`");
        (!known).then(|| bad(&at, message, &meant(kind, &KINDS)))
    })
}

fn codes(config: &Config) -> Option<Fault> {
    let words: Vec<&str> = Code::ALL.iter().map(|code| code.word()).collect();
    config.check.iter().find_map(|(word, level)| {
        let at = ["check", word];
        let Some(code) = Code::ALL.iter().find(|code| code.word() == word) else {
            let message = format!("unknown finding `{word}`");
            return Some(bad_key(&at, message, &meant(word, &words)));
        };
        let silenced = *level == Level::Off && SPOKEN.contains(code);
        let message = format!("`{word}` cannot be turned off");
        let hint = "it says that something is not on the site";
        silenced.then(|| bad(&at, message, hint))
    })
}

fn documents(config: &Config) -> Option<Fault> {
    let (glob, _) = config.documents.iter().find(|(glob, _)| !is_glob(glob))?;
    let hint = "write a path below SOURCE with `*` or `**`, such as `notes/**`";
    Some(bad_key(&["documents", glob], format!("`{glob}` is no pattern"), hint))
}

/// A table of words: its name, what it says, and what its words may mean.
type Said<'a> =
    (&'static str, &'a BTreeMap<String, Vec<String>>, &'static [&'static str]);

fn words(config: &Config) -> Option<Fault> {
    let words = &config.words;
    let tables: [Said<'_>; 4] = [
        ("labels", &words.labels, &LABELS),
        ("sections", &words.sections, &SECTIONS),
        ("status", &words.status, &STATES),
        ("priority", &words.priority, &PRIORITIES),
    ];
    tables.into_iter().find_map(|(table, said, known)| {
        let (key, _) = said.iter().find(|(key, _)| !known.contains(&key.as_str()))?;
        let message = format!("words of `{table}` cannot mean `{key}`");
        Some(bad_key(&["words", table, key], message, &meant(key, known)))
    })
}
