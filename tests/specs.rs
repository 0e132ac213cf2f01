//! Each rule on small texts: `md` blocks and the facts expected below them.
//!
//! A spec is prose with pairs of fenced blocks: four backticks and `md`, perhaps with
//! the path of the document behind it; then four backticks and `facts` with the
//! kinds of facts that the pair is about. `BLESS=1 cargo test specs` rewrites the
//! facts; read the diff before committing it.

use kenning::model::{Facts, Item, Role};
use kenning::parse::parse;
use kenning::source::{Source, source};
use kenning::text::DocPath;
use kenning::understand::{Settings, understand};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn specs_hold() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs")) {
        let text = fs::read_to_string(&path).unwrap();
        let (found, count) = reread(&text);
        pairs += count;
        assert!(count > 0, "{} has no pair of md and facts", path.display());
        if found != text {
            if bless {
                fs::write(&path, found).unwrap();
            } else {
                wrong.push(difference(&path, &text, &found));
            }
        }
    }
    assert!(pairs > 0, "no specs were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The specs of reading; those in `render` belong to another test.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let all = all.map(|entry| entry.unwrap().into_path());
    let ours = all.filter(|path| !path.iter().any(|part| part == "render"));
    ours.filter(|path| path.extension().is_some_and(|x| x == "md")).collect()
}

fn difference(path: &Path, text: &str, found: &str) -> String {
    let mut lines = format!("{} (- expected, + found):\n", path.display());
    let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), found.lines().collect());
    for line in old.iter().filter(|line| !new.contains(line)) {
        let _ = writeln!(lines, "- {line}");
    }
    for line in new.iter().filter(|line| !old.contains(line)) {
        let _ = writeln!(lines, "+ {line}");
    }
    lines
}

/// The spec with its facts read anew, and how many pairs it has.
pub(crate) fn reread(text: &str) -> (String, usize) {
    const FENCE: &str = "````";
    let (mut out, mut count) = (String::new(), 0);
    let mut input: Option<(String, String)> = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix(FENCE).filter(|info| !info.is_empty()) else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != FENCE).collect();
        if let Some(path) = info.strip_prefix("md") {
            input = Some((path.trim().to_owned(), block.join("\n") + "\n"));
            for line in block {
                out.push_str(line);
                out.push('\n');
            }
        } else if let Some(kinds) = info.strip_prefix("facts") {
            let (path, text) = input.clone().expect("facts stand below their md block");
            out.push_str(&read(&path, &text, kinds.trim()));
            count += 1;
        }
        out.push_str(FENCE);
        out.push('\n');
    }
    (out, count)
}

fn read(path: &str, text: &str, kinds: &str) -> String {
    let path = if path.is_empty() { "page.md" } else { path };
    let source = source(DocPath::new(path).unwrap(), text.as_bytes()).value;
    let read = understand(&Settings::default(), &source, &parse(&source));
    let mut shown = shown(&read.value, &source, kinds);
    if kinds.contains("remarks") {
        for note in read.notes {
            let at = note.range.map(|range| source.line(range.start)).unwrap_or_default();
            let _ = writeln!(
                shown,
                "remark {} line {at}: {}",
                note.code.word(),
                note.message
            );
        }
    }
    shown
}

fn shown(facts: &Facts, source: &Source, kinds: &str) -> String {
    let wants = |kind: &str| kinds.split(' ').any(|word| word == kind);
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    shown_document(facts, source, wants, &mut line);
    for item in facts.items.iter().filter(|_| wants("items")) {
        line(shown_item(item, source, kinds));
    }
    for event in facts.events.iter().filter(|_| wants("events")) {
        line(format!("event {} {:?}", event.date, event.label));
    }
    if wants("ids") {
        line(format!("ids {:?} in {} places", facts.ids, facts.id_mentions.len()));
    }
    if wants("counts") {
        let (all, done) = facts.checkboxes;
        line(format!(
            "{all} checkboxes, {done} ticked; {} code blocks; {} words",
            facts.code_blocks, facts.words
        ));
        line(format!("summary {:?}; status {:?}", facts.summary, facts.status));
    }
    out
}

