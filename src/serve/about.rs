//! What the preview's own script is told about a page: what is served, what went wrong,
//! what was understood. Only pages of the preview itself may ask.

use super::Shown;
use crate::diag::Finding;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Why the site that is shown is not the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// One sentence.
    pub message: String,
    /// Its place, where a file has one.
    pub finding: Option<Finding>,
}

/// The answer about the page at `path`, an object of JSON.
pub(super) fn about(path: &str, shown: &Shown) -> String {
    let mut fields = shown.site.as_ref().map_or_else(Map::new, |site| {
        let candidates =
            [path.to_owned(), format!("{path}.html"), format!("{path}index.html")];
        let known = |fields: &Map<String, Value>| fields.contains_key("path");
        let mut told = candidates.iter().map(|at| site.about(at));
        let first = told.next().unwrap_or_default();
        if known(&first) { first } else { told.find(known).unwrap_or(first) }
    });
    fields.insert("version".to_owned(), json!(shown.version.to_string()));
    fields.insert("number".to_owned(), json!(shown.version - shown.first + 1));
    let age = u64::try_from(shown.since.elapsed().as_millis()).ok();
    fields.insert("age".to_owned(), json!(age));
    let trouble = shown.trouble.as_ref().map(|trouble| {
        let at = trouble.finding.as_ref().map(finding);
        json!({ "message": trouble.message, "at": at })
    });
    fields.insert("trouble".to_owned(), json!(trouble));
    Value::from(fields).to_string()
}

/// A finding with the line of the file that it is about.
pub(super) fn finding(finding: &Finding) -> Value {
    json!({
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "excerpt": finding.excerpt,
        "width": if finding.end_line == finding.line {
            finding.end_column.saturating_sub(finding.column).max(1)
        } else {
            1
        },
    })
}
