//! Stage 1, source: the bytes of one file become its visible text.
//!
//! In come a path and bytes; out goes a [`Source`]. The steps: decode (UTF-8 with
//! or without mark, UTF-16 with mark, Windows-1252), mend text that was decoded
//! wrongly once before, read the front matter, and cut out what no reader may see
//! (front matter, HTML comments and `%%…%%` outside code, keeping line breaks).
//! So nothing hidden can reach any output: it is gone before anything is read.
//! Line numbers of the visible text are those of the file.

mod charset;
mod code;
mod cuts;
mod decode;
mod front_matter;
mod hidden;
mod key_lines;
mod meta;
mod notes;
mod origin;
mod repair;

use decode::Encoding;
pub use meta::{KINDS, Meta};
pub use origin::Origin;

use crate::diag::{Code, Diagnostic, Noted};
use crate::text::{DocPath, Lines, TextRange};
use std::ops::Range;
use std::sync::Arc;

/// Longer files are not read.
pub const MOST_BYTES: usize = 10_000_000;

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
    /// Whether the file is text within the limits; otherwise `text` is empty, a
    /// remark says why, and the document is left out.
    pub readable: bool,
    /// How `text` relates to the file.
    pub origin: Origin,
}

/// A place in the file as the author's editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
}

/// The longest line that is shown beside a finding.
const MOST_EXCERPT: usize = 4096;

impl Source {
    /// The 1-based line of the byte at `offset` of the visible text.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.line(offset)
    }

    /// How many lines the file has, as editors count them: a line break ends the last.
    pub fn lines_of_file(&self) -> u32 {
        let (text, lines) = self.raw();
        let ended = text.ends_with(['\n', '\r']);
        lines.count() - u32::from(ended && lines.count() > 1)
    }

    /// Line and column, in the file as it lies, of the byte at `offset` of the
    /// visible text.
    pub fn place(&self, offset: u32) -> Place {
        self.place_of_raw(self.origin.start(offset))
    }

    /// Line and column, in the file as it lies, one past the last character of a
    /// range that ends at `offset` of the visible text.
    pub fn end_place(&self, offset: u32) -> Place {
        self.place_of_raw(self.origin.end(offset))
    }

    /// The line of the file that holds `offset` of the visible text, as it lies;
    /// empty where it is too long to be shown.
    pub fn excerpt(&self, offset: u32) -> &str {
        let (text, lines) = self.raw();
        let line = lines.line(self.origin.start(offset));
        let start = lines.start(line).unwrap_or(0) as usize;
        let end = lines.start(line + 1).map_or(text.len(), |end| end as usize);
        let line = text.get(start..end).unwrap_or_default();
        if line.len() > MOST_EXCERPT { "" } else { line.trim_end_matches(['\n', '\r']) }
    }

    /// The bytes, in the file as it lies, that `range` of the visible text stands
    /// for: of mended text what was mended, and what was cut out in between.
    ///
    /// Walks the text unless the file is UTF-8.
    pub fn file_range(&self, range: TextRange) -> Range<usize> {
        let (text, _) = self.raw();
        let (start, end) = (self.origin.start(range.start), self.origin.end(range.end));
        let byte = |offset| self.origin.byte(text, offset);
        byte(start)..byte(end.max(start))
    }

    /// The text at `range`.
    pub fn slice(&self, range: TextRange) -> &str {
        range.slice(&self.text)
    }

    /// The file decoded, neither mended nor cut.
    fn raw(&self) -> (&str, &Lines) {
        match &self.origin.raw {
            Some((raw, lines)) => (raw, lines),
            None => (&self.text, &self.lines),
        }
    }

    fn place_of_raw(&self, offset: u32) -> Place {
        let (text, lines) = self.raw();
        let line = lines.line(offset);
        let start = lines.start(line).unwrap_or(0);
        let before = |offset| self.origin.characters(text, offset);
        Place { line, column: before(offset).saturating_sub(before(start)) + 1 }
    }

    fn unreadable(path: DocPath) -> Self {
        Self {
            path,
            text: "".into(),
            lines: Lines::of(""),
            meta: Meta::default(),
            directives: Vec::new(),
            repaired: 0,
            readable: false,
            origin: Origin::default(),
        }
    }
}

