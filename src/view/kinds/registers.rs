//! The registers with their counts.

use super::Each;
use crate::link::Entry;
use crate::model::Status;
use crate::text::Day;
use crate::view::Content;
use crate::view::Href;
use crate::view::Register;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;

/// The registers with their counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Registers {
    /// The day the site was built for.
    pub today: Day,
    /// Those with entries.
    pub lines: Vec<Line>,
}

/// A register with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Line {
    /// Which.
    pub register: Register,
    /// Its page.
    pub href: Href,
    /// All entries.
    pub all: usize,
    /// Said to be open, under way or blocked.
    pub open: Count,
    /// Overdue.
    pub overdue: Count,
    /// Finished, decided, answered.
    pub done: Count,
    /// Put off.
    pub deferred: Count,
    /// Of which nothing is said.
    pub unsaid: Count,
}

/// A count and the register filtered to what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Count {
    /// How many.
    pub count: usize,
    /// Which.
    pub href: Href,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Registers) {
        return;
    }
    let url = Section::Registers.url();
    let here = Here::on(&url);
    let lines =
        Register::ALL.into_iter().filter_map(|register| line(cx, &here, register));
    let registers = Registers { today: cx.site.today, lines: lines.collect() };
    let content = Content::Registers(Box::new(registers));
    each(cx.page(url, "Registers", Some(Section::Registers), content));
}

fn line(cx: &Cx<'_>, here: &Here, register: Register) -> Option<Line> {
    let entries: Vec<_> = cx.of(register).map(|(_, entry)| entry).collect();
    let count = |filters: &[(&str, &str)], which: &dyn Fn(&Entry) -> bool| Count {
        count: entries.iter().filter(|entry| which(entry)).count(),
        href: here.filtered(&register.url(), filters),
    };
    let is = |status: Option<Status>| move |entry: &Entry| entry.status == status;
    let open = [("status", "open"), ("status", "in-progress"), ("status", "blocked")];
    Some(Line {
        register,
        href: here.to(&register.url()),
        all: Some(entries.len()).filter(|all| *all > 0)?,
        open: count(&open, &|entry| words::is_open(entry.status)),
        overdue: count(&[("late", "over")], &|entry| entry.overdue),
        done: count(&[("status", "done")], &is(Some(Status::Done))),
        deferred: count(&[("status", "deferred")], &is(Some(Status::Deferred))),
        unsaid: count(&[("status", "none")], &is(None)),
    })
}
