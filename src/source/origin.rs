//! How the visible text relates to the file as it lies.

use super::decode::{Decoded, Encoding};
use crate::text::{Lines, TextRange};
use std::ops::Range;
use std::sync::Arc;

/// A stretch of the visible text, and of the decoded file, that belong together.
///
/// Of equal length they are the same text; otherwise the one was mended into the
/// other. What lies between two stretches of the file is cut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    text: u32,
    len: u32,
    raw: u32,
    raw_len: u32,
}

/// How the visible text of a document relates to the file as it lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The whole file decoded, neither mended nor cut, and its lines; `None` where
    /// that is the visible text.
    pub(super) raw: Option<(Arc<str>, Lines)>,
    /// In order of both sides; empty without `raw`.
    pub(super) pieces: Vec<Piece>,
    pub(super) encoding: Encoding,
    /// The length of the byte-order mark.
    pub(super) mark: usize,
    /// The characters before each block of `BLOCK` bytes of the decoded file.
    pub(super) blocks: Vec<u32>,
}

/// So that counting columns costs the same on lines of any length.
const BLOCK: usize = 1024;

impl Origin {
    pub(super) fn of(decoded: Decoded, pieces: Vec<Piece>) -> Self {
        let Decoded { text, encoding, mark } = decoded;
        let blocks = blocks(&text);
        let whole = pieces.iter().map(|piece| piece.len as usize).sum::<usize>();
        if whole == text.len() {
            return Self { raw: None, pieces: Vec::new(), encoding, mark, blocks };
        }
        let lines = Lines::of(&text);
        Self { raw: Some((text.into(), lines)), pieces, encoding, mark, blocks }
    }

    /// Where, in the decoded file, the character at `offset` of the text begins.
    pub(super) fn start(&self, offset: u32) -> u32 {
        let after = self.pieces.partition_point(|piece| piece.text <= offset);
        match after.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some(piece) => piece.start(offset - piece.text),
            None => offset,
        }
    }

    /// Where, in the decoded file, a range ends that ends at `offset` of the text.
    pub(super) fn end(&self, offset: u32) -> u32 {
        let after = self.pieces.partition_point(|piece| piece.text < offset);
        match after.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some(piece) => piece.end(offset - piece.text),
            None => self.start(offset),
        }
    }

    /// Where, in the file, the byte at `offset` of the decoded `text` lies.
    pub(super) fn byte(&self, text: &str, offset: u32) -> usize {
        let before = text.get(..offset as usize).unwrap_or(text);
        self.mark + self.encoding.bytes(before)
    }

    /// How many characters of the decoded `text` begin before `offset`.
    pub(super) fn characters(&self, text: &str, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset as usize);
        self.blocks
            .get(block)
            .map_or(0, |before| before + begun(rest.unwrap_or_default()))
    }
}

impl Piece {
    fn start(self, offset: u32) -> u32 {
        match offset {
            _ if self.len == self.raw_len => self.raw + offset.min(self.len),
            0 => self.raw,
            _ if offset < self.len => self.raw,
            _ => self.raw + self.raw_len,
        }
    }

    fn end(self, offset: u32) -> u32 {
        let same = self.len == self.raw_len;
        self.raw + if same { offset.min(self.len) } else { self.raw_len }
    }
}

/// The characters before each block of `text`.
pub(super) fn blocks(text: &str) -> Vec<u32> {
    let mut before = 0;
    let chunks = text.as_bytes().chunks(BLOCK).map(|chunk| {
        before += begun(chunk);
        before
    });
    std::iter::once(0).chain(chunks).collect()
}

fn begun(bytes: &[u8]) -> u32 {
    let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
    to_u32(bytes.iter().filter(begins).count())
}

/// A stretch of a text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    /// Shorter than the range; empty where it is cut out.
    pub(super) with: String,
}

/// `text` after `edits`, which are in order and apart, and how the two relate.
pub(super) fn apply(text: &str, edits: &[Edit]) -> (String, Vec<Piece>) {
    let mut out = String::with_capacity(text.len());
    let mut pieces = Vec::with_capacity(edits.len() * 2 + 1);
    let mut done = 0;
    let mut put = |range: Range<usize>, with: &str| {
        if !with.is_empty() {
            pieces.push(Piece {
                text: to_u32(out.len()),
                len: to_u32(with.len()),
                raw: to_u32(range.start),
                raw_len: to_u32(range.len()),
            });
        }
        out.push_str(with);
    };
    for edit in edits {
        put(done..edit.range.start, text.get(done..edit.range.start).unwrap_or_default());
        put(edit.range.clone(), &edit.with);
        done = edit.range.end;
    }
    put(done..text.len(), text.get(done..).unwrap_or_default());
    (out, pieces)
}

/// How a text relates to the first, where `outer` leads to the second by cuts
/// alone and `inner` from there to the first.
///
/// A cut never ends within a mended run, so that each inner piece which is not
/// the same text lies in one outer piece or in none.
pub(super) fn compose(outer: &[Piece], inner: &[Piece]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(outer.len() + inner.len());
    let (mut outer, mut inner) = (outer.iter().peekable(), inner.iter().peekable());
    while let (Some(out), Some(inn)) = (outer.peek(), inner.peek()) {
        let (out_end, inn_end) = (out.raw + out.len, inn.text + inn.len);
        let (start, end) = (out.raw.max(inn.text), out_end.min(inn_end));
        if start < end {
            let same = inn.len == inn.raw_len;
            pieces.push(Piece {
                text: out.text + (start - out.raw),
                len: end - start,
                raw: inn.start(start - inn.text),
                raw_len: if same { end - start } else { inn.raw_len },
            });
        }
        if out_end <= inn_end {
            outer.next();
        } else {
            inner.next();
        }
    }
    pieces
}

/// Where `offset` of the file lies in the text made of `pieces`; of what is cut
/// out, where the cut was.
pub(super) fn shown_at(pieces: &[Piece], offset: usize) -> u32 {
    let offset = to_u32(offset);
    let after = pieces.partition_point(|piece| piece.raw <= offset);
    match after.checked_sub(1).and_then(|at| pieces.get(at)) {
        Some(piece) if offset - piece.raw >= piece.raw_len => piece.text + piece.len,
        Some(piece) if piece.len == piece.raw_len => piece.text + (offset - piece.raw),
        Some(piece) => piece.text,
        None => 0,
    }
}

/// What the text made of `pieces` has of `range` of the file, if anything.
pub(super) fn shown(pieces: &[Piece], range: TextRange) -> Option<TextRange> {
    let start = shown_at(pieces, range.start as usize);
    let end = shown_at(pieces, range.end as usize);
    (start < end).then_some(TextRange { start, end })
}

pub(super) fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
