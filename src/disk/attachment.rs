//! Files that are published beside the documents, as readers get them.
//!
//! An SVG is a document of its own that may hold scripts, styles and addresses of
//! others, so what is published of it is what `svg-hush` leaves: shapes and text. All
//! other types are published as they are.

use super::open::{open_inside, read_up_to};
use crate::text::DocPath;
use std::fs::File;
use std::io;
use std::io::{Cursor, ErrorKind, Read};
use std::panic::catch_unwind;
use std::path::Path;

/// The largest SVG that is published, in bytes: a diagram of a thousand shapes has less
/// than a tenth.
const LARGEST: u64 = 2_000_000;

/// How deep its elements may be nested: 100,000 levels took three minutes.
const DEPTH: usize = 100;

/// How many namespaces it may declare.
const NAMESPACES: usize = 50;

/// A file to publish.
#[derive(Debug)]
pub struct Attachment {
    bytes: Bytes,
    length: u64,
}

#[derive(Debug)]
enum Bytes {
    File(File),
    Made(Cursor<Vec<u8>>),
}

impl Attachment {
    /// Opens the file at `path` below the content folder `root`.
    ///
    /// # Errors
    /// Also if a link on the way leads out of `root`, or if nothing harmless can be
    /// made of it.
    pub fn open(root: &Path, path: &DocPath) -> io::Result<Self> {
        let file = open_inside(root, path)?;
        if !is_image(path) {
            let length = file.metadata()?.len();
            return Ok(Self { bytes: Bytes::File(file), length });
        }
        let why = || io::Error::new(ErrorKind::InvalidData, "no SVG, or too large");
        let bytes = harmless(file).ok_or_else(why)?;
        let length = bytes.len() as u64;
        Ok(Self { bytes: Bytes::Made(Cursor::new(bytes)), length })
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.length
    }
}

impl Read for Attachment {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.bytes {
            Bytes::File(file) => file.read(into),
            Bytes::Made(bytes) => bytes.read(into),
        }
    }
}

/// Whether the file is published only as far as it is harmless.
pub(super) fn is_image(path: &DocPath) -> bool {
    path.extension() == "svg"
}

/// The size of the SVG as it is published; 0 if it is not published.
pub(super) fn published_size(file: File) -> u64 {
    harmless(file).map_or(0, |bytes| bytes.len() as u64)
}

/// What is harmless of an SVG; `None` if it is none, or over a limit.
fn harmless(file: File) -> Option<Vec<u8>> {
    let (bytes, is_whole) = read_up_to(file, LARGEST).ok()?;
    let text = str::from_utf8(&bytes).ok().filter(|text| is_whole && is_bounded(text))?;
    let made = || {
        let mut made = Vec::new();
        let mut filter = svg_hush::Filter::new();
        filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
        filter.filter(&mut text.as_bytes(), &mut made).ok()?;
        // The one function of CSS that loads without `url()`, which the filter overlooks.
        let is_calling =
            made.to_ascii_lowercase().windows(9).any(|at| at == b"image-set");
        (!is_calling).then_some(made)
    };
    catch_unwind(made).ok()?
}

/// Whether reading the markup takes time in proportion to its length: the reader looks
/// at all elements and namespaces around each element, and at all that an entity stands
/// for.
fn is_bounded(markup: &str) -> bool {
    if markup.contains("<!ENTITY") || markup.matches("xmlns").count() > NAMESPACES {
        return false;
    }
    let (mut rest, mut depth) = (markup, 0_usize);
    while let Some((_, tail)) = rest.split_once('<') {
        let split = match () {
            () if tail.starts_with("!--") => tail.split_once("-->"),
            () if tail.starts_with("![CDATA[") => tail.split_once("]]>"),
            () if tail.starts_with('?') => tail.split_once("?>"),
            () => whole_tag(tail),
        };
        let Some((tag, after)) = split else { return false };
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            depth += 1;
        }
        if depth > DEPTH {
            return false;
        }
        rest = after;
    }
    true
}

/// A tag and what follows it; a `>` between quotes does not end it.
fn whole_tag(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let end = text.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}
