//! Findings as SARIF 2.1.0, which code scanning services read.

use super::super::safe::safe_json;
use crate::diag::{Code, Finding, Severity};
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// All findings as one document. Paths are relative to where kenning was started.
pub(in crate::cli) fn report(findings: &[Finding], source: &Path) -> String {
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    let codes: Vec<_> = codes.into_iter().collect();
    let rules: Vec<_> = codes.iter().map(|code| rule(*code)).collect();
    let results = findings.iter().map(|finding| {
        let index = codes.iter().position(|code| *code == finding.code);
        result(finding, source, index)
    });
    let results: Vec<_> = results.collect();
    let driver = json!({
        "name": "kenning",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    let mut report = safe_json(&serde_json::to_string_pretty(&log).unwrap_or_default());
    report.push('\n');
    report
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.word(),
        "shortDescription": { "text": code.about() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

/// `rule` is the place of its code among the rules.
fn result(finding: &Finding, source: &Path, rule: Option<usize>) -> Value {
    let path = match source.to_str() {
        Some(source) if source != "." => {
            format!("{}/{}", source.trim_end_matches('/'), finding.path)
        }
        _ => finding.path.clone(),
    };
    let message = match &finding.hint {
        Some(hint) => format!("{}; {hint}", finding.message),
        None => finding.message.clone(),
    };
    let region = json!({
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    });
    let artifact = json!({ "uri": uri(path.trim_start_matches("./")) });
    let place = json!({ "artifactLocation": artifact, "region": region });
    json!({
        "ruleId": finding.code.word(),
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": place }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
