//! `kenning build` and `kenning export`.

use super::args;
use super::failure::Failure;
use super::inputs;
use super::inputs::Gathered;
use super::out;
use super::out::{Out, Talk};
use super::plan::Plan;
use super::report;
use super::safe::safe_json;
use crate::build::{Drafts, Inputs, Put, Session, Version};
use crate::diag::{Finding, Severity};
use crate::disk;
use crate::disk::{Adopt, Target};
use crate::view;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Publishes the site.
pub(super) fn build(plan: &Plan, action: &args::Build) -> Result<u8, Failure> {
    let start = Instant::now();
    let adopt = if action.adopt { Adopt::Yes } else { Adopt::No };
    let output = action.output.clone();
    let target = Target { output, source: plan.source.clone(), adopt };
    let gathered = inputs::gather(plan)?;
    disk::check(&target)?;
    let count = gathered.folder.files.len();
    let version = version(plan, gathered)?;
    let mut findings = version.findings();
    tell(plan.out, &findings);
    let pages = AtomicUsize::new(0);
    let mut faults = Vec::new();
    let make = |put: Put<'_>| {
        faults = version.each_file(&|at, content| {
            pages.fetch_add(usize::from(is_page(at)), Ordering::Relaxed);
            put(at, content);
        });
    };
    let published = disk::publish(&target, &version.attachments(), make, || {
        plan.out.say("another build is publishing here; waiting for it");
    })?;
    tell(plan.out, &faults);
    findings.append(&mut faults);
    plan.out.say(&format!(
        "built {} pages from {} into {} in {:.2} s",
        pages.into_inner(),
        documents(count),
        action.output.display(),
        start.elapsed().as_secs_f64(),
    ));
    plan.out.detail(&format!(
        "{} files written, {} unchanged, {} removed, {} not ours left alone",
        published.written, published.kept, published.removed, published.foreign,
    ));
    Ok(u8::from(action.strict && is_doubtful(&findings)))
}

/// Prints everything understood.
pub(super) fn export(plan: &Plan) -> Result<u8, Failure> {
    let gathered = inputs::gather(plan)?;
    let export = Session::default().export(&whole(plan, &gathered)?);
    // Elsewhere the bytes are those of the published file.
    if std::io::stdout().is_terminal() {
        let text = safe_json(&String::from_utf8_lossy(&export));
        out::data(text.as_bytes())?;
    } else {
        out::data(&export)?;
    }
    Ok(0)
}

/// Prints the schema of the export.
pub(super) fn export_schema() -> Result<u8, Failure> {
    let schema = format!("{:#}\n", view::export_schema());
    out::data(schema.as_bytes()).map(|()| 0)
}

/// Reads and links once, from nothing.
pub(super) fn version(plan: &Plan, gathered: Gathered) -> Result<Version, Failure> {
    let inputs = whole(plan, &gathered)?;
    drop(gathered);
    Ok(Session::once(inputs))
}

/// The inputs of a build that is done once, without drafts.
///
/// # Errors
/// If there is no document.
pub(super) fn whole(plan: &Plan, gathered: &Gathered) -> Result<Inputs, Failure> {
    if gathered.folder.files.is_empty() {
        tell(plan.out, &gathered.folder.findings);
        return Err(Failure::NoDocuments(plan.source.clone()));
    }
    let past = disk::history(&plan.source);
    let (today, _) = gathered.today(plan);
    Ok(gathered.inputs(&past, today, Drafts::Hidden))
}

/// Reports findings on stderr: errors and warnings in full, the rest counted.
pub(super) fn tell(out: Out, findings: &[Finding]) {
    let least = match out.talk {
        Talk::Quiet => Severity::Error,
        Talk::Normal => Severity::Warning,
        Talk::Verbose => Severity::Info,
    };
    for finding in findings.iter().filter(|finding| finding.severity >= least) {
        out::report(&report::text::report(finding));
    }
    if out.talk == Talk::Normal
        && let Some(line) = report::remarks(findings)
    {
        out.say(&line);
    }
}

/// Reports errors and warnings on stderr.
pub(super) fn report(out: Out, findings: &[&Finding]) {
    let least = if out.talk == Talk::Quiet { Severity::Error } else { Severity::Warning };
    for finding in findings.iter().filter(|finding| finding.severity >= least) {
        out::report(&report::text::report(finding));
    }
}

/// A number of documents in words.
pub(super) fn documents(count: usize) -> String {
    if count == 1 { "1 document".to_owned() } else { format!("{count} documents") }
}

/// Whether the file at the address `at` is a page.
fn is_page(at: &str) -> bool {
    Path::new(at).extension().is_some_and(|end| end == "html")
}

/// Whether there is a warning or an error.
pub(super) fn is_doubtful(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity >= Severity::Warning)
}
