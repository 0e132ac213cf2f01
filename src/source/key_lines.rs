//! Reads `key: value` line by line, as people write it who do not think of YAML.

use super::front_matter::lines;
use serde_json::{Map, Value};
use std::ops::Range;

/// The fields of `body`: `key: value`, `key: [a, b]`, or `key:` above lines of
/// `- value`; lines with `#` are remarks. Of one key said twice the first counts.
///
/// # Errors
///
/// Where the first line lies that is none of these.
pub(super) fn key_lines(body: &str) -> Result<Map<String, Value>, Range<usize>> {
    let mut all = Map::new();
    let mut list: Option<String> = None;
    for range in lines(body) {
        let line = body.get(range.clone()).unwrap_or_default();
        let entry = line.trim().strip_prefix('-').filter(|rest| rest.starts_with(' '));
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let (Some(entry), Some(key)) = (entry, &list) {
            if let Some(Value::Array(values)) = all.get_mut(key) {
                values.push(plain(entry));
            }
            continue;
        }
        let (key, rest) = field(line).filter(|(_, rest)| is_closed(rest)).ok_or(range)?;
        list = rest.is_empty().then(|| key.to_owned());
        let empty = Value::Array(Vec::new());
        all.entry(key)
            .or_insert_with(|| if rest.is_empty() { empty } else { value(rest) });
    }
    Ok(all)
}

/// Whether most lines of `body` are fields.
pub(super) fn looks_so(body: &str) -> bool {
    let (mut fields, mut others) = (0, 0);
    for range in lines(body) {
        let line = body.get(range).unwrap_or_default();
        let sign = |c: char| c.is_whitespace() || c == '-';
        match field(line).is_some() || toml_field(line) {
            true => fields += 1,
            false if line.trim().is_empty() || line.starts_with(sign) => {}
            false => others += 1,
        }
    }
    fields > others
}

/// Whether `key` names a setting, and is no sentence before a colon.
pub(super) fn is_key(key: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || " _-.@$/".contains(c);
    (1..=40).contains(&key.len())
        && key.chars().all(fits)
        && key.starts_with(|c: char| c.is_alphanumeric() || "_@$".contains(c))
        && key.split(' ').count() <= 3
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(':')?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
    let key = key.trim_end();
    (ends && is_key(key)).then(|| (key, rest.trim()))
}

/// Whether a value that opens a bracket or a quotation ends with its other half.
fn is_closed(value: &str) -> bool {
    let pairs = [('[', ']'), ('{', '}'), ('"', '"'), ('\'', '\'')];
    let pair = pairs.iter().find(|(open, _)| value.starts_with(*open));
    pair.is_none_or(|(_, close)| value.len() > 1 && value.ends_with(*close))
}

fn toml_field(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_key(key.trim_end()))
}

fn value(text: &str) -> Value {
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) if !inner.contains(['[', ']']) => {
            let entries = inner.split(',').map(str::trim).filter(|it| !it.is_empty());
            entries.map(plain).collect()
        }
        _ => plain(text),
    }
}

fn plain(text: &str) -> Value {
    let text = text.trim();
    let inside = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    match inside('"').or_else(|| inside('\'')) {
        Some(inner) => inner.into(),
        None if text == "true" => true.into(),
        None if text == "false" => false.into(),
        None => text.into(),
    }
}
