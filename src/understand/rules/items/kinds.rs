//! What an entry is: by the sense of its section, or by what it calls itself.

use super::words;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Shape;
use crate::understand::Context;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;
use crate::understand::values::title::Title;

/// What an entry calls itself before a colon: `Risk: …`.
pub(super) fn leading_type(line: &Slice) -> Option<ItemType> {
    let lead = line.text().split_once([':', '：'])?.0;
    let lead = lead.trim_start_matches(|c: char| !c.is_alphabetic());
    (lead.split_whitespace().count() <= 2).then(|| leading_type_of(lead))?
}

/// What a word for a thing calls it.
pub(super) fn leading_type_of(word: &str) -> Option<ItemType> {
    Some(match normal(word).as_str() {
        "issue" | "task" | "story" | "user story" | "epic" | "ticket" | "bug"
        | "work item" => ItemType::Task,
        "debt" | "technical debt" | "debt item" => ItemType::Debt,
        "risk" => ItemType::Risk,
        "decision" => ItemType::Decision,
        "question" => ItemType::Question,
        "action" | "action item" => ItemType::Action,
        "lesson" | "learning" => ItemType::Learning,
        _ => return None,
    })
}

/// What an entry is in a section of `sense`, in a document of `kind`.
pub(super) fn kind_of(
    cx: Context<'_>,
    kind: DocKind,
    sense: Sense,
    (shape, title): (Shape, &Title),
) -> ItemType {
    let retrospective = matches!(kind, DocKind::Learning | DocKind::Postmortem);
    match sense {
        Sense::Badly if kind == DocKind::Status => ItemType::Risk,
        Sense::Blocker if kind == DocKind::Debt => ItemType::Debt,
        Sense::Blocker if !retrospective => ItemType::Risk,
        Sense::Improve if matches!(shape, Shape::Row | Shape::Checkbox) => {
            ItemType::Action
        }
        Sense::Improve if words::is_order(&title.text, cx) => ItemType::Action,
        Sense::Learning
        | Sense::Well
        | Sense::Badly
        | Sense::Improve
        | Sense::Blocker => ItemType::Learning,
        Sense::Start | Sense::Action => ItemType::Action,
        Sense::Done
        | Sense::InProgress
        | Sense::Planned
        | Sense::Backlog
        | Sense::Blocked
        | Sense::Deferred
        | Sense::Topic
        | Sense::None
        | Sense::Never => ItemType::Task,
        Sense::Risk => ItemType::Risk,
        Sense::Debt => ItemType::Debt,
        Sense::Decision => ItemType::Decision,
        Sense::Question => ItemType::Question,
    }
}
