//! The second half of each `--help`: how it is used.

pub(super) const EXAMPLES: &str = "\
Examples:
  kenning serve                  preview the notes here, with live reload
  kenning build notes -o site    publish the folder notes into the folder site
  kenning check --format github  findings as annotations of a pull request
  kenning export                 everything understood, as JSON
  kenning explain a.md:12        why kenning read line 12 of a.md as it did
  kenning query actions --status open --owner Ines

Without SOURCE the folder `content` is read, else `docs`, else this one.";

pub(super) const BUILD: &str = "\
The new site replaces the old one in one step. Files in OUTPUT that kenning did not
make stay; a folder that is not empty and not kenning's is refused.

Examples:
  kenning build                         the folder content into the folder public
  kenning build notes -o site --strict  and exit with 1 if something is doubtful
  kenning build --today 2026-03-20      what was late on that day

Exit status: 0 a complete new site is in place, 1 so too but `--strict` found
warnings, 2 nothing was published.";

pub(super) const SERVE: &str = "\
The address is printed once it answers. Nothing is written anywhere. While the
content is broken or away, the last good site stays.

Examples:
  kenning serve --open            in the browser
  kenning serve notes --port 0    the folder notes, on a free port
  kenning serve --drafts --poll   with drafts, from a disk that tells no changes

Exit status: 0 ended by you, 2 it could not begin.";

pub(super) const CHECK: &str = "\
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

pub(super) const EXPORT: &str = "\
Examples:
  kenning export > facts.json
  kenning export | jq -r '.documents[] | select(.date == null) | .path'
  kenning export --schema > kenning.schema.json

Exit status: 0 done, 2 the content could not be read.";

pub(super) const EXPLAIN: &str = "\
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

pub(super) const FIX: &str = "\
Two things are mended: text that was UTF-8, was read as Windows-1252 or Mac Roman and
saved like that (`âœ…` was a check mark), and files that are not UTF-8. Nothing else
changes, and a second run finds nothing. Each file is replaced whole, in one step.

Examples:
  kenning fix                see what is damaged, as a diff
  kenning fix notes --write  mend the documents of the folder notes

Exit status: 0 done, also if there was nothing to mend; 2 a file could not be read or
written.";

pub(super) const QUERY: &str = "\
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

pub(super) const INIT: &str = "\
Writes `kenning.toml`, in which every line is a comment, and a recipe that checks pull
requests and publishes the site each day. Files that are there stay as they are. The
paths of new files are printed.

Examples:
  kenning init                  here, for GitHub
  kenning init notes --ci gitlab

Exit status: 0 done, also if all was there; 2 a file could not be written.";

pub(super) const NEW: &str = "\
The document is plain text with the headings that kenning knows; comments in it show how
to write an action, a decision or a risk. It is named after its title, those of papers
that come again also after their day. Its path is printed; nothing is overwritten.

Examples:
  kenning new meeting Harbour council --owner 'Ines Varga' --owner 'Tomas Lind'
  kenning new status 'Week 12' --folder reports --period 'Sprint 4'
  $EDITOR \"$(kenning new decision 'One timetable for all ferries')\"

Exit status: 0 done, 2 there is such a document already, or it could not be written.";

pub(super) const COMPLETIONS: &str = "\
Examples:
  kenning completions bash > ~/.local/share/bash-completion/completions/kenning
  kenning completions zsh > ~/.zfunc/_kenning
  kenning completions fish > ~/.config/fish/completions/kenning.fish";

pub(super) const MAN: &str = "\
Examples:
  kenning man | man -l -        read it now
  kenning man build | man -l -  that of `kenning build`
  kenning man > ~/.local/share/man/man1/kenning.1";
