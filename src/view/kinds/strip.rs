//! The months around today as one strip: documents as marks, due work as bands.
//!
//! It is drawn in percent, so that it is as wide as the page lets it be. Labels are
//! measured by their length on the narrowest strip, so they never overlap.

use super::timeline;
use super::timeline::Happening;
use super::timeline::What;
use crate::link::DocId;
use crate::link::EntryId;
use crate::model::Certainty;
use crate::text::Day;
use crate::view::Href;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

mod room;

use room::{LANE, Lanes, WHOLE, lane_top, pixels, shortened, wide};

/// The months around today.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Strip {
    /// Whether it begins with the year.
    pub year: bool,
    /// Its first and its last month, `2025-01`.
    pub range: (String, String),
    /// Its height in pixels.
    pub height: u32,
    /// The months.
    pub months: Vec<Tick>,
    /// The documents.
    pub marks: Vec<Mark>,
    /// The due work, entries of one time together.
    pub bands: Vec<Band>,
    /// Where today is, if the strip reaches it.
    pub today: Option<String>,
    /// How many documents and bands found no room.
    pub left_out: usize,
}

/// Where a month begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Tick {
    /// In percent.
    pub at: String,
    /// `2025-02`.
    pub month: String,
    /// Whether a quarter begins with it.
    pub quarter: bool,
    /// Whether a year begins with it.
    pub january: bool,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Mark {
    /// In percent.
    pub at: String,
    /// In pixels.
    pub y: u32,
    /// Its title.
    pub title: String,
    /// As much of the title as has room.
    pub label: Label,
    /// Its date.
    pub when: String,
    /// Its page.
    pub href: Href,
}

/// Entries due at one time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Band {
    /// Where it begins, in percent.
    pub at: String,
    /// Where it ends, in percent.
    pub end: String,
    /// How wide it is, in percent.
    pub width: String,
    /// In pixels.
    pub y: u32,
    /// How many entries.
    pub count: usize,
    /// The time, as shown on the timeline.
    pub when: String,
    /// Whether `when` is a date to be spelled out.
    pub is_date: bool,
    /// On which side the label stands.
    pub label: Label,
    /// How sure the days are.
    pub certainty: Certainty,
    /// Whether any is overdue.
    pub late: bool,
    /// The entry, or for several their document, or for several of those the timeline.
    pub href: Href,
}

/// A label and its side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Label {
    /// The text; empty where there is no room.
    pub text: String,
    /// It ends at its mark, since beyond is the edge.
    pub before: bool,
}

/// The most lanes of documents, and of due work.
const LANES: (usize, usize) = (4, 7);

/// The strip of `docs`, newest first, and of the work in `entries`; `None` if it would
/// have nothing to show.
pub(in crate::view) fn strip(
    cx: &Cx<'_>,
    here: &Here,
    docs: &[DocId],
    entries: &[EntryId],
) -> Option<Strip> {
    let scale = Scale::around(cx.reference())?;
    let (mut marks, rows, unmarked) = marks(cx, here, &scale, docs);
    marks.reverse();
    let top = 24 + rows * LANE;
    let (bands, left_out) = bands(here, &scale, top, timeline::work(cx, here, entries));
    if marks.is_empty() && bands.is_empty() {
        return None;
    }
    let bottom = bands.iter().map(|band| band.y + LANE).fold(top, u32::max);
    let (first, last) = (scale.from, scale.to);
    Some(Strip {
        year: first.month() == 1 && first.year() == cx.site.today.year(),
        range: (month(first), month(last)),
        height: bottom + 20,
        months: scale.months(),
        marks,
        bands,
        today: scale.holds(cx.site.today).then(|| percent(scale.at(cx.site.today))),
        left_out: left_out + unmarked,
    })
}

/// Days as hundredths of a percent.
struct Scale {
    from: Day,
    to: Day,
}

impl Scale {
    /// From the beginning of the year, but at least six months, to the end of the
    /// month after `day`.
    fn around(day: Day) -> Option<Self> {
        let to = day.first_of_month().checked_add(1.month()).ok()?.last_of_month();
        let six = to.first_of_month().checked_sub(5.months()).ok()?;
        Some(Self { from: day.first_of_year().min(six), to })
    }

    fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Where `day` begins; days beyond stand at the edge.
    fn at(&self, day: Day) -> i64 {
        let days = |to: Day| i64::from(to.since(self.from).map_or(0, |s| s.get_days()));
        (days(day) * WHOLE / (days(self.to) + 1).max(1)).clamp(0, WHOLE)
    }

    fn months(&self) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut day = self.from;
        while day <= self.to {
            ticks.push(Tick {
                at: percent(self.at(day)),
                month: month(day),
                quarter: day.month() % 3 == 1,
                january: day.month() == 1,
            });
            let Ok(next) = day.checked_add(1.month()) else { break };
            day = next;
        }
        ticks
    }
}

