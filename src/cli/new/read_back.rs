//! Reads a new document back, and states what its words alone do not tell.

use super::form::Paper;
use crate::build::{Drafts, Inputs, Session};
use crate::config::Config;
use crate::text::DocPath;
use crate::theme::Theme;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The text, with front matter for what is read otherwise than it was meant.
pub(super) fn settled(
    text: &str,
    paper: &Paper<'_>,
    path: &DocPath,
    config: &Config,
) -> String {
    let read = read(text, paper, path, config);
    let date = paper.date.to_string();
    let meant = [("title", paper.title), ("kind", paper.kind), ("date", &date)];
    let wrong =
        meant.iter().filter(|(key, meant)| read.get(*key) != Some(&Value::from(*meant)));
    // A string of JSON is one of YAML.
    let lines: Vec<_> =
        wrong.map(|(key, meant)| format!("{key}: {}", Value::from(*meant))).collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    format!("---\n{}\n---\n\n{text}", lines.join("\n"))
}

/// The document as the export has it.
fn read(text: &str, paper: &Paper<'_>, path: &DocPath, config: &Config) -> Value {
    let inputs = Inputs {
        files: BTreeMap::from([(path.clone(), Arc::from(text.as_bytes()))]),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: config.clone(),
        theme: Arc::new(Theme::built_in()),
        today: paper.date,
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    };
    let export = Session::default().export(&inputs);
    let mut export: Value = serde_json::from_slice(&export).unwrap_or_default();
    export.pointer_mut("/documents/0").map(Value::take).unwrap_or_default()
}
