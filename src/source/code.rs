//! Which lines are code: just enough of Markdown's blocks for that.
//!
//! Containers (quotes, list entries) decide where a fence or an indented block
//! begins and ends, so they are followed; everything else is text.

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Empty, but for the signs of containers.
    Blank,
    /// Part of a fenced or indented block, its fences included.
    Code,
    /// Text from this byte of the line on, which continues the text before.
    Text(usize),
    /// Text from this byte of the line on, which begins something new.
    Fresh(usize),
}

/// The blocks that are open before a line.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    quotes: usize,
    /// The columns at which the text of the open list entries begins.
    entries: Vec<usize>,
    fence: Option<Fence>,
    /// Whether the line before was text that a line may continue.
    paragraph: bool,
}

#[derive(Clone, Copy, Debug)]
struct Fence {
    sign: u8,
    len: usize,
    quotes: usize,
    indent: usize,
}

/// Deeper lists are read as if they were this deep.
const MOST_ENTRIES: usize = 64;

impl Blocks {
    /// What the next `line` is, which has no line break.
    pub(super) fn line(&mut self, line: &[u8]) -> Line {
        let (mut cursor, quotes) = quotes(line);
        if quotes != self.quotes && (!self.paragraph || quotes > self.quotes) {
            self.entries.clear();
            self.quotes = quotes;
            self.paragraph = false;
        }
        if cursor.is_blank() {
            self.paragraph = false;
            self.fence = self.fence.filter(|fence| quotes >= fence.quotes);
            return if self.fence.is_some() { Line::Code } else { Line::Blank };
        }
        if let Some(fence) = self.fence {
            if quotes >= fence.quotes && cursor.column >= fence.indent {
                if fence.closes(cursor.rest()) {
                    self.fence = None;
                }
                return Line::Code;
            }
            self.fence = None;
        }
        while self.entries.last().is_some_and(|column| *column > cursor.column) {
            self.entries.pop();
        }
        self.open(&mut cursor)
    }

    /// Ends the text before: the next line begins something new.
    pub(super) fn interrupt(&mut self) {
        self.paragraph = false;
    }

    /// What the line is behind the signs of the containers that were open.
    fn open(&mut self, cursor: &mut Cursor<'_>) -> Line {
        let mut base = self.entries.last().copied().unwrap_or(0);
        let mut fresh = false;
        loop {
            if cursor.column >= base + 4 && !self.paragraph {
                return Line::Code;
            }
            let Some(column) = cursor.entry() else { break };
            (fresh, base, self.paragraph) = (true, column, false);
            if self.entries.len() < MOST_ENTRIES {
                self.entries.push(column);
            }
        }
        let rest = cursor.rest();
        if cursor.column < base + 4 {
            self.fence = Fence::open(rest, self.quotes, base);
        }
        if self.fence.is_some() {
            self.paragraph = false;
            return Line::Code;
        }
        let alone = matches!(rest.first(), Some(b'#' | b'|'));
        let fresh = fresh || !self.paragraph || alone;
        self.paragraph = !rest.is_empty() && !alone;
        if fresh { Line::Fresh(cursor.at) } else { Line::Text(cursor.at) }
    }
}

impl Fence {
    fn open(rest: &[u8], quotes: usize, indent: usize) -> Option<Self> {
        let sign = *rest.first().filter(|sign| matches!(sign, b'`' | b'~'))?;
        let len = rest.iter().take_while(|byte| **byte == sign).count();
        let info = rest.get(len..).unwrap_or_default();
        let fits = len >= 3 && !(sign == b'`' && info.contains(&b'`'));
        fits.then_some(Self { sign, len, quotes, indent })
    }

    fn closes(self, rest: &[u8]) -> bool {
        let len = rest.iter().take_while(|byte| **byte == self.sign).count();
        let after = rest.get(len..).unwrap_or_default();
        len >= self.len && after.iter().all(u8::is_ascii_whitespace)
    }
}

/// A place in a line, at the first byte that is no blank.
struct Cursor<'a> {
    line: &'a [u8],
    at: usize,
    /// In columns, of which a tab takes up to four.
    column: usize,
}

impl<'a> Cursor<'a> {
    fn at(line: &'a [u8], at: usize, column: usize) -> Self {
        let mut cursor = Self { line, at, column };
        loop {
            match line.get(cursor.at) {
                Some(b' ') => cursor.column += 1,
                Some(b'\t') => cursor.column += 4 - cursor.column % 4,
                _ => return cursor,
            }
            cursor.at += 1;
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        self.at >= self.line.len()
    }

    /// Steps over the sign of a list entry; gives the column of the entry's text.
    fn entry(&mut self) -> Option<usize> {
        let rest = self.rest();
        let digits =
            rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let len = match (digits, rest.get(digits)) {
            (0, Some(b'-' | b'*' | b'+')) => 1,
            (1..=9, Some(b'.' | b')')) => digits + 1,
            _ => return None,
        };
        let (at, column) = (self.at + len, self.column + len);
        if !matches!(self.line.get(at), None | Some(b' ' | b'\t')) {
            return None;
        }
        *self = Self::at(self.line, at, column);
        // Text further away is indented code in an entry that begins one blank on.
        let far = self.is_blank() || self.column > column + 4;
        Some(if far { column + 1 } else { self.column })
    }
}

/// Steps over the signs of quotes; gives how many there are.
fn quotes(line: &[u8]) -> (Cursor<'_>, usize) {
    let mut count = 0;
    let (mut at, mut column) = (0, 0);
    loop {
        let cursor = Cursor::at(line, at, column);
        if line.get(cursor.at) != Some(&b'>') || cursor.column > column + 3 {
            // Columns count from behind the quote, as those of its entries do.
            return (Cursor { column: cursor.column - column, ..cursor }, count);
        }
        count += 1;
        let blank = usize::from(line.get(cursor.at + 1) == Some(&b' '));
        (at, column) = (cursor.at + 1 + blank, cursor.column + 1 + blank);
    }
}