/// The documents, newest first, how many lanes they fill, and how many found no room:
/// the newest have the first choice of room for their titles, the others stand
/// without in a lane below.
fn marks(
    cx: &Cx<'_>,
    here: &Here,
    scale: &Scale,
    docs: &[DocId],
) -> (Vec<Mark>, u32, usize) {
    let (mut titled, mut bare) = (Lanes::new(LANES.0), Lanes::new(1));
    let (mut marks, mut left_out) = (Vec::new(), 0);
    for doc in docs.iter().filter_map(|id| cx.doc(*id)) {
        let Some((span, _)) = doc.time.filter(|(span, _)| scale.holds(span.from)) else {
            continue;
        };
        let at = scale.at(span.from);
        let (mut label, taken) = mark_label(at, &doc.title);
        let alone = (at - pixels(6), at + pixels(8));
        let y = if let Some(lane) = titled.find(taken) {
            titled.take(lane, taken);
            32 + lane_top(lane)
        } else if let Some(lane) = bare.find(alone) {
            bare.take(lane, alone);
            label.text.clear();
            0
        } else {
            left_out += 1;
            continue;
        };
        marks.push(Mark {
            at: percent(at),
            y,
            title: doc.title.clone(),
            label,
            when: crate::view::cx::date(doc).0.unwrap_or_default(),
            href: here.to(&doc.url),
        });
    }
    let below = 32 + titled.used() * LANE;
    marks.iter_mut().filter(|mark| mark.y == 0).for_each(|mark| mark.y = below);
    (marks, titled.used() + bare.used(), left_out)
}

/// The label of a document at `at`, and the room that it takes with its mark.
fn mark_label(at: i64, title: &str) -> (Label, (i64, i64)) {
    let text = shortened(title);
    let needed = pixels(24) + wide(&text, 8);
    let before = at + needed > WHOLE;
    let taken = if before {
        (at - needed, at + pixels(8))
    } else {
        (at - pixels(6), at + needed)
    };
    (Label { text, before }, taken)
}

/// The due work by time, and how many times found no room. A single entry whose days
/// kenning worked out is left to the timeline.
fn bands(
    here: &Here,
    scale: &Scale,
    top: u32,
    work: Vec<(Href, Happening)>,
) -> (Vec<Band>, usize) {
    let mut times: BTreeMap<_, Vec<(Href, Happening)>> = BTreeMap::new();
    for (doc, one) in work {
        if matches!(one.what, What::Due(_))
            && one.from <= scale.to
            && one.to >= scale.from
        {
            let time = (one.from, one.to, one.when.to_lowercase());
            times.entry(time).or_default().push((doc, one));
        }
    }
    let mut lanes = Lanes::new(LANES.1);
    let (mut bands, mut left_out) = (Vec::new(), 0);
    for all in times.values() {
        let Some((_, one)) = all.first() else { continue };
        if one.certainty == Certainty::Inferred && all.len() == 1 {
            continue;
        }
        let (at, end) = ends(scale, one);
        // A date is spelled out longer than it is written.
        let text =
            if one.is_date { "00 Mmm 0000".to_owned() } else { shortened(&one.when) };
        let needed = wide(&text, 7) + pixels(40);
        let before = at + needed > WHOLE;
        let taken = if before { (at - needed, end) } else { (at, end.max(at + needed)) };
        let Some(lane) = lanes.find(taken) else {
            left_out += 1;
            continue;
        };
        lanes.take(lane, taken);
        bands.push(Band {
            at: percent(at),
            end: percent(end),
            width: percent(end - at),
            y: top + 12 + lane_top(lane),
            count: all.len(),
            when: if one.is_date { one.when.clone() } else { text.clone() },
            is_date: one.is_date,
            label: Label { text, before },
            certainty: one.certainty,
            late: all.iter().any(|(_, one)| one.late),
            href: leads_to(here, all),
        });
    }
    (bands, left_out)
}

/// Where a band begins and ends; a single day is wide enough to be seen.
fn ends(scale: &Scale, one: &Happening) -> (i64, i64) {
    let at = scale.at(one.from);
    let after = one.to.checked_add(1.day()).unwrap_or(one.to);
    (at, scale.at(after).max(at + pixels(4)))
}

fn leads_to(here: &Here, all: &[(Href, Happening)]) -> Href {
    match all {
        [(_, one)] => one.href.clone(),
        [(doc, _), rest @ ..] if rest.iter().all(|(other, _)| other == doc) => {
            doc.clone()
        }
        _ => here.to(&Section::Timeline.url()),
    }
}

fn month(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// Hundredths of a percent as an attribute has them.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths.rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_year_begins_in_january_and_early_in_it_a_little_before() {
        let range = |of: &str| {
            let scale = Scale::around(day(of)).unwrap();
            (scale.from.to_string(), scale.to.to_string())
        };
        assert_eq!(range("2025-08-14"), ("2025-01-01".into(), "2025-09-30".into()));
        assert_eq!(range("2026-01-10"), ("2025-09-01".into(), "2026-02-28".into()));
    }

    #[test]
    fn days_beyond_stand_at_the_edge() {
        let scale = Scale::around(day("2025-08-14")).unwrap();
        assert_eq!(percent(scale.at(day("2024-01-01"))), "0.00%");
        assert_eq!(percent(scale.at(day("2025-10-01"))), "100.00%");
        assert_eq!(percent(scale.at(day("2025-02-01"))), "11.35%");
    }
}
