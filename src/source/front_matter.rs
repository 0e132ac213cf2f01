//! Finds and reads the block of settings at the top of a document.

use super::key_lines::{self, key_lines};
use crate::diag::{Code, Diagnostic};
use crate::text::TextRange;
use serde_json::{Map, Value};
use serde_saphyr::options::AliasLimits;
use std::ops::Range;

/// Longer blocks are content: nobody writes settings of this size.
const MOST_BYTES: usize = 64 * 1024;
/// How deep values may lie in each other.
const MOST_DEPTH: usize = 16;
/// How many values there may be, those that aliases repeat included.
const MOST_VALUES: usize = 10_000;

/// What the top of a document holds.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The block with its two fences, to be cut out; empty where there is none.
    pub(super) range: Range<usize>,
    pub(super) all: Map<String, Value>,
    pub(super) note: Option<Diagnostic>,
}

/// The front matter of `text`.
///
/// It begins on the very first line, with `---` (YAML, closed by `---` or `...`)
/// or `+++` (TOML, closed by `+++`). Where no block is closed, or what it holds are
/// no settings, the text begins with a rule, and all of it is content. So it is,
/// as in pandoc, where the line below the fence is empty.
pub(super) fn front_matter(text: &str) -> FrontMatter {
    let Some(block) = block(text) else { return FrontMatter::default() };
    let body = text.get(block.body.clone()).unwrap_or_default();
    let read = match block.closed {
        true if block.toml => toml(body),
        true => yaml(body),
        false => None,
    };
    match read {
        Some(all) => FrontMatter { range: 0..block.end, all, note: None },
        None => FrontMatter { note: note(text, body, &block), ..FrontMatter::default() },
    }
}

struct Block {
    toml: bool,
    closed: bool,
    body: Range<usize>,
    end: usize,
}

fn block(text: &str) -> Option<Block> {
    let mut lines = lines(text);
    let first = lines.next()?;
    let toml = match text.get(first.clone())?.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let (mut start, mut end) = (None, first.end);
    for line in lines.take_while(|line| line.end <= MOST_BYTES) {
        let words = text.get(line.clone())?.trim_end();
        let body = *start.get_or_insert(line.start)..line.start;
        match words {
            "" if body.is_empty() => return None,
            "+++" if toml => {
                return Some(Block { toml, closed: true, body, end: line.end });
            }
            "---" | "..." if !toml => {
                return Some(Block { toml, closed: true, body, end: line.end });
            }
            _ => end = line.end,
        }
    }
    Some(Block { toml, closed: false, body: start?..end, end })
}

/// The lines of `text` without their breaks: `\n`, `\r\n` and lone `\r`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = bytes.get(start..)?;
        let len = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = start + len.unwrap_or(rest.len());
        next = len.map(|len| match rest.get(len..len + 2) {
            Some(b"\r\n") => end + 2,
            _ => end + 1,
        });
        Some(start..end)
    })
}

fn toml(body: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = body.parse().ok()?;
    Some(table.into_iter().map(|(key, value)| (key, json(value))).collect())
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(time) => match time.date {
            Some(date) => date.to_string().into(),
            None => time.to_string().into(),
        },
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let fields = table.into_iter().map(|(key, value)| (key, json(value)));
            Value::Object(fields.collect())
        }
    }
}

/// Reads YAML, or lines that only look like it: `owner: @dev` is none.
fn yaml(body: &str) -> Option<Map<String, Value>> {
    if body.trim().is_empty() {
        return body.is_empty().then(Map::new);
    }
    let fields = |value| match value {
        Value::Object(all) => Some(all),
        _ => None,
    };
    let value = serde_saphyr::from_str_with_options(body, limits()).ok();
    let read = || key_lines(body).ok().filter(|all| !all.is_empty());
    let all = value.and_then(fields).or_else(read)?;
    all.keys().all(|key| key_lines::is_key(key)).then_some(all)
}

fn limits() -> serde_saphyr::Options {
    let mut repeats = AliasLimits::default();
    repeats.max_total_replayed_events = MOST_VALUES;
    repeats.max_replay_stack_depth = MOST_DEPTH;
    serde_saphyr::options! {
        // Otherwise `country: NO` is false.
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
        alias_limits: repeats,
        budget: serde_saphyr::budget! {
            max_depth: MOST_DEPTH,
            flow_nesting_limit: MOST_DEPTH,
            max_nodes: MOST_VALUES,
            max_aliases: 100,
            max_anchors: 100,
        },
    }
}

/// The remark on a block that is shown as text although it looks like settings.
fn note(text: &str, body: &str, block: &Block) -> Option<Diagnostic> {
    if !key_lines::looks_so(body) {
        return None;
    }
    let fence = if block.toml { "+++" } else { "---" };
    let first = lines(text).next().unwrap_or_default();
    let (range, message) = match key_lines(body) {
        Err(line) if block.closed && !block.toml => {
            let range = block.body.start + line.start..block.body.start + line.end;
            (range, "this line of the front matter cannot be read".to_owned())
        }
        _ if block.closed => (first, "the front matter cannot be read".to_owned()),
        _ => (first, format!("the front matter is not closed by `{fence}`")),
    };
    Some(Diagnostic {
        code: Code::FrontMatterUnreadable,
        range: Some(TextRange::new(range.start, range.end)),
        message,
        hint: Some("the block is shown as text and sets nothing".to_owned()),
    })
}