/// What is read of the document as a whole, of people and of words.
fn shown_document(
    facts: &Facts,
    source: &Source,
    wants: impl Fn(&str) -> bool,
    line: &mut impl FnMut(String),
) {
    if let Some(kind) = facts.kind.filter(|_| wants("kind")) {
        line(format!("kind {} ({})", kind.value.word(), kind.by.rule));
    }
    if let Some(title) = facts.title.as_ref().filter(|_| wants("title")) {
        line(format!("title {:?} ({})", title.value, title.by.rule));
    }
    if wants("date") {
        line(match facts.date {
            Some(date) => format!("date {} ({})", date.value, date.by.rule),
            None => "no date".into(),
        });
    }
    if wants("language") {
        line(format!("language {}", facts.language));
    }
    if wants("periods") {
        line(format!("periods {:?} team {:?}", facts.periods, facts.team));
        for (name, days, range) in &facts.period_spans {
            let at = source.line(range.start);
            line(format!("days {name:?} {} to {} line {at}", days.from, days.to));
        }
    }
    for person in facts.people.iter().filter(|_| wants("people")) {
        let roles: Vec<_> = person.roles.iter().map(|role| role.word()).collect();
        line(format!(
            "person {:?} as {:?}: {}",
            person.name,
            person.forms,
            roles.join(", ")
        ));
    }
    for contact in facts.contacts.iter().filter(|_| wants("contacts")) {
        line(format!("contact {:?}: {}", contact.topic, contact.who));
    }
    for term in facts.terms.iter().filter(|_| wants("terms")) {
        let long = term.long.as_ref().map(|long| format!(" = {long}"));
        let at = source.line(term.range.start);
        line(format!("term {:?}{} line {at}", term.text, long.unwrap_or_default()));
    }
    if wants("abbreviations") {
        let used: Vec<_> = facts.abbreviations.iter().map(|one| &one.text).collect();
        line(format!("abbreviations {used:?}"));
    }
}

fn shown_item(item: &Item, source: &Source, kinds: &str) -> String {
    let mut out = format!(
        "{} {:?} line {}",
        item.kind.value.word(),
        item.title,
        source.line(item.range.start)
    );
    let mut part = |text: String| {
        out.push_str("\n  ");
        out.push_str(&text);
    };
    if kinds.contains("anchors") {
        part(format!("#{}", item.anchor));
    }
    for owner in &item.owners {
        let role = match &owner.role {
            Role::Lead => "lead".to_owned(),
            Role::Share => "share".to_owned(),
            Role::Other(duty) => format!("other {duty:?}"),
        };
        let rule = item.owners_by.map_or("", |by| by.rule);
        part(format!("owner {}, {role} ({rule})", owner.who));
    }
    if let Some(status) = item.status {
        let words = item
            .status_text
            .as_ref()
            .map(|text| format!(" {text:?}"))
            .unwrap_or_default();
        part(format!("status {}{words} ({})", status.value.word(), status.by.rule));
    }
    if let Some(priority) = item.priority {
        part(format!("priority {} ({})", priority.value.word(), priority.by.rule));
    }
    if let Some(when) = &item.when {
        let due = when.due.map(|(span, sure)| {
            format!(" = {} to {}, {}", span.from, span.to, sure.word())
        });
        part(format!(
            "when {:?}{} ({})",
            when.text,
            due.unwrap_or_default(),
            when.by.rule
        ));
    }
    if !item.ids.is_empty() {
        part(format!("ids {:?}", item.ids));
    }
    let details = details(item);
    if !details.is_empty() {
        part(details.join("\n  "));
    }
    out
}

fn details(item: &Item) -> Vec<String> {
    let details = &item.details;
    let mut out = Vec::new();
    out.extend(details.texts().iter().map(|(name, text)| format!("{name} {text:?}")));
    out.extend(details.numbers().iter().map(|(name, number)| format!("{name} {number}")));
    if !details.depends_on.is_empty() {
        out.push(format!("depends on {:?}", details.depends_on));
    }
    if details.anti_pattern {
        out.push("anti-pattern".into());
    }
    out
}
