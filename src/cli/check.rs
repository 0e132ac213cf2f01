//! `kenning check`.

use super::args::{Check, Format};
use super::build::{is_doubtful, version};
use super::failure::Failure;
use super::inputs;
use super::out;
use super::plan::Plan;
use super::report;
use crate::build::Version;
use crate::diag::{Finding, Severity};

/// Prints the findings on stdout; writes nothing.
pub(super) fn check(plan: &Plan, action: &Check) -> Result<u8, Failure> {
    let findings = match inputs::gather(plan) {
        Ok(gathered) => findings(&version(plan, gathered)?),
        // Settings that cannot be used are a finding like any other.
        Err(Failure::Config(finding)) => vec![*finding],
        Err(failure) => return Err(failure),
    };
    out::data(print(&findings, action.format, plan).as_bytes())?;
    if action.format == Format::Text {
        plan.out.say(&report::summary(&findings));
    }
    let has_error = report::count(&findings, Severity::Error) > 0;
    Ok(u8::from(has_error || action.strict && is_doubtful(&findings)))
}

/// What was found in reading, linking and making every file, by path and place.
fn findings(version: &Version) -> Vec<Finding> {
    let mut findings = version.findings();
    findings.extend(version.each_file(&|_, _| {}));
    findings.sort();
    findings
}

fn print(findings: &[Finding], format: Format, plan: &Plan) -> String {
    match format {
        Format::Text => findings.iter().map(report::text::report).collect(),
        Format::Json => report::json::report(findings),
        Format::Sarif => report::sarif::report(findings, &plan.source),
        Format::Github => report::github::report(findings, &plan.source),
    }
}
