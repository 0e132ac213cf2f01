//! What can be typed.

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

const EXAMPLES: &str = "\
Examples:
  kenning serve                  preview the notes here, with live reload
  kenning build notes -o site    publish the folder notes into the folder site
  kenning check --format github  findings as annotations of a pull request
  kenning export                 everything understood, as JSON
  kenning explain a.md:12        why kenning read line 12 of a.md as it did
  kenning query actions --status open --owner Ines

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
    #[command(after_help = EXPORT)]
    Export(Export),
    /// Tell how each fact of a document, or of one line of it, was read
    #[command(after_help = EXPLAIN)]
    Explain(Explain),
    /// List actions, debts, decisions, learnings, risks, questions, people or tickets
    #[command(after_help = QUERY)]
    Query(Query),
    /// Show what is damaged in the encoding of documents, or mend it
    #[command(after_help = FIX)]
    Fix(Fix),
    /// Write commented settings and a recipe for continuous integration
    #[command(after_help = INIT)]
    Init(Init),
    /// Write a new document that kenning reads back as what it says
    #[command(after_help = NEW)]
    New(New),
    /// Print completions for a shell
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of kenning, or of one command
    #[command(after_help = MAN)]
    Man {
        /// A command
        command: Option<String>,
    },
}

const BUILD: &str = "\
The new site replaces the old one in one step. Files in OUTPUT that kenning did not
make stay; a folder that is not empty and not kenning's is refused.

Examples:
  kenning build                         the folder content into the folder public
  kenning build notes -o site --strict  and exit with 1 if something is doubtful
  kenning build --today 2026-03-20      what was late on that day

Exit status: 0 a complete new site is in place, 1 so too but `--strict` found
warnings, 2 nothing was published.";

const SERVE: &str = "\
The address is printed once it answers. Nothing is written anywhere. While the
content is broken or away, the last good site stays.

Examples:
  kenning serve --open            in the browser
  kenning serve notes --port 0    the folder notes, on a free port
  kenning serve --drafts --poll   with drafts, from a disk that tells no changes

Exit status: 0 ended by you, 2 it could not begin.";

const CHECK: &str = "\
Errors are broken for readers, such as a link to nowhere. Warnings are doubtful, such as
a date that can be read in two ways. Infos tell how the work stands. `[check]` in
`kenning.toml` raises, lowers or switches off each code.

Examples:
  kenning check                       findings with the lines they are about
  kenning check --strict              fail on what is doubtful, too
  kenning check --format github       as annotations of a pull request
  kenning check --format json | jq -r 'select(.code == \"no-owner\") | .path'

Exit status: 0 no error (with `--strict`: no warning either), 1 findings, 2 the
content could not be read.";

const EXPORT: &str = "\
Examples:
  kenning export > facts.json
  kenning export | jq -r '.documents[] | select(.date == null) | .path'
  kenning export --schema > kenning.schema.json

Exit status: 0 done, 2 the content could not be read.";

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

const FIX: &str = "\
Two things are mended: text that was UTF-8, was read as Windows-1252 or Mac Roman and
saved like that (`âœ…` was a check mark), and files that are not UTF-8. Nothing else
changes, and a second run finds nothing. Each file is replaced whole, in one step.

Examples:
  kenning fix                see what is damaged, as a diff
  kenning fix notes --write  mend the documents of the folder notes

Exit status: 0 done, also if there was nothing to mend; 2 a file could not be read or
written.";

const QUERY: &str = "\
Filters of one sort widen, filters of different sorts narrow. A name is that of a person
or role, any other form of it, or a word of it. Times are those of the documents that
speak of a thing: a day, a month (2026-03), a quarter (2026-Q1) or a year.

Examples:
  kenning query actions --status open,blocked --owner Ines
  kenning query actions --owner none --priority critical,high
  kenning query decisions --since 2026-03 --text harbour
  kenning query debts --period 'Sprint 4'
  kenning query learnings --kind postmortem --json | jq -r '.[].title'

Exit status: 0 done, also if nothing was found; 2 the content could not be read.";

const INIT: &str = "\
Writes `kenning.toml`, in which every line is a comment, and a recipe that checks pull
requests and publishes the site each day. Files that are there stay as they are. The
paths of new files are printed.

Examples:
  kenning init                  here, for GitHub
  kenning init notes --ci gitlab

Exit status: 0 done, also if all was there; 2 a file could not be written.";

const NEW: &str = "\
The document is plain text with the headings that kenning knows; comments in it show how
to write an action, a decision or a risk. It is named after its title, those of papers
that come again also after their day. Its path is printed; nothing is overwritten.

Examples:
  kenning new meeting Harbour council --owner 'Ines Varga' --owner 'Tomas Lind'
  kenning new status 'Week 12' --folder reports --period 'Sprint 4'
  $EDITOR \"$(kenning new decision 'One timetable for all ferries')\"

Exit status: 0 done, 2 there is such a document already, or it could not be written.";

const COMPLETIONS: &str = "\
Examples:
  kenning completions bash > ~/.local/share/bash-completion/completions/kenning
  kenning completions zsh > ~/.zfunc/_kenning
  kenning completions fish > ~/.config/fish/completions/kenning.fish";

const MAN: &str = "\
Examples:
  kenning man | man -l -        read it now
  kenning man build | man -l -  that of `kenning build`
  kenning man > ~/.local/share/man/man1/kenning.1";

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
