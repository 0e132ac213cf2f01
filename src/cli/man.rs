//! `kenning man`.

use super::args::Args;
use super::failure::Failure;
use super::out;
use clap::Command;
use clap::CommandFactory;
use clap_mangen::Man;

/// Prints a manual page in the form of `man`: of kenning, or of one command.
pub(super) fn man(name: Option<&str>) -> Result<u8, Failure> {
    let mut all = Args::command().disable_help_subcommand(true);
    // Gives each command the options of all and its full name.
    all.build();
    let command = match name {
        None => all,
        Some(name) => command(&all, name)?,
    };
    let mut page = Vec::new();
    let source = concat!("kenning ", env!("CARGO_PKG_VERSION"));
    Man::new(command).source(source).render(&mut page).map_err(Failure::Stdout)?;
    out::data(&page).map(|()| 0)
}

fn command(all: &Command, name: &str) -> Result<Command, Failure> {
    if let Some(found) = all.find_subcommand(name) {
        return Ok(found.clone());
    }
    let names = all.get_subcommands().map(Command::get_name);
    let scored = names.map(|other| (strsim::jaro_winkler(name, other), other));
    let best =
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score > 0.8);
    Err(Failure::NoManual(name.to_owned(), best.map(|(_, other)| other.to_owned())))
}
