//! Positions in text, paths and addresses, days: what every other module counts in.

pub mod date;
mod path;
pub mod scheme;
pub mod signs;
mod slug;

pub use date::{DateOrder, Day, Moment, Span};
pub use path::{DocPath, SitePath};
pub use slug::{heading_anchor, order, slug, slug_ticket, unique};

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets into the visible text of one document
/// (`Source::text`).
///
/// It never names the file, so that equal texts give equal facts wherever they
/// lie. `Source` knows which bytes of the file it stands for.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
pub struct TextRange {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The range from `start` to `end`, empty where they are the wrong way round.
    pub fn new(start: usize, end: usize) -> Self {
        let start = to_u32(start);
        Self { start, end: to_u32(end).max(start) }
    }

    /// The range of `part` within `whole`, of which it must be a slice.
    ///
    /// A `part` from elsewhere gives the empty range at 0.
    pub fn of(part: &str, whole: &str) -> Self {
        let (from, base) = (part.as_ptr() as usize, whole.as_ptr() as usize);
        match from.checked_sub(base) {
            Some(start) if start + part.len() <= whole.len() => {
                Self::new(start, start + part.len())
            }
            _ => Self::default(),
        }
    }

    /// The text at this range; empty where the range does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside.
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Where the lines of a text begin: at `\n`, `\r\n` and lone `\r`, as comrak
/// counts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// The lines of `text`.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(to_u32(at + 1));
            }
        }
        Self { starts }
    }

    /// The 1-based line that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        to_u32(self.starts.partition_point(|start| *start <= offset))
    }

    /// The offset at which the 1-based `line` begins.
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        to_u32(self.starts.len())
    }
}
