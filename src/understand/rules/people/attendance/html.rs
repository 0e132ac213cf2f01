//! Tables and lists of those present in raw HTML, as some editors export them.

use super::Listed;
use super::Titles;
use super::roll;
use super::roster;
use crate::parse::BlockKind;
use crate::parse::Run;
use crate::parse::Style;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;
use crate::understand::rules::people::is_sure;

/// Those whom raw HTML lists below a title such as `Attendees`.
pub(super) fn present(cx: Context<'_>, titles: &Titles) -> Vec<Listed> {
    let blocks = cx.document.blocks.iter();
    let mut found = Vec::new();
    for block in blocks.filter(|block| block.kind == BlockKind::Html) {
        let start = block.range.start;
        let before = cx.outline.sections.partition_point(|s| s.extent.start <= start);
        let Some(roll) = before.checked_sub(1).and_then(|at| roll(cx, at, titles)) else {
            continue;
        };
        let html = block.range.slice(&cx.source.text);
        for text in persons(html, cx.lexicon) {
            let names = roster(cx, &slice(&text, block.range)).into_iter();
            let sure = names.filter(|name| !roll.weak || is_sure(name, cx.lexicon));
            found.extend(sure.map(|name| (roll.role, name, "attendance-html")));
        }
    }
    found
}

/// What is known to stand in a block, but not where.
fn slice(text: &str, range: TextRange) -> Slice {
    let (text, style) = (text.to_owned(), Style::default());
    Slice::of(&[Run { text, range, style, link: None }])
}

/// The texts that may be names: entries of lists, and the cells of the column that a
/// header calls one of people, else of the last.
fn persons(html: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found: Vec<String> = parts(html, "<li").collect();
    let mut column = None;
    for row in parts_raw(html, "<tr") {
        let header: Vec<String> = parts(row, "<th").collect();
        if column.is_none() && !header.is_empty() {
            let people = |text: &String| {
                matches!(
                    lexicon.labels.exact(text),
                    Some(Label::Owner | Label::Attendee | Label::Author)
                ) || text.to_lowercase().ends_with("name")
            };
            column = header.iter().position(people).or(header.len().checked_sub(1));
        }
        let mut cells = parts(row, "<td");
        found.extend(column.and_then(|at| cells.nth(at)));
    }
    found
}

/// The text behind each tag, to the next of its kind, without tags.
fn parts<'h>(html: &'h str, tag: &'h str) -> impl Iterator<Item = String> + 'h {
    parts_raw(html, tag).map(bare).filter(|text| !text.is_empty())
}

fn parts_raw<'h>(html: &'h str, tag: &'h str) -> impl Iterator<Item = &'h str> {
    // `<thead>` is no `<th>`.
    let own = |part: &&str| part.starts_with(['>', ' ', '\n']);
    html.split(tag).skip(1).filter(own)
}

/// What is shown of the rest of an element: without its tags and what encloses it.
fn bare(element: &str) -> String {
    let mut text = String::new();
    let mut pieces = element.split_once('>').map_or("", |(_, rest)| rest).split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
        if ["/li", "/td", "/th", "/tr", "/ul", "/table"].contains(&tag.trim()) {
            break;
        }
        text.push_str(rest);
    }
    text.replace("&amp;", "&")
        .replace("&nbsp;", " ")
        .replace("&#x20;", " ")
        .trim()
        .to_owned()
}
