//! What a correction excludes from the reading: comments in the text, headings named
//! in the configuration.

use super::Settings;
use super::lexicon::normal;
use crate::parse::BlockKind;
use crate::parse::Document;
use crate::source::Directive;
use crate::source::Source;
use crate::text::TextRange;

/// The ranges that corrections exclude, in text order, apart.
pub(super) fn ignored(
    settings: &Settings,
    source: &Source,
    document: &Document,
) -> Vec<TextRange> {
    let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
    let mut ranges = by_comment(source, document, end);
    let titles = settings.ignored(source.path.as_str());
    if titles.contains(&"*") {
        return vec![TextRange { start: 0, end }];
    }
    if !titles.is_empty() {
        ranges.extend(by_heading(&titles, document, end));
    }
    ranges.sort();
    joined(&ranges)
}

/// Sorted ranges, those that overlap as one.
fn joined(ranges: &[TextRange]) -> Vec<TextRange> {
    let mut joined: Vec<TextRange> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(*range),
        }
    }
    joined
}

/// The ranges that `kenning:ignore` comments exclude.
fn by_comment(source: &Source, document: &Document, end: u32) -> Vec<TextRange> {
    let mut ranges = Vec::new();
    let mut open = None;
    for (at, directive) in &source.directives {
        match directive {
            Directive::IgnoreFile => return vec![TextRange { start: 0, end }],
            Directive::IgnoreStart => open = open.or(Some(*at)),
            Directive::IgnoreEnd => {
                if let Some(start) = open.take() {
                    ranges.push(TextRange { start, end: *at });
                }
            }
            Directive::IgnoreNext => {
                // Blocks stand by their beginning, the outer before the inner.
                let next = document.blocks.partition_point(|b| b.range.start < *at);
                ranges.extend(document.blocks.get(next).map(|block| block.range));
            }
        }
    }
    ranges.extend(open.map(|start| TextRange { start, end }));
    ranges
}

/// The sections below headings with one of `titles`, up to the next heading of the
/// same or a higher level.
fn by_heading(titles: &[&str], document: &Document, end: u32) -> Vec<TextRange> {
    let titles: Vec<String> = titles.iter().map(|title| normal(title)).collect();
    let mut ranges = Vec::new();
    let mut open: Option<(u32, u8)> = None;
    for block in &document.blocks {
        let BlockKind::Heading(level) = block.kind else { continue };
        if let Some((start, _)) = open.filter(|(_, outer)| level <= *outer) {
            ranges.push(TextRange { start, end: block.range.start });
            open = None;
        }
        if open.is_none() && titles.contains(&normal(&block.text())) {
            open = Some((block.range.start, level));
        }
    }
    ranges.extend(open.map(|(start, _)| TextRange { start, end }));
    ranges
}
