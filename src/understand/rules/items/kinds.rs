//! What an entry is: by the sense of its section, or by what it calls itself.

use super::words;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Shape;
use crate::understand::Context;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Sense;
use crate::understand::prose::Slice;
use crate::understand::values::title::Title;

/// What an entry calls itself before a colon: `Risk: …`.
pub(super) fn leading_type(line: &Slice, lexicon: &Lexicon) -> Option<ItemType> {
    let lead = line.text().split_once([':', '：'])?.0;
    let lead = lead.trim_start_matches(|c: char| !c.is_alphabetic());
    lexicon.types.exact(lead)
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
        Sense::Achieved if !retrospective => ItemType::Task,
        Sense::Blocker if kind == DocKind::Debt => ItemType::Debt,
        Sense::Blocker if !retrospective => ItemType::Risk,
        Sense::Improve if matches!(shape, Shape::Row | Shape::Checkbox) => {
            ItemType::Action
        }
        Sense::Improve if words::is_order(&title.text, cx) => ItemType::Action,
        Sense::Learning
        | Sense::Well
        | Sense::Achieved
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
