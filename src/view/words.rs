//! Which word an entry goes by, and which register it is listed in.

use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Status;
use crate::text::SitePath;
use schemars::JsonSchema;
use serde::Serialize;

/// A list of all entries of one sort.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Register {
    /// Tasks and actions.
    Actions,
    /// Learnings.
    Learnings,
    /// Debts.
    Debts,
    /// Risks.
    Risks,
    /// Decisions.
    Decisions,
    /// Questions.
    Questions,
}

impl Register {
    /// All registers, in the order shown.
    pub const ALL: [Self; 6] = [
        Self::Actions,
        Self::Learnings,
        Self::Debts,
        Self::Risks,
        Self::Decisions,
        Self::Questions,
    ];

    /// The register that lists entries of this type; figures are listed nowhere.
    pub fn of(kind: ItemType) -> Option<Self> {
        match kind {
            ItemType::Task | ItemType::Action => Some(Self::Actions),
            ItemType::Learning => Some(Self::Learnings),
            ItemType::Debt => Some(Self::Debts),
            ItemType::Risk => Some(Self::Risks),
            ItemType::Decision => Some(Self::Decisions),
            ItemType::Question => Some(Self::Questions),
            ItemType::Metric => None,
        }
    }

    /// The word in its address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Learnings => "learnings",
            Self::Debts => "debts",
            Self::Risks => "risks",
            Self::Decisions => "decisions",
            Self::Questions => "questions",
        }
    }

    /// Its first page.
    pub fn url(self) -> SitePath {
        SitePath::new(format!("registers/{}.html", self.word()))
    }
}

/// The word for the state of an entry, a key of the word list; `None` where the
/// text says nothing. What is done with a decision is deciding it.
pub fn state(kind: ItemType, status: Option<Status>) -> Option<&'static str> {
    Some(match (kind, status?) {
        (ItemType::Decision, Status::Done) => "decided",
        (ItemType::Question, Status::Done) => "answered",
        (ItemType::Learning, Status::Done) => "noted",
        (_, status) => status.word(),
    })
}

/// Whether the text says that the entry still stands open.
pub(in crate::view) fn is_open(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Open | Status::InProgress | Status::Blocked))
}

/// Whether an entry of this type is work that someone can close. Learnings,
/// decisions and risks are none.
pub(in crate::view) fn closes(kind: ItemType) -> bool {
    matches!(
        kind,
        ItemType::Task | ItemType::Action | ItemType::Debt | ItemType::Question
    )
}

/// The kind of a document of which none is stated.
pub(in crate::view) fn doc_kind(facts: &crate::model::Facts) -> DocKind {
    facts.kind.map_or(DocKind::Other, |kind| kind.value)
}

/// A heading without the emoji at its ends, which are decoration.
pub(in crate::view) fn undecorated(heading: &str) -> String {
    let decoration = |c: char| {
        c.is_whitespace()
            || matches!(u32::from(c), 0x2190..=0x2BFF | 0x1F000..=0x1FAFF)
            || matches!(c, '\u{FE0F}' | '\u{FE0E}' | '\u{200D}' | '\u{20E3}')
    };
    let bare = heading.trim_matches(decoration);
    if bare.is_empty() { heading.trim().to_owned() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_goes_and_text_stays() {
        assert_eq!(undecorated("🚀 Launch → plan ✅"), "Launch → plan");
        assert_eq!(undecorated("部署"), "部署");
        assert_eq!(undecorated("✅"), "✅");
    }

    #[test]
    fn silence_is_not_open() {
        assert_eq!(state(ItemType::Task, None), None);
        assert!(!is_open(None));
        assert_eq!(state(ItemType::Decision, Some(Status::Done)), Some("decided"));
    }
}
