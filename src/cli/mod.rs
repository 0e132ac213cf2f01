//! The command line: what was typed becomes a plan, and the plan is run.
//!
//! Data goes to stdout, talk to stderr. This module alone turns errors into words
//! and exit codes: 0 done, 1 findings, 2 kenning could not do its work.

mod args;
mod failure;
mod help;
mod inputs;
mod out;
mod panics;
mod plan;
mod preview;
mod safe;

mod build;
mod check;
mod explain;
mod fix;
mod init;
mod man;
mod new;
mod query;
mod report;
mod serve;

use args::{Args, Command};
use clap::CommandFactory;
use clap::Parser;
use clap::error::ErrorKind;
use failure::Failure;
use out::Out;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command line `arguments`, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(panics::caught(|| code(arguments)))
}

fn code(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let args = match Args::try_parse_from(&typed) {
        Ok(args) => args,
        Err(error) => return usage(&error, &typed),
    };
    let out = Out::new(&args.global);
    match command(args, out) {
        Ok(code) => code,
        Err(Failure::Config(finding)) => {
            out::report(&report::text::report(&finding));
            2
        }
        Err(failure) => {
            out::error(&failure.to_string());
            2
        }
    }
}

fn command(args: Args, out: Out) -> Result<u8, Failure> {
    if let Command::Completions { shell } = args.command {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Args::command(), "kenning", &mut script);
        return out::data(&script).map(|()| 0);
    }
    if let Command::Man { command } = &args.command {
        return man::man(command.as_deref());
    }
    if let Command::Export(args::Export { schema: true, .. }) = args.command {
        return build::export_schema();
    }
    if let Command::Init(action) = &args.command {
        plan::enter(args.global.directory)?;
        return init::init(action, out);
    }
    let plan = plan::plan(args, out)?;
    if inputs::leaves_settings_aside(&plan) {
        out.say("`kenning.toml` here is not used: the content lies elsewhere (`--config kenning.toml` names it)");
    }
    match &plan.action {
        plan::Action::Build(action) => build::build(&plan, action),
        plan::Action::Serve(action) => serve::serve(&plan, action),
        plan::Action::Check(action) => check::check(&plan, action),
        plan::Action::Export => build::export(&plan),
        plan::Action::Explain(action) => explain::explain(&plan, action),
        plan::Action::Query(action) => query::query(&plan, action),
        plan::Action::Fix(action) => fix::fix(&plan, action),
        plan::Action::New(action) => new::new(&plan, action),
    }
}

/// Help goes where it was asked for; a mistake is one line.
fn usage(error: &clap::Error, typed: &[OsString]) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever closed the pipe has read enough.
            let _ = error.print();
            0
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            2
        }
        _ => {
            out::error(&mistake(&error.render().to_string(), typed));
            2
        }
    }
}

/// The first paragraph of clap's message and its tips, as one line.
fn mistake(rendered: &str, typed: &[OsString]) -> String {
    let mut lines = rendered.lines().map(str::trim);
    let first: Vec<_> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let first = first.join(" ");
    let tips = lines.filter_map(|line| line.strip_prefix("tip: "));
    let mut message = first.strip_prefix("error: ").unwrap_or(&first).to_owned();
    for tip in tips {
        message.push_str("; ");
        message.push_str(tip);
    }
    let known = Args::command();
    let mut words = typed.iter().skip(1).filter_map(|word| word.to_str());
    let command = words.find(|word| known.find_subcommand(word).is_some());
    let command = command.map(|name| format!(" {name}")).unwrap_or_default();
    format!("{message}; `kenning{command} --help` tells more")
}
