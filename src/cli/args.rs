//! What can be typed.

use crate::text::Day;
use clap::Args as Group;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap_complete::Shell;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  kenning serve                  preview the notes here, with live reload
  kenning build notes -o site    publish the folder notes into the folder site
  kenning check --format github  findings as annotations of a pull request
  kenning export                 everything understood, as JSON
  kenning explain a.md:12        why kenning read line 12 of a.md as it did

Without SOURCE the folder `content` is read, else `docs`, else this one.";

/// Publishes a folder of plain Markdown as a cross-linked site.
///
/// kenning reads documents as they lie, finds owners, dates, sprints, tickets,
/// action items, learnings, debts, decisions and risks in them, and links it all.
#[derive(Debug, Parser)]
#[command(name = "kenning", version, after_help = EXAMPLES, max_term_width = 90)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: Global,
}

/// What every command understands.
#[derive(Debug, Group)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Work as if started in DIR
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) directory: Option<PathBuf>,
    /// Settings, instead of `kenning.toml` in the project folder
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// The day to build for, else that of `SOURCE_DATE_EPOCH`, the settings or the
    /// clock
    #[arg(long, value_name = "YYYY-MM-DD", global = true)]
    pub(super) today: Option<Day>,
    /// Theme folder, laid over the built-in one
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) theme: Option<PathBuf>,
    /// How many threads work at once [default: one a processor]
    #[arg(long, value_name = "N", global = true)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say everything
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Publish the site
    #[command(after_help = BUILD)]
    Build(Build),
    /// Preview the site with live reload
    #[command(after_help = SERVE)]
    Serve(Serve),
    /// Print what is wrong with the documents
    #[command(after_help = CHECK)]
    Check(Check),
    /// Print everything understood, as one JSON document
    Export(Export),
    /// Tell how each fact of a document, or of one line of it, was read
    #[command(after_help = EXPLAIN)]
    Explain(Explain),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

const BUILD: &str = "\
The new site replaces the old one in one step. Files in OUTPUT that kenning did not
make stay; a folder that is not empty and not kenning's is refused.

Exit status: 0 a complete new site is in place, 1 so too but `--strict` found
warnings, 2 nothing was published.";

const SERVE: &str = "\
The address is printed once it answers. Nothing is written anywhere. While the
content is broken or away, the last good site stays.";

const CHECK: &str = "\
Exit status: 0 no error (with `--strict`: no warning either), 1 findings, 2 the
content could not be read.";

const EXPLAIN: &str = "\
Of each fact it tells what was read, from which words (line:column-end), by which rule
and how sure it is: written (the item says so), inherited (a heading above says so),
derived (it follows from something written) or guessed. Then it lists what was not read
and why, and what to write, in the text or in `kenning.toml`, where a fact is wrong.

Examples:
  kenning explain content/reports/week-21.md      everything read in this document
  kenning explain content/reports/week-21.md:14   the item or section at line 14
  kenning explain reports/week-21.md:14:3         as findings name the place
  kenning explain notes.md --json | jq '.facts[] | select(.basis == \"guessed\")'

Exit status: 0 done, 2 there is no such file or line, or the file is not read.";

/// Where the documents are.
#[derive(Clone, Debug, Group)]
pub(super) struct Source {
    /// Folder of Markdown [default: `content`, `docs` or this one]
    pub(super) source: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) source: Source,
    /// Folder to publish into
    #[arg(short, long, value_name = "DIR", default_value = "public")]
    pub(super) output: PathBuf,
    /// Take over an OUTPUT that is not empty; what lies in it stays
    #[arg(long)]
    pub(super) adopt: bool,
    /// Exit with 1 if there are errors or warnings
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Group)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) source: Source,
    /// Name or address to listen on; others than this machine's let the network in
    #[arg(long, default_value = "127.0.0.1")]
    pub(super) host: String,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 4000)]
    pub(super) port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show documents marked `draft`
    #[arg(long)]
    pub(super) drafts: bool,
    /// Look for changes from time to time, for network disks
    #[arg(long)]
    pub(super) poll: bool,
    /// What "Open in editor" opens: vscode, idea, zed, or an address with {path} and
    /// {line} in it
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    pub(super) editor: String,
}

#[derive(Debug, Group)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) source: Source,
    /// How to print findings
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Group)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) source: Source,
    /// Print the JSON Schema of the document instead; reads nothing
    #[arg(long)]
    pub(super) schema: bool,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// A document, from here or from SOURCE, and perhaps a line of it
    #[arg(value_name = "FILE[:LINE]")]
    pub(super) place: String,
    /// Folder of Markdown [default: `content`, `docs` or this one]
    #[arg(long, value_name = "SOURCE")]
    pub(super) source: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    pub(super) json: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the line of the file
    #[default]
    Text,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations for GitHub Actions
    Github,
}
