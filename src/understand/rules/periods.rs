//! The sprints, weeks or phases that the whole document is about: named in its
//! title (`# Sprint 14 Status`), in a header field (`**Sprint**: 14`) or in its
//! file's name.
//!
//! And the days that it states for periods: behind a period's name in a heading or a
//! header field (`## Sprint 4 (2025-03-03 to 2025-03-14)`), or in a field of a
//! document about one period (`**Sprint dates:** 13 April – 8 May 2026`).

use crate::model::Basis;
use crate::text::Span;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::header::Labelled;
use crate::understand::header::header;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::dates::Reading;
use crate::understand::values::dates::Year;
use crate::understand::values::periods::Numbered;
use crate::understand::values::periods::numbered;
use crate::understand::values::spans;
use crate::understand::values::spans::Stretch;

/// See the module.
pub(super) struct Periods;

/// Header fields stand before this many sections have begun.
const HEADER_SECTIONS: usize = 4;

/// How many of the first lines may add to what the title names.
const FIRST_LINES: usize = 4;

/// In longer values only the first period is the document's, in characters.
const LONGEST_VALUE: usize = 60;

impl Rule for Periods {
    fn name(&self) -> &'static str {
        "periods"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let mut periods: Vec<String> = Vec::new();
        let mut add = |name: &str| {
            let known = periods.iter().any(|period| normal(period) == normal(name));
            if !known && !name.is_empty() {
                periods.push(name.to_owned());
            }
        };
        for title in titles(cx) {
            for period in all(title, cx) {
                add(&name_of(period.text()));
            }
        }
        for field in header(cx, HEADER_SECTIONS).iter().filter(|f| is_period(f, cx)) {
            for name in named(&field.label, &field.value, cx) {
                add(&name);
            }
        }
        if periods.is_empty() {
            let title = cx.source.meta.title.as_deref().unwrap_or_default();
            let named = in_name(title, cx).or_else(|| in_name(cx.source.path.stem(), cx));
            periods.extend(named);
        }
        for name in in_brackets(&periods, cx) {
            if !periods.iter().any(|period| normal(period) == normal(&name)) {
                periods.push(name);
            }
        }
        let configured = cx.settings.periods(cx.source.path.as_str());
        if !configured.is_empty() {
            periods = configured;
        }
        // A date that was only worked out lends its year to nothing.
        let sure = draft.facts.date.is_some_and(|date| date.by.basis == Basis::Written);
        let year = if sure { cx.reading.year } else { Year::Unknown };
        let dated = Context { reading: Reading { year, ..cx.reading }, ..cx };
        draft.facts.period_spans = stated_days(dated, &periods);
        draft.facts.periods = periods;
        let team = cx.outline.fields().find(|(section, field)| {
            *section < HEADER_SECTIONS
                && normal(&field.label) == "team"
                && !field.value.text().contains(',')
        });
        draft.facts.team = team
            .map(|(_, field)| field.value.text().to_owned())
            .filter(|team| !team.is_empty());
    }
}

/// Whether a value names periods: `Sprint: 14`, `Stage: Phase 2`.
fn is_period(field: &Labelled, cx: Context<'_>) -> bool {
    let leads = || {
        let found = numbered(field.value.text(), cx.lexicon);
        found.first().is_some_and(|period| period.start == 0)
    };
    field.kind == Some(Label::Period) || field.kind == Some(Label::Status) && leads()
}

/// The title, and the heading that continues it: `## Phase 4: Moorings`.
fn titles(cx: Context<'_>) -> Vec<&Slice> {
    let mut sections = cx.outline.sections.iter().filter(|s| !s.title.is_empty());
    let Some(first) = sections.next() else { return Vec::new() };
    let bare = !first.prose && first.bullets == 0 && first.rows == 0;
    let bare = bare && first.fields.is_empty();
    let leads = |title: &Slice| {
        let found = numbered(title.text(), cx.lexicon);
        found.first().is_some_and(|period| period.start == 0)
    };
    let Some(second) = sections.next().filter(|_| bare) else {
        return vec![&first.title];
    };
    // The first of several sprints is a section of a plan.
    let alone = leads(&second.title) && !sections.any(|section| leads(&section.title));
    if alone { vec![&first.title, &second.title] } else { vec![&first.title] }
}

/// Without the sign between word and number: `Sprint: 1`.
fn name_of(written: &str) -> String {
    written.replacen(": ", " ", 1)
}

/// What the first lines add in brackets behind a period that the document is about:
/// `Sprint 1 (Weeks 1-5)`.
fn in_brackets(periods: &[String], cx: Context<'_>) -> Vec<String> {
    let lines = cx.outline.lines.iter().take(FIRST_LINES);
    let mut found = Vec::new();
    for line in lines {
        let text = line.text.text();
        for pair in numbered(text, cx.lexicon).windows(2) {
            let [one, other] = pair else { continue };
            let words = |period: &Numbered| text.get(period.start..period.end);
            let gap = text.get(one.end..other.start).unwrap_or_default();
            let known = words(one)
                .is_some_and(|one| periods.iter().any(|p| normal(p) == normal(one)));
            if known && matches!(gap.trim(), "(" | "（") && one.word != other.word {
                found.extend(words(other).map(str::to_owned));
            }
        }
    }
    found
}

