//! Finds what the author hides from readers: `<!-- … -->` and `%%…%%` outside code.
//!
//! A comment that begins a line goes to the first `-->`, wherever that is. One
//! within a line ends within its paragraph, as in `CommonMark`. `%%` hides what
//! stands between two of them on one line; one that begins a line and has no second
//! there hides all up to a later line that ends with `%%`. What is not closed hides
//! nothing: it stays text.

use super::Directive;
use super::code::{Blocks, Line};
use super::front_matter::lines;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is hidden in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    /// What to cut out, in text order, line breaks included.
    pub(super) ranges: Vec<Range<usize>>,
    /// Where a comment corrects the reading.
    pub(super) directives: Vec<(usize, Directive)>,
}

/// What is hidden in `text` behind the byte `from`, at which a line ends.
pub(super) fn hidden(text: &str, from: usize) -> Hidden {
    let mut search = Search::of(text);
    if !text.contains("<!--") && !text.contains("%%") {
        return search.hidden;
    }
    let (mut blocks, mut shown) = (Blocks::default(), from);
    for line in lines(text).skip_while(|line| line.end <= from && from > 0) {
        if line.end <= shown && shown > from {
            continue;
        }
        // Of a line in which something hidden ends, the rest is text.
        let kind = match text.as_bytes().get(line.clone()) {
            Some(line_bytes) if line.start >= shown => blocks.line(line_bytes),
            _ => Line::Text(shown - line.start),
        };
        let at = match kind {
            Line::Text(at) => line.start + at,
            Line::Fresh(at) => search.turn(line.start + at),
            Line::Blank | Line::Code => {
                search.turn(line.end);
                continue;
            }
        };
        shown = search.line(at..line.end).unwrap_or(shown);
        if shown >= line.end {
            blocks.interrupt();
        }
    }
    search.turn(text.len());
    search.hidden
}

struct Search<'a> {
    text: &'a str,
    hidden: Hidden,
    /// Lines of text that were met, and not yet looked into.
    paragraph: Range<usize>,
    /// The next `-->`, so that none is looked for twice; `None` if there is none.
    close: Option<usize>,
    /// Whether a line that ends with `%%` may still follow.
    may_end: bool,
}

impl<'a> Search<'a> {
    fn of(text: &'a str) -> Self {
        let close = text.find("-->");
        Self { text, hidden: Hidden::default(), paragraph: 0..0, close, may_end: true }
    }

    /// Ends the paragraph; the next one begins `at`.
    fn turn(&mut self, at: usize) -> usize {
        let paragraph = std::mem::replace(&mut self.paragraph, at..at);
        self.inline(paragraph);
        at
    }

    /// Adds a line of text to the paragraph; gives the end of what begins in the
    /// line and is hidden over lines.
    fn line(&mut self, line: Range<usize>) -> Option<usize> {
        let (mut at, mut shown) = (line.start, None);
        loop {
            // A comment that begins a line ends the paragraph before.
            if self.text.get(at..line.end).is_some_and(|rest| rest.starts_with("<!--")) {
                self.turn(at);
            }
            let Some(end) = self.whole(at..line.end) else { break };
            self.turn(end);
            self.hide(at..end);
            shown = Some(end);
            let Some(rest) = self.text.get(end..line.end) else { break };
            at = line.end - rest.trim_start().len();
        }
        self.paragraph.end = line.end.max(self.paragraph.start);
        shown
    }

    /// The end of what is hidden from the start of `line` on, over lines.
    fn whole(&mut self, line: Range<usize>) -> Option<usize> {
        let rest = self.text.get(line.clone())?;
        if rest.starts_with("<!--") {
            return self.close(line.start);
        }
        let mut signs = percents(rest);
        if !self.may_end || signs.next() != Some(0) || signs.next().is_some() {
            return None;
        }
        let below = self.text.get(line.end..)?;
        let ends = |range: &Range<usize>| {
            let line = below.get(range.clone()).unwrap_or_default().trim_end();
            let mut signs = percents(line);
            let first = signs.next();
            first.is_some_and(|at| at + 2 == line.len())
        };
        let last = lines(below).skip(1).find(ends);
        self.may_end = last.is_some();
        let last = last?;
        let blank = below.get(last.clone())?.trim_end().len();
        Some(line.end + last.start + blank)
    }

