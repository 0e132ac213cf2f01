//! The sprints, weeks or phases that the whole document is about: named in its
//! title (`# Sprint 14 Status`), in a header field (`**Sprint**: 14`) or in its
//! file's name.

use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::due::period_phrase;

/// See the module.
pub(super) struct Periods;

/// Header fields stand before this many sections have begun.
const HEADER_SECTIONS: usize = 4;

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
        let first = cx.outline.sections.iter().find(|section| !section.title.is_empty());
        if let Some(period) =
            first.and_then(|section| period_phrase(&section.title, cx.lexicon))
        {
            add(period.text());
        }
        let header =
            cx.outline.fields().filter(|(section, _)| *section < HEADER_SECTIONS);
        for (_, field) in header.filter(|(_, field)| field.kind == Some(Label::Period)) {
            if let Some(name) = named(&field.label, &field.value, cx) {
                add(&name);
            }
        }
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

/// `Sprint: 14` is `Sprint 14`; `Sprint: Sprint 14 (2 weeks)` too.
fn named(label: &str, value: &Slice, cx: Context<'_>) -> Option<String> {
    if let Some(period) = period_phrase(value, cx.lexicon) {
        return Some(period.text().to_owned());
    }
    let word = cx
        .lexicon
        .periods
        .iter()
        .find(|word| normal(label).split(' ').any(|w| w == *word))?;
    // `Week: 18 to 22 May` tells days, not the number of a week.
    if !dates::dates(value.text(), cx.reading).is_empty() {
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
