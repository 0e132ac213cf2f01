//! Remarks get their places and severities.

use crate::config::Config;
use crate::config::Level;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::source::Source;
use crate::text::TextRange;

/// The findings of one site while they are collected.
pub(super) struct Findings {
    pub(super) all: Vec<Finding>,
}

/// What is said about one place.
pub(super) struct Remark {
    /// Which check spoke.
    pub(super) code: Code,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: Option<String>,
}

impl Findings {
    pub(super) fn new(before: Vec<Finding>) -> Self {
        Self { all: before }
    }

    pub(super) fn add(&mut self, finding: Finding) {
        self.all.push(finding);
    }

    /// Counts the places of the remarks about one document.
    pub(super) fn notes(&mut self, source: &Source, notes: &[Diagnostic]) {
        for note in notes {
            let Diagnostic { code, range, message, hint } = note.clone();
            self.at(source, range, Remark { code, message, hint });
        }
    }

    /// A remark about `range`, or about the whole document.
    pub(super) fn at(
        &mut self,
        source: &Source,
        range: Option<TextRange>,
        remark: Remark,
    ) {
        let Remark { code, message, hint } = remark;
        let mut finding = Finding::of_file(&source.path, code, message, hint);
        if let Some(range) = range {
            let (from, to) = (source.place(range.start), source.end_place(range.end));
            (finding.line, finding.column) = (from.line, from.column);
            (finding.end_line, finding.end_column) = (to.line, to.column);
            finding.excerpt = Some(source.excerpt(range.start).to_owned());
        }
        self.all.push(finding);
    }

    /// All of them by path and place, with the severities that are configured.
    pub(super) fn finish(self, config: &Config) -> Vec<Finding> {
        levelled(self.all, config)
    }
}

/// The findings by path and place, each once, with the severities that `[check]`
/// gives; those turned off are gone.
pub fn levelled(findings: Vec<Finding>, config: &Config) -> Vec<Finding> {
    let level = |mut finding: Finding| {
        match config.check.get(finding.code.word()) {
            Some(Level::Off) => return None,
            Some(Level::Info) => finding.severity = Severity::Info,
            Some(Level::Warning) => finding.severity = Severity::Warning,
            Some(Level::Error) => finding.severity = Severity::Error,
            None => {}
        }
        Some(finding)
    };
    let mut findings: Vec<Finding> = findings.into_iter().filter_map(level).collect();
    findings.sort();
    findings.dedup();
    findings
}