/// Every period named in a text: `Sprint 1 (Weeks 1-2)`.
fn all(line: &Slice, cx: Context<'_>) -> Vec<Slice> {
    let found = numbered(line.text(), cx.lexicon);
    found.into_iter().map(|period| line.cut(period.start, period.end)).collect()
}

/// The first period named in a text.
fn period_phrase(line: &Slice, cx: Context<'_>) -> Option<Slice> {
    all(line, cx).into_iter().next()
}

/// The days stated for periods, headings first.
fn stated_days(cx: Context<'_>, periods: &[String]) -> Vec<(String, Span, TextRange)> {
    let titles = cx.outline.sections.iter().map(|section| &section.title);
    let mut found: Vec<_> = titles.filter_map(|title| behind_name(title, cx)).collect();
    for field in header(cx, HEADER_SECTIONS) {
        let own = || match periods {
            [only] if tells_days(&field.label, only) => {
                let at = first(&field.value, cx)?;
                Some((only.clone(), at.days, field.value.cut(at.start, at.end).range()))
            }
            _ => None,
        };
        let named = || {
            let period = named(&field.label, &field.value, cx).into_iter().next()?;
            let at = first(&field.value, cx)?;
            let lead = field.value.text().get(..at.start)?.to_lowercase();
            let number = period.rsplit(' ').next()?.to_lowercase();
            let rest = lead.split_once(number.as_str())?.1;
            is_gap(rest, cx)
                .then(|| (period, at.days, field.value.cut(at.start, at.end).range()))
        };
        if field.kind == Some(Label::Period) {
            found.extend(named().or_else(own));
        } else {
            found.extend(own());
        }
    }
    found
}

/// A period in a file's name or in a front-matter title: `week 21`, `sprint4`.
fn in_name(name: &str, cx: Context<'_>) -> Option<String> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let is_period = |word: &str| cx.lexicon.periods.iter().any(|period| word == period);
    let is_number = |number: &str| {
        (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
    };
    let glued = |word: &str| {
        let digits = word.find(|c: char| c.is_ascii_digit())?;
        let (period, number) = word.split_at_checked(digits)?;
        (is_period(period) && is_number(number)).then(|| format!("{period} {number}"))
    };
    let apart = words.windows(2).find_map(|pair| {
        let [word, number] = pair else { return None };
        (is_period(word) && is_number(number)).then(|| format!("{word} {number}"))
    });
    apart.or_else(|| words.iter().find_map(|word| glued(word)))
}

fn first(line: &Slice, cx: Context<'_>) -> Option<Stretch> {
    spans::first(line.text(), cx.reading)
}

/// `Sprint 4 (2025-03-03 to 2025-03-14)`: days right behind the period's name.
fn behind_name(line: &Slice, cx: Context<'_>) -> Option<(String, Span, TextRange)> {
    let period = period_phrase(line, cx)?;
    let at = first(line, cx)?;
    let end = TextRange::of(period.text(), line.text()).end as usize;
    let gap = line.text().get(end..at.start)?;
    let range = line.cut(at.start, at.end).range();
    is_gap(gap, cx).then(|| (period.text().to_owned(), at.days, range))
}

/// Signs, weekdays and `from`: nothing that could tell of something else.
fn is_gap(text: &str, cx: Context<'_>) -> bool {
    const WORDS: &[&str] = &["from", "dates", "vom", "von", "du", "dal", "del"];
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).all(|word| {
        WORDS.contains(&normal(word).as_str())
            || cx.lexicon.weekdays.exact(word).is_some()
    })
}

/// Whether a label announces the days of the one period that a document is about:
/// `Sprint`, `Sprint dates`, `Duration`. A reporting period is another one.
fn tells_days(label: &str, period: &str) -> bool {
    let label = normal(label);
    let word = normal(period);
    let word = word.split(' ').next().unwrap_or_default();
    matches!(label.as_str(), "dates" | "duration") || label.split(' ').any(|w| w == word)
}

/// `Sprint: 14` is `Sprint 14`; `Sprint: Sprint 14 (Weeks 1-2)` names two.
fn named(label: &str, value: &Slice, cx: Context<'_>) -> Vec<String> {
    let written = all(value, cx);
    if value.text().chars().count() <= LONGEST_VALUE && !written.is_empty() {
        return written.iter().map(|period| period.text().to_owned()).collect();
    }
    let first = written.first().map(|period| period.text().to_owned());
    first.or_else(|| by_number(label, value, cx)).into_iter().collect()
}

/// The number of a period whose label says of what.
fn by_number(label: &str, value: &Slice, cx: Context<'_>) -> Option<String> {
    let word = cx
        .lexicon
        .periods
        .iter()
        .find(|word| normal(label).split(' ').any(|w| w == *word))?;
    // `Week: 18 to 22 May` tells days, not the number of a week.
    let lead = value.text().split('(').next().unwrap_or_default();
    if !dates::dates(lead, cx.reading).is_empty() {
        return None;
    }
    let number = value.text().split_whitespace().next()?.trim_matches(['#', ',', '.']);
    let digits = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 4;
    let capital: String = word
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .chain(word.chars().skip(1))
        .collect();
    digits.then(|| format!("{capital} {number}"))
}
