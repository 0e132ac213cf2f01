//! What can be typed.

use super::help;
use crate::text::{Day, Moment};
use crate::view::query::{DocKind, Priority, Status};
use clap::Args as Group;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Publishes a folder of plain Markdown as a cross-linked site.
///
/// kenning reads documents as they lie, finds owners, dates, sprints, tickets,
/// action items, learnings, debts, decisions and risks in them, and links it all.
#[derive(Debug, Parser)]
#[command(name = "kenning", version, after_help = help::EXAMPLES, max_term_width = 90)]
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
    #[command(after_help = help::BUILD)]
    Build(Build),
    /// Preview the site with live reload
    #[command(after_help = help::SERVE)]
    Serve(Serve),
    /// Print what is wrong with the documents
    #[command(after_help = help::CHECK)]
    Check(Check),
    /// Print everything understood, as one JSON document
    #[command(after_help = help::EXPORT)]
    Export(Export),
    /// Tell how each fact of a document, or of one line of it, was read
    #[command(after_help = help::EXPLAIN)]
    Explain(Explain),
    /// List actions, debts, decisions, learnings, risks, questions, people or tickets
    #[command(after_help = help::QUERY)]
    Query(Query),
    /// Show what is damaged in the encoding of documents, or mend it
    #[command(after_help = help::FIX)]
    Fix(Fix),
    /// Write commented settings and a recipe for continuous integration
    #[command(after_help = help::INIT)]
    Init(Init),
    /// Write a new document that kenning reads back as what it says
    #[command(after_help = help::NEW)]
    New(New),
    /// Print completions for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of kenning, or of one command
    #[command(after_help = help::MAN)]
    Man {
        /// A command
        command: Option<String>,
    },
}

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

/// What `query` lists.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Subject {
    Actions,
    Debts,
    Decisions,
    Learnings,
    Risks,
    Questions,
    People,
    Tickets,
}

#[derive(Debug, Group)]
pub(super) struct Query {
    /// What to list
    pub(super) subject: Subject,
    #[command(flatten)]
    pub(super) source: Source,
    /// Owned by NAME; `none` is without an owner
    #[arg(long, value_name = "NAME")]
    pub(super) owner: Vec<String>,
    /// In this state; `none` is without a stated one
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = states())]
    pub(super) status: Vec<String>,
    /// Of this priority; `none` is without a stated one
    #[arg(long, value_name = "PRIORITY", value_delimiter = ',', value_parser = priorities())]
    pub(super) priority: Vec<String>,
    /// Of a sprint or another period, such as `Sprint 4`
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Vec<String>,
    /// In documents of this kind; also task or action, and person, role or team
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = sorts())]
    pub(super) kind: Vec<String>,
    /// Mentioned on this day, in this month or later
    #[arg(long, value_name = "DAY", value_parser = moment)]
    pub(super) since: Option<Moment>,
    /// Mentioned on this day, in this month or earlier
    #[arg(long, value_name = "DAY", value_parser = moment)]
    pub(super) until: Option<Moment>,
    /// With all these words in its title or text
    #[arg(long, value_name = "WORDS")]
    pub(super) text: Vec<String>,
    /// Print a JSON array instead of a table
    #[arg(long)]
    pub(super) json: bool,
}

fn states() -> PossibleValuesParser {
    PossibleValuesParser::new(Status::ALL.iter().map(|it| it.word()).chain(["none"]))
}

fn priorities() -> PossibleValuesParser {
    PossibleValuesParser::new(Priority::ALL.iter().map(|it| it.word()).chain(["none"]))
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(DocKind::ALL.iter().map(|it| it.word()))
}

fn sorts() -> PossibleValuesParser {
    let others = ["task", "action", "risk", "question", "person", "role", "team"];
    PossibleValuesParser::new(DocKind::ALL.iter().map(|it| it.word()).chain(others))
}

fn moment(text: &str) -> Result<Moment, &'static str> {
    let moment = Moment::parse(text).filter(|moment| moment.span().is_some());
    moment.ok_or("a day such as 2026-03-20, a month 2026-03, a quarter 2026-Q1 or a year")
}

/// Whose continuous integration a recipe is for.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Ci {
    #[default]
    Github,
    Gitlab,
}

#[derive(Debug, Group)]
pub(super) struct Init {
    /// The project folder [default: this one]
    #[arg(value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// Whose continuous integration the recipe is for
    #[arg(long, default_value = "github")]
    pub(super) ci: Ci,
}

#[derive(Debug, Group)]
pub(super) struct New {
    /// What the document is
    #[arg(value_parser = kinds())]
    pub(super) kind: String,
    /// Its title
    #[arg(required = true)]
    pub(super) title: Vec<String>,
    /// Who it is about or by: owner, author, attendee or decider, as its kind has it
    #[arg(long, value_name = "NAME")]
    pub(super) owner: Vec<String>,
    /// The sprint or other period that it is about
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<String>,
    /// Folder below SOURCE that it goes to
    #[arg(long, value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Folder of Markdown [default: `content`, `docs` or this one]
    #[arg(long, value_name = "SOURCE")]
    pub(super) source: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Fix {
    #[command(flatten)]
    pub(super) source: Source,
    /// Mend the documents instead of showing a diff
    #[arg(long)]
    pub(super) write: bool,
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