/// Reads the bytes of one file. Never fails: what is no text, or too long, has an
/// empty one and a remark that says so.
pub fn source(path: DocPath, bytes: &[u8]) -> Noted<Source> {
    if bytes.len() > MOST_BYTES {
        let mega = bytes.len() / 1_000_000;
        let message = format!("the document has {mega} MB; the limit is 10 MB");
        return left_out(path, Code::OverLimit, message, "split it into several files");
    }
    let Some(decoded) = decode::decode(bytes) else {
        let message = "the file is not text".to_owned();
        let hint = "if it is, save it as UTF-8";
        return left_out(path, Code::UnreadableDocument, message, hint);
    };
    let mends = repair::repairs(&decoded.text);
    let (mended, inner) = origin::apply(&decoded.text, &mends);
    let front = front_matter::front_matter(&mended);
    let hidden = hidden::hidden(&mended, front.range.end);
    let cuts = cuts::cuts(&mended, front.range, hidden.ranges);
    let (text, outer) = origin::apply(&mended, &cuts);
    let pieces = origin::compose(&outer, &inner);

    let mut notes: Vec<Diagnostic> = front.note.into_iter().collect();
    for note in &mut notes {
        note.range = note.range.and_then(|range| origin::shown(&outer, range));
    }
    notes.extend(notes::converted(&decoded, &pieces));
    notes.extend(notes::repaired(&mends, &pieces));
    notes.sort_by_key(|note| note.range.map(|range| range.start));

    let shown = |offset: usize| origin::shown_at(&outer, offset);
    let directives = hidden.directives.iter().map(|(at, it)| (shown(*at), *it)).collect();
    let (lines, meta) = (Lines::of(&text), meta::meta(front.all));
    let repaired = origin::to_u32(mends.len());
    let origin = Origin::of(decoded, pieces);
    let text = text.into();
    let value =
        Source { path, text, lines, meta, directives, repaired, readable: true, origin };
    Noted { value, notes }
}

/// A file that shall be saved anew, as its author meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file as it was read, without byte-order mark.
    pub before: String,
    /// The same lines with the damaged runs mended.
    pub after: String,
    /// How many runs were mended.
    pub signs: usize,
    /// The encoding it had, if that was not UTF-8.
    pub converted: Option<&'static str>,
    marked: bool,
}

impl Mended {
    /// What the file shall hold: UTF-8 with the line breaks, front matter, comments
    /// and, if it was UTF-8 before, the byte-order mark that it has.
    pub fn bytes(&self) -> Vec<u8> {
        let mark: &[u8] = if self.marked { "\u{feff}".as_bytes() } else { &[] };
        [mark, self.after.as_bytes()].concat()
    }
}

/// The whole file mended; `None` where nothing is to be mended. What this gives needs
/// no mending again.
pub fn mended(bytes: &[u8]) -> Option<Mended> {
    let decoded = decode::decode(bytes)?;
    let is_utf8 = decoded.encoding == Encoding::Utf8;
    let mut mends = repair::repairs(&decoded.text);
    let signs = mends.len();
    let mut after = decoded.text.clone();
    // Text can be damaged twice. Each turn makes it shorter, so there is a last one.
    while !mends.is_empty() {
        after = origin::apply(&after, &mends).0;
        mends = repair::repairs(&after);
    }
    (signs > 0 || !is_utf8).then(|| Mended {
        before: decoded.text,
        after,
        signs,
        converted: (!is_utf8).then(|| decoded.encoding.name()),
        marked: is_utf8 && decoded.mark > 0,
    })
}

fn left_out(path: DocPath, code: Code, message: String, hint: &str) -> Noted<Source> {
    let hint = Some(hint.to_owned());
    let note = Diagnostic { code, range: None, message, hint };
    Noted { value: Source::unreadable(path), notes: vec![note] }
}
