//! What words can mean: the closed sets that the tables add phrases to.

use serde::Deserialize;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are those of the tables")]
pub enum Label {
    Owner,
    Priority,
    Status,
    When,
    Completed,
    Effort,
    Points,
    Bonus,
    Category,
    Impact,
    Likelihood,
    Dependencies,
    Acceptance,
    Mitigation,
    Discovery,
    Recommendation,
    Consensus,
    Supersedes,
    SupersededBy,
    Date,
    Next,
    Author,
    Attendee,
    Absent,
    Period,
    Duration,
    ReviewStatus,
    Title,
    Id,
    NextSteps,
    Other,
}

/// What an entry is that begins with such a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are those of the tables")]
pub enum Marker {
    Action,
    Decision,
    Question,
    Risk,
    Learning,
}

/// A time told by the day it is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are those of the tables")]
pub enum Near {
    Today,
    Tomorrow,
    ThisWeek,
    NextWeek,
    ThisMonth,
    NextMonth,
    ThisQuarter,
    NextQuarter,
    ThisYear,
}

/// What a stretch of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are those of the tables")]
pub enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
}

impl Unit {
    /// How many days `count` of them are at most; a month has no sure number.
    pub fn days(self, count: i64) -> Option<i64> {
        match self {
            Self::Hours => Some((count + 23) / 24),
            Self::Days => Some(count),
            Self::Weeks => Some(7 * count),
            Self::Months => None,
        }
    }
}

/// What a section is about, and so what its entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// Learned, without a judgement.
    Learning,
    /// Went well.
    Well,
    /// Reached: a learning in a retrospective, finished work in a report.
    Achieved,
    /// Went badly: a learning in a retrospective, a risk in a report.
    Badly,
    /// Could be better: actions where told as orders, else learnings.
    Improve,
    /// Start, stop, do differently.
    Start,
    /// Asked for.
    Action,
    /// Finished work.
    Done,
    /// Work under way.
    InProgress,
    /// Planned work.
    Planned,
    /// Work in any state.
    Backlog,
    /// Work that waits.
    Blocked,
    /// Work put off.
    Deferred,
    /// May go wrong.
    Risk,
    /// In the way.
    Blocker,
    /// Owed.
    Debt,
    /// Decided.
    Decision,
    /// Asked.
    Question,
    /// A topic of work: holds no entries unless a section around says what they are.
    Topic,
    /// Holds no entries; a checkbox in it is one all the same.
    None,
    /// Holds none whatever stands there: attendance, agenda, criteria, metrics.
    Never,
}

impl Sense {
    /// Whether what stands in such a section are entries.
    pub fn lists_entries(self) -> bool {
        !matches!(self, Self::None | Self::Topic | Self::Never)
    }
}
