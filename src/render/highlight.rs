//! Code becomes coloured HTML.
//!
//! Each stretch of one role is a `<span>` with one of these classes; all else,
//! blanks included, stands bare. The stylesheet gives each a colour by a variable.
//!
//! | class | role |
//! |---|---|
//! | `c-com` | comment |
//! | `c-str` | string, regular expression |
//! | `c-num` | number, constant |
//! | `c-kw` | keyword, operator word, tag name |
//! | `c-fn` | function, macro, decorator |
//! | `c-ty` | type, class, key of data, attribute name |
//! | `c-ins` | added line of a diff |
//! | `c-del` | removed line of a diff |
//! | `c-hd` | heading of Markdown, header of a diff |
//!
//! No span crosses a line end, so the HTML has exactly the lines of the code.
//!
//! Four limits keep a build going whatever is pasted: a longer line stays plain, a
//! larger block stays plain, a block that takes too long is plain text, wherever its
//! thread hangs (`workers`), and a language that has lost too much time is plain text
//! for the rest of the run (`lost`).

mod languages;
mod lost;
mod theme;
mod workers;

pub use languages::{Language, guess, language};

use super::escape::Text;
use super::html::Html;
use std::fmt::Write;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use syntect::highlighting::{HighlightIterator, HighlightState, Highlighter};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Longer lines stay plain, in bytes. Some grammars take time with the square of a
/// line's length: of 42 repeated snippets in 30 languages, the slowest took 21 s at
/// 10 kB (Markdown, backticks only), 1.1 s at 2 kB, and the next slowest 0.2 s.
const LONGEST_LINE: usize = 2_000;

/// Larger blocks stay plain, in bytes.
const LARGEST_BLOCK: usize = 200_000;

/// Longer blocks stay plain.
const MOST_LINES: usize = 5_000;

/// Slower blocks stay plain. Ordinary code of the largest allowed size takes far
/// less (0.3 to 1 MB/s unoptimised), so the output depends on the machine for hostile
/// input only.
const DEADLINE: Duration = Duration::from_secs(5);

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static HIGHLIGHTER: LazyLock<Highlighter<'static>> =
    LazyLock::new(|| Highlighter::new(&theme::THEME));

/// The HTML of `code`, without a frame around it.
///
/// `language` is the author's word for it, in any of the spellings GitHub knows; an
/// unknown or empty one gives plain text. A pure function of its arguments but for
/// the time limit, so callers may keep the result by a hash of both.
pub fn highlight(language: &str, code: &str) -> Html {
    let lines = code.bytes().filter(|byte| *byte == b'\n').count();
    let fits = code.len() <= LARGEST_BLOCK && lines <= MOST_LINES;
    languages::syntax(&SYNTAXES, language)
        .filter(|_| fits)
        .and_then(|syntax| attempt(syntax, code, DEADLINE))
        .map_or_else(|| Html::text(code), Html::trusted)
}

/// Colours the block within `most`, unless its language has lost too much time already.
fn attempt(
    syntax: &'static SyntaxReference,
    code: &str,
    most: Duration,
) -> Option<String> {
    if lost::is_over(&syntax.name) {
        return None;
    }
    let start = Instant::now();
    let text = code.to_owned();
    let work = Box::new(move || coloured(syntax, &text, start + most));
    let html = workers::within(most, work);
    // What was given up is lost whole, however long the block.
    let coloured = if html.is_some() { code.len() } else { 0 };
    lost::count(&syntax.name, coloured, start.elapsed());
    html
}

/// `None` where the grammar fails or the deadline passes.
fn coloured(syntax: &SyntaxReference, code: &str, deadline: Instant) -> Option<String> {
    let mut parser = ParseState::new(syntax);
    let mut state = HighlightState::new(&HIGHLIGHTER, ScopeStack::new());
    let mut out = String::with_capacity(code.len() * 3);
    for line in LinesWithEndings::from(code) {
        if Instant::now() > deadline {
            return None;
        }
        if line.len() > LONGEST_LINE {
            let _ = write!(out, "{}", Text(line));
            continue;
        }
        let scopes = parser.parse_line(line, &SYNTAXES).ok()?;
        let pieces = HighlightIterator::new(&mut state, &scopes, line, &HIGHLIGHTER);
        let classes =
            pieces.map(|(style, piece)| (theme::class(style.foreground.r), piece));
        write_line(&mut out, line, classes);
    }
    Some(out)
}

/// Writes the pieces of one line, neighbours of one class in one span. Blanks take
/// the class of what stands before them, since nobody sees their colour.
fn write_line<'a>(
    out: &mut String,
    line: &str,
    pieces: impl Iterator<Item = (Option<&'static str>, &'a str)>,
) {
    let (mut start, mut end, mut class) = (0, 0, None);
    for (next, piece) in pieces {
        let blank = piece.trim().is_empty();
        if next != class && !blank {
            write_span(out, class, line.get(start..end).unwrap_or_default());
            (start, class) = (end, next);
        }
        end += piece.len();
    }
    write_span(out, class, line.get(start..).unwrap_or_default());
}

/// Blanks at the end stay outside, above all the line end.
fn write_span(out: &mut String, class: Option<&str>, text: &str) {
    let shown = text.trim_end();
    let rest = text.get(shown.len()..).unwrap_or_default();
    let _ = match class {
        Some(class) if !shown.is_empty() => {
            write!(out, "<span class=\"{class}\">{}</span>{rest}", Text(shown))
        }
        _ => write!(out, "{}", Text(text)),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_runs_away_three_times_is_plain_text_from_then_on() {
        let code = "(defn add [a b] (+ a b))\n";
        assert!(highlight("clojure", code).as_str().contains("<span"));
        let syntax = languages::syntax(&SYNTAXES, "clojure").unwrap();
        assert_eq!(attempt(syntax, code, Duration::ZERO), None);
        for _ in 0..3 {
            assert!(highlight("clojure", code).as_str().contains("<span"));
            lost::count(&syntax.name, 0, DEADLINE);
        }
        assert_eq!(highlight("clojure", code), Html::text(code));
        assert!(highlight("rust", "let a = 1;\n").as_str().contains("<span"));
    }
}
