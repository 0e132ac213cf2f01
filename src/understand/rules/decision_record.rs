//! One decision for each decision record: its title.
//!
//! A record has the sections people give it after Nygard or MADR: a context, a
//! decision, consequences. Its state stands in a field, in a `## Status` section or
//! in front matter; its owners are the deciders.

use crate::model::Basis;
use crate::model::Details;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Read;
use crate::model::Shape;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Phrases;
use crate::understand::outline::SectionKind;
use crate::understand::values::state;
use crate::understand::values::title;

/// See the module.
pub(super) struct DecisionRecord;

impl Rule for DecisionRecord {
    fn name(&self) -> &'static str {
        "decision_record"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        if draft.facts.kind.map(|kind| kind.value) != Some(DocKind::Decision)
            || !is_record(cx)
        {
            return;
        }
        let first =
            cx.outline.entries.iter().position(|entry| entry.shape == Shape::Heading);
        let Some((at, entry)) =
            first.and_then(|at| Some((at, cx.outline.entries.get(at)?)))
        else {
            return;
        };
        let title = title::title(&entry.title, cx.lexicon);
        let range = entry.title.range();
        let by = Evidence { rule: "decision-record", basis: Basis::Derived, range };
        let item = Item {
            anchor: String::new(),
            title: title.text.clone(),
            range,
            extent: entry.extent,
            block: entry.block,
            shape: Shape::Heading,
            kind: Read { value: ItemType::Decision, by },
            owners: Vec::new(),
            owners_by: None,
            status: status(cx),
            status_text: None,
            priority: None,
            when: None,
            ids: title.ids.clone(),
            details: Details::default(),
        };
        let keep = |kind: ItemType| {
            matches!(kind, ItemType::Action | ItemType::Task | ItemType::Question)
        };
        let mut kept: Vec<(Item, usize, title::Title)> = vec![(item, at, title)];
        let old = std::mem::take(&mut draft.facts.items).into_iter();
        let old = old
            .zip(std::mem::take(&mut draft.entries))
            .zip(std::mem::take(&mut draft.titles));
        kept.extend(
            old.map(|((i, e), t)| (i, e, t))
                .filter(|(i, e, _)| keep(i.kind.value) && *e != at),
        );
        for (item, at, title) in kept {
            draft.facts.items.push(item);
            draft.entries.push(at);
            draft.titles.push(title);
        }
    }
}

/// A record has a context or options, and a decision or outcome.
fn is_record(cx: Context<'_>) -> bool {
    let has = |words: &Phrases<()>| {
        let mut sections = cx.outline.sections.iter();
        sections.any(|section| {
            let title = section.title.text();
            words.leading(without_number(title)).is_some()
        })
    };
    // Several decisions in one file are a log.
    let rulings = cx.outline.sections.iter().filter(|section| {
        cx.lexicon.rulings.exact(without_number(section.title.text())).is_some()
    });
    has(&cx.lexicon.reasons) && has(&cx.lexicon.rulings) && rulings.count() <= 1
}

/// `2. Decision` is `Decision`.
fn without_number(title: &str) -> &str {
    title.trim_start_matches(|c: char| !c.is_alphabetic())
}

/// The state in a `## Status` section or front matter.
fn status(cx: Context<'_>) -> Option<Read<crate::model::Status>> {
    let by_section = cx.outline.lines.iter().find_map(|line| {
        let section = cx.outline.sections.get(line.section)?;
        let named = matches!(section.kind, SectionKind::Heading(_))
            && cx.lexicon.labels.exact(without_number(section.title.text()))
                == Some(Label::Status);
        let value = state::decision(line.text.text(), cx.lexicon).filter(|_| named)?;
        Some(Read {
            value,
            by: Evidence {
                rule: "status-section",
                basis: Basis::Written,
                range: line.text.range(),
            },
        })
    });
    by_section.or_else(|| {
        let value = state::decision(cx.source.meta.status.as_deref()?, cx.lexicon)?;
        let range = crate::text::TextRange::default();
        Some(Read {
            value,
            by: Evidence { rule: "front-matter", basis: Basis::Written, range },
        })
    })
}
