//! The deciders that the front matter of a decision record names.

use crate::model::Ownership;
use crate::model::Role;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::values::names;
use serde_json::Value;

/// The owners under a key such as `decision-makers`; the first leads.
pub(super) fn deciders(cx: Context<'_>) -> Vec<Ownership> {
    let fields = cx.source.meta.all.iter();
    let decides = |key: &str| {
        let words = key.replace(['-', '_'], " ");
        cx.lexicon.labels.exact(&words) == Some(Label::Owner)
    };
    let values = fields.filter(|(key, _)| decides(key)).map(|(_, value)| value);
    let mut found: Vec<Ownership> = Vec::new();
    for text in values.flat_map(texts) {
        for name in text.split([',', ';']) {
            let who = name.split('(').next().unwrap_or_default().trim();
            let who = who.trim_start_matches('@');
            if names::is_name(who, cx.lexicon) {
                let role = if found.is_empty() { Role::Lead } else { Role::Share };
                let (who, range) = (who.to_owned(), TextRange::default());
                found.push(Ownership { who, role, duty: None, range });
            }
        }
    }
    found
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
