//! Findings for programs: one JSON object a line.

use super::super::safe::safe_json;
use crate::diag::Finding;

/// All findings, a line each.
pub(in crate::cli) fn report(findings: &[Finding]) -> String {
    let mut report = String::new();
    for finding in findings {
        report.push_str(&safe_json(&serde_json::to_string(finding).unwrap_or_default()));
        report.push('\n');
    }
    report
}
