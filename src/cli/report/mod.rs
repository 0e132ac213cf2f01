//! Findings, printed: one form a file.

pub(super) mod github;
pub(super) mod json;
pub(super) mod sarif;
pub(super) mod text;

use crate::diag::{Finding, Severity};
use std::collections::BTreeMap;

/// How many findings there are of each severity: `2 errors, 1 warning, 5 remarks`.
pub(super) fn summary(findings: &[Finding]) -> String {
    let words = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "remark", "remarks"),
    ];
    let mut parts = Vec::new();
    for (severity, one, many) in words {
        match count(findings, severity) {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            n => parts.push(format!("{n} {many}")),
        }
    }
    if parts.is_empty() { "nothing to remark".to_owned() } else { parts.join(", ") }
}

/// How many findings have this severity.
pub(super) fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

/// The remarks in one line: `12 remarks (no-owner 9, orphan 3)`; `None` without any.
pub(super) fn remarks(findings: &[Finding]) -> Option<String> {
    let infos: Vec<_> =
        findings.iter().filter(|finding| finding.severity == Severity::Info).collect();
    let mut by_code = BTreeMap::new();
    for finding in &infos {
        *by_code.entry(finding.code.word()).or_insert(0_usize) += 1;
    }
    let list: Vec<_> =
        by_code.iter().map(|(word, count)| format!("{word} {count}")).collect();
    let word = if infos.len() == 1 { "remark" } else { "remarks" };
    let line = format!(
        "{} {word} ({}); `kenning check` prints them",
        infos.len(),
        list.join(", ")
    );
    (!infos.is_empty()).then_some(line)
}
