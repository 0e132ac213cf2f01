//! Findings: what kenning tells the author about the text.

use crate::text::{DocPath, TextRange};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How serious a finding is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The state of the work, or a remark; fails nothing.
    Info,
    /// The page is written, but something in it is doubtful.
    Warning,
    /// Broken for readers; `kenning check` exits with 1.
    Error,
}

/// Declares the codes with their severities, so that the table stands once.
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal $severity:ident,)*) => {
        /// Which check spoke. The word is stable, so authors may silence it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Code { $($(#[doc = $doc])* #[serde(rename = $word)] $name,)* }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable kebab-case name.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What it tells, in one sentence.
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*).trim_ascii(),)* }
            }

            /// How serious it is unless the configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file could not be read as text, or not at all.
    UnreadableDocument = "unreadable-document" Error,
    /// The document broke kenning; it costs only itself.
    InternalError = "internal-error" Error,
    /// A link leads to a file that is not there.
    BrokenLink = "broken-link" Error,
    /// A link leads to a heading that is not there.
    BrokenAnchor = "broken-anchor" Error,
    /// An image is not there.
    BrokenImage = "broken-image" Error,
    /// The configuration cannot be used.
    InvalidConfig = "invalid-config" Error,
    /// Two values for one thing within one document or on one day.
    Contradiction = "contradiction" Warning,
    /// A date that no calendar has, such as `2025-02-30`.
    ImpossibleDate = "impossible-date" Warning,
    /// A date such as `03/04/2025` whose order nothing decides.
    AmbiguousDate = "ambiguous-date" Warning,
    /// A name that several people could bear.
    AmbiguousPerson = "ambiguous-person" Warning,
    /// A `[[note]]` that several documents could mean.
    AmbiguousWikiLink = "ambiguous-wiki-link" Warning,
    /// Two different things of one document bear one ticket id.
    DuplicateId = "duplicate-id" Warning,
    /// Two files whose addresses differ in letter case only.
    CaseClash = "case-clash" Warning,
    /// Front matter says something else than the text.
    FrontMatterDisagrees = "front-matter-disagrees" Warning,
    /// Front matter that cannot be read; it is shown as text.
    FrontMatterUnreadable = "front-matter-unreadable" Warning,
    /// Part of a document is not shown.
    TextLeftOut = "text-left-out" Warning,
    /// A document was not published because it is too large or too deep.
    OverLimit = "over-limit" Warning,
    /// The file is not UTF-8; it was converted.
    ConvertedEncoding = "converted-encoding" Warning,
    /// A link out of the content folder; nothing is copied from there.
    LinkLeavesContent = "link-leaves-content" Warning,
    /// An attachment of a type that is not published.
    UnpublishedType = "unpublished-type" Warning,
    /// A shallow clone: its dates are not used.
    ShallowHistory = "shallow-history" Info,
    /// UTF-8 that was read as another encoding; the text was repaired.
    RepairedEncoding = "repaired-encoding" Info,
    /// The document is marked `draft` and not published.
    Draft = "draft" Info,
    /// Open work without an owner.
    NoOwner = "no-owner" Info,
    /// The document states no date.
    NoDate = "no-date" Info,
    /// Open work whose written due date has passed.
    Overdue = "overdue" Info,
    /// A stated review date has passed.
    ReviewDue = "review-due" Info,
    /// Nothing links to the document.
    Orphan = "orphan" Info,
    /// Documents that an ignore file leaves out.
    IgnoredDocuments = "ignored-documents" Info,
    /// A setting that fits nothing.
    UnusedSetting = "unused-setting" Info,
}

/// One remark about one place in one document, before its place is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check spoke.
    pub code: Code,
    /// Where in the visible text; `None` for the whole document.
    pub range: Option<TextRange>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What happens, or what the author can do.
    pub hint: Option<String>,
}

/// A remark with its place in the file as it lies on disk.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Finding {
    /// The file, relative to SOURCE; of the configuration, its own path.
    pub path: String,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// 1-based, the line of the last character.
    pub end_line: u32,
    /// 1-based, one past the last character.
    pub end_column: u32,
    /// How serious it is here.
    pub severity: Severity,
    /// Which check spoke.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What happens, or what the author can do.
    pub hint: Option<String>,
    /// The line of the file, for a code frame; not part of the export.
    #[serde(skip)]
    pub excerpt: Option<String>,
}

impl Finding {
    /// A finding about a whole file.
    pub fn of_file(
        path: &DocPath,
        code: Code,
        message: String,
        hint: Option<String>,
    ) -> Self {
        Self {
            path: path.as_str().to_owned(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            severity: code.severity(),
            code,
            message,
            hint,
            excerpt: None,
        }
    }
}

/// A value that is always there, and the remarks made while computing it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted<T> {
    /// The result; complete even when there are remarks.
    pub value: T,
    /// The remarks, in text order.
    pub notes: Vec<Diagnostic>,
}