    /// The end of the comment that begins at `open`. `<!-->` is a whole one.
    fn close(&mut self, open: usize) -> Option<usize> {
        let from = open + 2;
        if self.close? < from {
            self.close = self.text.get(from..)?.find("-->").map(|at| from + at);
        }
        self.close.map(|at| at + 3)
    }

    /// Hides what a `paragraph` holds within its lines.
    fn inline(&mut self, paragraph: Range<usize>) {
        let Some(inner) = self.text.get(paragraph.clone()) else { return };
        if !inner.contains("<!--") && !inner.contains("%%") {
            return;
        }
        let (bytes, ticks) = (inner.as_bytes(), ticks(inner));
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let rest = inner.get(at..).unwrap_or_default();
            at += match byte {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => 2,
                b'`' => span(at, rest, &ticks),
                b'<' if rest.starts_with("<!--") => {
                    match self.close(paragraph.start + at) {
                        Some(end) if end <= paragraph.end => {
                            self.hide(paragraph.start + at..end);
                            end - paragraph.start - at
                        }
                        _ => 4,
                    }
                }
                b'%' => {
                    let run = rest.bytes().take_while(|byte| *byte == b'%').count();
                    let figure = at.checked_sub(1).and_then(|at| bytes.get(at));
                    // `100%%` is a sum, however many there are.
                    let opens = run == 2 && !figure.is_some_and(u8::is_ascii_digit);
                    match pair(rest).filter(|_| opens) {
                        Some(len) => {
                            self.hide(paragraph.start + at..paragraph.start + at + len);
                            len
                        }
                        None => run,
                    }
                }
                _ => 1,
            };
        }
    }

    fn hide(&mut self, range: Range<usize>) {
        let inner = self.text.get(range.clone()).unwrap_or_default();
        let words =
            inner.trim_matches(['<', '!', '-', '>', '%']).split_whitespace().next();
        let directive = match words {
            Some("kenning:ignore") => Some(Directive::IgnoreNext),
            Some("kenning:ignore-start") => Some(Directive::IgnoreStart),
            Some("kenning:ignore-end") => Some(Directive::IgnoreEnd),
            Some("kenning:ignore-file") => Some(Directive::IgnoreFile),
            _ => None,
        };
        self.hidden.directives.extend(directive.map(|it| (range.start, it)));
        self.hidden.ranges.push(range);
    }
}

/// How far to step from the backticks at `at`: over a code span, if it is one.
fn span(at: usize, rest: &str, ticks: &BTreeMap<usize, Vec<usize>>) -> usize {
    let len = rest.bytes().take_while(|byte| *byte == b'`').count();
    let ends = ticks.get(&len).map(Vec::as_slice).unwrap_or_default();
    let next = ends.partition_point(|end| *end <= at);
    ends.get(next).map_or(len, |end| end + len - at)
}

/// The places of all runs of backticks by their length.
fn ticks(text: &str) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut run = 0;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte == b'`' {
            run += 1;
        } else if run > 0 {
            found.entry(run).or_default().push(at - run);
            run = 0;
        }
    }
    found
}

/// The length of what `%%` at the start of `rest` hides on its line.
fn pair(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 2;
    loop {
        match bytes.get(at)? {
            b'\n' | b'\r' => return None,
            b'%' => {
                let run = bytes.iter().skip(at).take_while(|byte| **byte == b'%').count();
                // A sign in code ends nothing.
                if run == 2 && bytes.get(at - 1) != Some(&b'`') {
                    return Some(at + 2);
                }
                at += run;
            }
            _ => at += 1,
        }
    }
}

/// Where `%%` stands in `line`, neither more nor fewer.
fn percents(line: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = line.as_bytes();
    let sign = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'%');
    let alone = move |at: &usize| !sign(at.checked_sub(1)) && !sign(Some(at + 2));
    line.match_indices("%%").map(|(at, _)| at).filter(alone)
}
