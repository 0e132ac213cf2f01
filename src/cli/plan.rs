//! What is meant by what was typed.

use super::args;
use super::args::{Args, Command};
use super::failure::Failure;
use super::out::Out;
use crate::disk;
use crate::text::Day;
use std::path::Path;
use std::path::PathBuf;

/// What to do, and with what.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) action: Action,
    /// The content folder.
    pub(super) source: PathBuf,
    /// Never read, though it may lie in the content.
    pub(super) output: PathBuf,
    /// A configuration that was named.
    pub(super) config: Option<PathBuf>,
    /// A theme that was named.
    pub(super) theme: Option<PathBuf>,
    pub(super) today: Fixed,
    pub(super) out: Out,
}

/// The day that was set from outside.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fixed {
    /// On the command line or in the environment.
    Day(Day),
    /// Neither.
    Nowhere,
}

#[derive(Debug)]
pub(super) enum Action {
    Build(args::Build),
    Serve(args::Serve),
    Check(args::Check),
    Export,
    Explain(args::Explain),
    Query(args::Query),
    Fix(args::Fix),
    New(args::New),
}

/// Turns what was typed into what is meant.
pub(super) fn plan(args: Args, out: Out) -> Result<Plan, Failure> {
    let global = args.global;
    enter(global.directory)?;
    if let Some(jobs) = global.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get());
        pool.build_global().map_err(|_| Failure::Threads)?;
    }
    let (action, source) = match args.command {
        Command::Build(build) => {
            let source = build.source.clone();
            (Action::Build(build), source)
        }
        Command::Serve(serve) => {
            let source = serve.source.clone();
            (Action::Serve(serve), source)
        }
        Command::Check(check) => {
            let source = check.source.clone();
            (Action::Check(check), source)
        }
        Command::Export(export) => (Action::Export, export.source),
        Command::Explain(explain) => {
            let source = args::Source { source: explain.source.clone() };
            (Action::Explain(explain), source)
        }
        Command::Fix(fix) => {
            let source = fix.source.clone();
            (Action::Fix(fix), source)
        }
        Command::Query(query) => {
            let source = query.source.clone();
            (Action::Query(query), source)
        }
        Command::New(new) => {
            let source = new.source.clone().or_else(|| Some(home()));
            (Action::New(new), args::Source { source })
        }
        // Answered before a plan was needed.
        Command::Completions { .. } | Command::Man { .. } | Command::Init(_) => {
            return Err(Failure::NothingHere);
        }
    };
    let output = match &action {
        Action::Build(build) => build.output.clone(),
        _ => PathBuf::from("public"),
    };
    let source = match source.source {
        Some(source) => source,
        None => found(&output, out)?,
    };
    let today = fixed_day(global.today)?;
    let (config, theme) = (global.config, global.theme);
    Ok(Plan { action, source, output, config, theme, today, out })
}

/// Goes to the folder of `-C`.
pub(super) fn enter(folder: Option<PathBuf>) -> Result<(), Failure> {
    let Some(folder) = folder else { return Ok(()) };
    std::env::set_current_dir(&folder).map_err(|error| Failure::Directory(folder, error))
}

/// The folder for a new document when none is named.
fn home() -> PathBuf {
    usual().unwrap_or(Path::new(".")).to_path_buf()
}

fn usual() -> Option<&'static Path> {
    ["content", "docs"].map(Path::new).into_iter().find(|folder| folder.is_dir())
}

/// The folder that is read when none is named.
fn found(output: &Path, out: Out) -> Result<PathBuf, Failure> {
    let source = match usual() {
        Some(folder) => folder,
        None if disk::holds_documents(Path::new("."), output) => Path::new("."),
        None => return Err(Failure::NothingHere),
    };
    let name = if source == Path::new(".") { "this folder" } else { "folder" };
    out.say(&format!("reading {name} `{}`", source.display()));
    Ok(source.to_path_buf())
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn fixed_day(typed: Option<Day>) -> Result<Fixed, Failure> {
    if let Some(day) = typed {
        return Ok(Fixed::Day(day));
    }
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(Fixed::Nowhere) };
    let seconds = text.trim().parse().ok();
    let day = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match day {
        Some(time) => Ok(Fixed::Day(time.to_zoned(jiff::tz::TimeZone::UTC).date())),
        None => Err(Failure::Epoch(text)),
    }
}

/// Today by the clock, in UTC: no time zone reaches the output.
pub(super) fn clock() -> Day {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
