//! Everything that is printed goes through here.

use super::args::{Color, Global};
use super::failure::Failure;
use super::safe::safe;
use anstream::ColorChoice;
use std::io;
use std::io::Write;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Talk {
    /// Errors only.
    Quiet,
    /// What matters.
    Normal,
    /// Everything.
    Verbose,
}

/// Where data and talk go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Out {
    /// How much is said.
    pub(super) talk: Talk,
}

impl Out {
    /// As the command line asks.
    pub(super) fn new(global: &Global) -> Self {
        match global.color {
            Color::Auto => {}
            Color::Always => ColorChoice::Always.write_global(),
            Color::Never => ColorChoice::Never.write_global(),
        }
        let talk = match (global.quiet, global.verbose) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Normal,
        };
        Self { talk }
    }

    /// Says something, one line.
    pub(super) fn say(self, text: &str) {
        if self.talk > Talk::Quiet {
            to_stderr(&format!("{}\n", safe(text)));
        }
    }

    /// Says something that is only wanted with `-v`, one line.
    pub(super) fn detail(self, text: &str) {
        if self.talk > Talk::Normal {
            self.say(text);
        }
    }
}

/// Writes data to stdout.
///
/// # Errors
/// If it cannot be written. A reader who has read enough is no error.
pub(super) fn data(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Stdout(error))
        }
        _ => Ok(()),
    }
}

/// Writes to stderr what the caller has made safe, such as reports in several lines.
pub(super) fn report(text: &str) {
    to_stderr(text);
}

/// Says that something failed, one line.
pub(super) fn error(text: &str) {
    to_stderr(&format!("\u{1b}[1;31merror\u{1b}[0m: {}\n", safe(text)));
}

fn to_stderr(text: &str) {
    let mut out = anstream::stderr().lock();
    // There is nobody left to tell.
    let _ = out.write_all(text.as_bytes());
}
