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
use crate::build::{Built, Drafts, Inputs, Session};
use crate::diag::{Finding, Severity};
use crate::disk;
use crate::disk::{Adopt, Target};
use crate::view;
use std::io::IsTerminal;
use std::time::Instant;

/// Publishes the site.
pub(super) fn build(plan: &Plan, action: &args::Build) -> Result<u8, Failure> {
    let start = Instant::now();
    let adopt = if action.adopt { Adopt::Yes } else { Adopt::No };
    let output = action.output.clone();
    let target = Target { output, source: plan.source.clone(), adopt };
    let gathered = inputs::gather(plan)?;
    disk::check(&target)?;
    let built = built(plan, &gathered)?;
    tell(plan.out, &built.findings);
    let published = disk::publish(&target, &built, || {
        plan.out.say("another build is publishing here; waiting for it");
    })?;
    plan.out.say(&format!(
        "built {} pages from {} into {} in {:.2} s",
        pages(&built),
        documents(gathered.folder.files.len()),
        action.output.display(),
        start.elapsed().as_secs_f64(),
    ));
    plan.out.detail(&format!(
        "{} files written, {} unchanged, {} removed, {} not ours left alone",
        published.written, published.kept, published.removed, published.foreign,
    ));
    Ok(u8::from(action.strict && is_doubtful(&built.findings)))
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

/// Builds once, from nothing.
pub(super) fn built(plan: &Plan, gathered: &Gathered) -> Result<Built, Failure> {
    Ok(Session::default().build(&whole(plan, gathered)?))
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

/// How many pages a site has.
pub(super) fn pages(built: &Built) -> usize {
    let is_page = |at: &&String| {
        std::path::Path::new(at).extension().is_some_and(|end| end == "html")
    };
    built.files.keys().filter(is_page).count()
}

/// Whether there is a warning or an error.
pub(super) fn is_doubtful(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity >= Severity::Warning)
}
