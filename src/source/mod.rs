//! Stage 1, source: the bytes of one file become its visible text.
//!
//! In come a path and bytes; out goes a [`Source`]. The steps: decode (UTF-8 with
//! or without mark, UTF-16 with mark, Windows-1252), mend text that was decoded
//! wrongly once before, read the front matter, and cut out what no reader may see
//! (front matter, HTML comments and `%%…%%` outside code, keeping line breaks).
//! So nothing hidden can reach any output: it is gone before anything is read.
//! Line numbers of the visible text are those of the file.

use crate::diag::Noted;
use crate::text::{DocPath, Lines, TextRange};
use std::sync::Arc;

/// What stands in front matter, in kenning's words; all optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// `title`.
    pub title: Option<String>,
    /// `kind`, `type` or `category`, where it names one of kenning's kinds.
    pub kind: Option<String>,
    /// `date` as written.
    pub date: Option<String>,
    /// `owner`, `owners`, `author`, `authors`.
    pub owners: Vec<String>,
    /// `author`, `authors`: those who wrote it.
    pub authors: Vec<String>,
    /// `status` as written.
    pub status: Option<String>,
    /// `lang` or `language`.
    pub lang: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `aliases`: other names of this document.
    pub aliases: Vec<String>,
    /// `draft`.
    pub draft: bool,
    /// All keys as they stand, for the export.
    pub all: serde_json::Map<String, serde_json::Value>,
}

/// A correction of the reading that stood in a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Directive {
    /// `kenning:ignore`: the next block states nothing.
    IgnoreNext,
    /// `kenning:ignore-start`: from here on nothing is read.
    IgnoreStart,
    /// `kenning:ignore-end`.
    IgnoreEnd,
    /// `kenning:ignore-file`: nothing in this file is read.
    IgnoreFile,
}

/// The visible text of one document.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where the document lies below the content folder.
    pub path: DocPath,
    /// UTF-8 without byte-order mark, front matter and comments; line breaks as
    /// in the file. All ranges count in it.
    pub text: Arc<str>,
    /// The lines of `text`; the same as those of the file.
    pub lines: Lines,
    /// What the front matter says.
    pub meta: Meta,
    /// Corrections, with the offset in `text` where each stood, in text order.
    pub directives: Vec<(u32, Directive)>,
    /// How many damaged runs were mended.
    pub repaired: u32,
    /// How `text` relates to the file.
    pub origin: Origin,
}

/// How the visible text relates to the file as it lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The whole file decoded, neither mended nor cut; `None` where `text` is the
    /// file to the byte.
    pub raw: Option<Arc<str>>,
    /// `(offset in text, offset in raw)` where each unchanged stretch begins.
    pub pieces: Vec<(u32, u32)>,
}

/// A place in the file as the author's editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
}

impl Source {
    /// The 1-based line of the byte at `offset` of the visible text.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.line(offset)
    }

    /// Line and column, in the file as it lies, of the byte at `offset` of the
    /// visible text.
    pub fn place(&self, offset: u32) -> Place {
        let line = self.lines.line(offset);
        let (text, at) = match &self.origin.raw {
            None => (&self.text, offset as usize),
            Some(raw) => (raw, self.raw_offset(offset) as usize),
        };
        let before = text.get(..at.min(text.len())).unwrap_or_default();
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        Place { line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// The line of the file that holds `offset` of the visible text, as it lies.
    pub fn excerpt(&self, offset: u32) -> &str {
        let (text, at) = match &self.origin.raw {
            None => (&*self.text, offset as usize),
            Some(raw) => (&**raw, self.raw_offset(offset) as usize),
        };
        let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
            return "";
        };
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let end = at + after.find(['\n', '\r']).unwrap_or(after.len());
        text.get(start..end).unwrap_or_default()
    }

    /// The text at `range`.
    pub fn slice(&self, range: TextRange) -> &str {
        range.slice(&self.text)
    }

    fn raw_offset(&self, offset: u32) -> u32 {
        let pieces = &self.origin.pieces;
        let after = pieces.partition_point(|(text, _)| *text <= offset);
        match after.checked_sub(1).and_then(|at| pieces.get(at)) {
            Some((text, raw)) => raw + (offset - text),
            None => offset,
        }
    }
}

/// Reads the bytes of one file. Never fails: what cannot be decoded is replaced,
/// and a remark says so.
pub fn source(path: DocPath, bytes: &[u8]) -> Noted<Source> {
    let text: Arc<str> = String::from_utf8_lossy(bytes).into();
    let lines = Lines::of(&text);
    let (meta, origin) = (Meta::default(), Origin::default());
    let value =
        Source { path, text, lines, meta, directives: Vec::new(), repaired: 0, origin };
    Noted { value, notes: Vec::new() }
}
