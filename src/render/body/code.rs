//! Code blocks become figures with a label, line numbers and room for a button.

use super::writer::Writer;
use crate::render::escape::{Attribute, Text};
use crate::render::highlight::{guess, highlight, language};
use crate::render::sanitise::Place;
use crate::render::words::{Phrase, Words, fill};
use std::fmt::Write;

/// Blocks with fewer lines have no line numbers.
const NUMBERED: usize = 5;

/// Blocks with more lines have none either: the page would be twice as large.
const MOST_NUMBERED: usize = 1_000;

/// The longest label of an unknown language, in characters.
const LABEL: usize = 40;

/// Writes a code block; `ordinal` is its 1-based place among those of the page.
///
/// `info` is what stands behind the fence: the language is its first word.
pub(super) fn figure(
    out: &mut Writer,
    words: &Words,
    (info, code): (&str, &str),
    ordinal: u32,
) {
    let (word, label, guessed) = label(words, info, code);
    let html = highlight(&word, code);
    let code = html.as_str().strip_suffix('\n').unwrap_or(html.as_str());
    let count = code.split('\n').count();
    let numbered = (NUMBERED..=MOST_NUMBERED).contains(&count);
    let id = format!("k-code-{ordinal}");
    out.make_room(Place::Flow);
    out.markup(format_args!(
        "<figure class=\"code\" id=\"{id}\"><figcaption><span class=\"fn\">{}</span>{}\
         <button class=\"copy\" type=\"button\" data-copy=\"{id}\">\
         <i class=\"g i-copy\"></i><span>{}</span></button></figcaption>\
         <pre tabindex=\"0\" role=\"group\" aria-label=\"{}\"><code>",
        Text(&label),
        if guessed {
            format!("<span class=\"guess\">{}</span>", Text(words.text("guessed")))
        } else {
            String::new()
        },
        Text(words.text("Copy")),
        Attribute(&described(words, &label, count)),
    ));
    let mut lines = String::with_capacity(code.len() * 2);
    for (at, line) in (1..).zip(code.split('\n')) {
        let _ = if numbered {
            write!(
                lines,
                "<span class=\"l\" id=\"{id}-{at}\"><a class=\"ln\" href=\"#{id}-{at}\" \
                 tabindex=\"-1\" aria-hidden=\"true\">{at}</a>{line}\n</span>"
            )
        } else {
            write!(lines, "<span class=\"l\">{line}\n</span>")
        };
    }
    out.markup(format_args!("{lines}</code></pre></figure>\n"));
}

/// What a block is called for those who do not see it.
fn described(words: &Words, label: &str, lines: usize) -> String {
    let said = words.phrase(Phrase {
        key: "{language} code, {n} line",
        n: u64::try_from(lines).ok(),
        many: Some("{language} code, {n} lines"),
    });
    fill(said, |name| match name {
        "language" => Some(label.to_owned()),
        "n" => Some(lines.to_string()),
        _ => None,
    })
}

/// The word to highlight by, the label to show, and whether it was guessed.
fn label(words: &Words, info: &str, code: &str) -> (String, String, bool) {
    let word = info
        .trim_start_matches(['{', '.', ' '])
        .split(|c: char| c.is_whitespace() || ",{}:".contains(c))
        .next()
        .unwrap_or_default();
    match (language(word), guess(code)) {
        (Some(known), _) => (known.word.into(), known.name.into(), false),
        (None, Some(guessed)) if word.is_empty() => {
            (guessed.word.into(), guessed.name.into(), true)
        }
        (None, _) if word.is_empty() => (String::new(), words.text("Text").into(), false),
        (None, _) => (word.into(), word.chars().take(LABEL).collect(), false),
    }
}
