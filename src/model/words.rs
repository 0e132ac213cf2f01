//! The closed sets of the domain, a word for each member.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a closed set whose members serialise as one word each.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every member, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word the contract has for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The member with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.word() == word)
            }
        }
    };
}

words! {
    /// What a document is.
    DocKind {
        /// Learnings, retrospective.
        Learning = "learning",
        /// Status report.
        Status = "status",
        /// Kickoff, sprint plan, board, backlog.
        Kickoff = "kickoff",
        /// Technical debt.
        Debt = "debt",
        /// Minutes.
        Meeting = "meeting",
        /// Decision record or log.
        Decision = "decision",
        /// Incident report.
        Postmortem = "postmortem",
        /// Anything else, guides among them.
        Other = "other",
    }
}

words! {
    /// What an entry is.
    ItemType {
        /// Planned or finished work.
        Task = "task",
        /// Something learned.
        Learning = "learning",
        /// Something owed to the system.
        Debt = "debt",
        /// Something that may go wrong.
        Risk = "risk",
        /// Something decided.
        Decision = "decision",
        /// Something someone is asked to do.
        Action = "action",
        /// A figure; listed nowhere.
        Metric = "metric",
        /// Something asked.
        Question = "question",
    }
}

words! {
    /// How far an entry is; absent where the text says nothing.
    Status {
        /// Said to be open.
        Open = "open",
        /// Under way.
        InProgress = "in-progress",
        /// Finished, decided, accepted.
        Done = "done",
        /// Waiting for something.
        Blocked = "blocked",
        /// Put off.
        Deferred = "deferred",
    }
}

words! {
    /// How urgent an entry is.
    Priority {
        /// Drop everything.
        Critical = "critical",
        /// Next.
        High = "high",
        /// Soon.
        Medium = "medium",
        /// Some day.
        Low = "low",
    }
}

words! {
    /// How sure the days of a due time are.
    Certainty {
        /// A stated day.
        Exact = "exact",
        /// Any day within a stated period.
        Period = "period",
        /// Worked out from the document's date.
        Inferred = "inferred",
    }
}

words! {
    /// What a fact rests on.
    Basis {
        /// The entry says so itself.
        Written = "written",
        /// A heading or group above says so.
        Inherited = "inherited",
        /// Follows from another stated fact.
        Derived = "derived",
        /// Likely; marked as a guess on the page.
        Guessed = "guessed",
    }
}

words! {
    /// Why a part of a document states nothing.
    Silence {
        /// A correction in the text or in the configuration says so.
        Ignored = "ignored",
        /// The title of the section says that it lists no things: an agenda, attendance,
        /// criteria, metrics.
        Never = "never",
        /// The title of the section says that it tells and does not list: a summary, a
        /// timeline, references.
        Telling = "telling",
    }
}

words! {
    /// As what a document names someone.
    PersonRole {
        /// Responsible for something.
        Owner = "owner",
        /// Wrote it.
        Author = "author",
        /// Was present.
        Attendee = "attendee",
    }
}
