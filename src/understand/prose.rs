//! Inline text as a reader sees it, every character with its place in the source.

use crate::parse::LinkKind;
use crate::parse::Run;
use crate::parse::Style;
use crate::text::TextRange;
use std::borrow::Cow;
use std::sync::Arc;

/// How many bytes of a line are read for facts. People write paragraphs of a thousand;
/// a value of a megabyte would be tried from each of its words.
pub const LONGEST_LINE: usize = 5_000;

/// The inline text of one block.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The text as shown; a line break is `\n`.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of text of one style.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    /// Where it begins and ends in the source.
    range: TextRange,
    /// How far its text begins behind its range, where the two run in step; escapes,
    /// entities and longer marks break the step.
    skip: Option<u32>,
    style: Style,
    link: Option<LinkKind>,
}

impl Prose {
    /// The text of `runs`; that of images is left out, it is not running text, and so
    /// is what a line has behind [`LONGEST_LINE`].
    pub fn of(runs: &[Run]) -> Self {
        let mut prose = Self::default();
        let mut line = 0;
        for run in runs {
            let link = run.link.as_ref().map(|link| link.kind);
            if link == Some(LinkKind::Image) {
                continue;
            }
            let at = prose.text.len();
            let (range, skip, style) = (run.range, skip(run), run.style);
            prose.pieces.push(Piece { at, range, skip, style, link });
            if run.text == "\n" {
                line = 0;
                prose.text.push('\n');
                continue;
            }
            prose.text.push_str(start(&run.text, LONGEST_LINE.saturating_sub(line)));
            line += run.text.len();
        }
        prose
    }

    /// The whole text as a slice.
    pub fn into_slice(self) -> Slice {
        let to = self.text.len();
        Slice { prose: Arc::new(self), from: 0, to }
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(after.checked_sub(1)?)
    }

    /// The bytes in the source of the byte at `at`; the whole piece where its text
    /// does not run in step with the source.
    fn place(&self, at: usize) -> TextRange {
        let Some(piece) = self.piece(at) else { return TextRange::default() };
        let Some(skip) = piece.skip else { return piece.range };
        let inside = u32::try_from(at - piece.at).unwrap_or(0);
        let start = (piece.range.start + skip + inside).min(piece.range.end);
        TextRange { start, end: (start + 1).min(piece.range.end) }
    }
}

/// At most `length` bytes of `text`, cut at a character.
fn start(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// See [`Piece::skip`].
fn skip(run: &Run) -> Option<u32> {
    let marks = u32::from(run.style.has(Style::CODE));
    let length = u32::try_from(run.text.len()).ok()? + 2 * marks;
    (run.range.end - run.range.start == length).then_some(marks)
}

/// A part of a prose text. Cheap to copy about.
#[derive(Clone, Debug)]
pub struct Slice {
    prose: Arc<Prose>,
    from: usize,
    to: usize,
}

impl Slice {
    /// The text of `runs`.
    pub fn of(runs: &[Run]) -> Self {
        Prose::of(runs).into_slice()
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.prose.text.get(self.from..self.to).unwrap_or_default()
    }

    /// Its bytes in the source; more where escapes or entities stand nearby.
    pub fn range(&self) -> TextRange {
        let start = self.prose.place(self.from).start;
        if self.from >= self.to {
            return TextRange { start, end: start };
        }
        // The end is that of the last byte, which may lie in another piece.
        let end = self.prose.place(self.to - 1).end;
        TextRange { start, end: end.max(start) }
    }

    /// The part from `from` to `to`, byte offsets within its text; the whole where
    /// they do not fit.
    #[must_use]
    pub fn cut(&self, from: usize, to: usize) -> Self {
        if from > to || self.text().get(from..to).is_none() {
            return self.clone();
        }
        Self {
            prose: Arc::clone(&self.prose),
            from: self.from + from,
            to: self.from + to,
        }
    }

    /// The part of it that `part` is; `part` must be a slice of `self.text()`.
    #[must_use]
    pub fn part(&self, part: &str) -> Self {
        let range = TextRange::of(part, self.text());
        self.cut(range.start as usize, range.end as usize)
    }

    /// Without blanks at its ends.
    #[must_use]
    pub fn trim(&self) -> Self {
        self.part(self.text().trim())
    }

    /// The lines, blanks at their ends left out.
    pub fn lines(&self) -> Vec<Self> {
        self.text().split('\n').map(|line| self.part(line.trim())).collect()
    }

    /// The first line.
    #[must_use]
    pub fn first_line(&self) -> Self {
        self.part(self.text().split('\n').next().unwrap_or_default().trim())
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Whether all its letters and digits have `style`; not if there are none.
    pub fn is_all(&self, style: Style) -> bool {
        let mut any = false;
        for (at, _) in self.text().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            any = true;
            if !self.style(at).has(style) {
                return false;
            }
        }
        any
    }

    /// The style of the byte at `at` of its text.
    pub fn style(&self, at: usize) -> Style {
        self.prose.piece(self.from + at).map(|piece| piece.style).unwrap_or_default()
    }

    /// Whether the byte at `at` of its text belongs to a link.
    pub fn is_link(&self, at: usize) -> bool {
        self.prose.piece(self.from + at).is_some_and(|piece| piece.link.is_some())
    }

    /// The stretch of bold text at its beginning, and the rest.
    ///
    /// `None` where it does not begin in bold. Neighbouring bold pieces are one.
    pub fn bold_lead(&self) -> Option<(Self, Self)> {
        let mut end = 0;
        for (at, c) in self.text().char_indices() {
            let bold = self.style(at).has(Style::STRONG);
            if !bold && !c.is_whitespace() {
                break;
            }
            if bold {
                end = at + c.len_utf8();
            }
        }
        let (lead, rest) = self.text().split_at_checked(end)?;
        (!lead.trim().is_empty()).then(|| (self.part(lead.trim()), self.part(rest)))
    }

    /// The same text with blanks for inline code: byte offsets stay.
    pub fn without_code(&self) -> Cow<'_, str> {
        self.without_code_but(|_| false)
    }

    /// The same text with blanks for inline code but for stretches that are `kept`.
    pub fn without_code_but(&self, kept: impl Fn(&str) -> bool) -> Cow<'_, str> {
        let text = self.text();
        if !self.prose.pieces.iter().any(|piece| piece.style.has(Style::CODE)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text.char_indices().peekable();
        while let Some((from, c)) = rest.next() {
            if !self.style(from).has(Style::CODE) {
                out.push(c);
                continue;
            }
            let mut to = from + c.len_utf8();
            while let Some((at, c)) =
                rest.next_if(|(at, _)| self.style(*at).has(Style::CODE))
            {
                to = at + c.len_utf8();
            }
            let code = text.get(from..to).unwrap_or_default();
            if kept(code) {
                out.push_str(code);
            } else {
                out.extend(std::iter::repeat_n(' ', code.len()));
            }
        }
        Cow::Owned(out)
    }
}
