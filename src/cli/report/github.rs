//! Findings as annotations of a pull request (GitHub's "workflow commands").

use super::super::safe::safe;
use crate::diag::{Finding, Severity};
use std::path::Path;

/// All findings, a line each. GitHub wants paths below the repository, so those of
/// documents get the content folder's in front.
pub(in crate::cli) fn report(findings: &[Finding], source: &Path) -> String {
    findings.iter().map(|finding| line(finding, source)).collect()
}

fn line(finding: &Finding, source: &Path) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = match source.to_str() {
        Some(source) if source != "." => {
            format!("{}/{}", source.trim_end_matches('/'), finding.path)
        }
        _ => finding.path.clone(),
    };
    let mut message = finding.message.clone();
    if let Some(hint) = &finding.hint {
        message.push_str("; ");
        message.push_str(hint);
    }
    format!(
        "::{level} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
        property(path.trim_start_matches("./")),
        finding.line,
        finding.column,
        finding.end_line,
        finding.end_column,
        finding.code.word(),
        value(&message),
    )
}

fn value(text: &str) -> String {
    safe(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_the_command() {
        assert_eq!(property("a,b:c%\n::d"), "a%2Cb%3Ac%25␊%3A%3Ad");
    }
}
