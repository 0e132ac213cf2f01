//! Names of people, roles and teams in a value such as `@DevOps (Primary), @QA`.

use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;

/// A name in a value.
#[derive(Clone, Debug)]
pub struct Name {
    /// Without `@`, brackets and company.
    pub name: String,
    /// As written, `@` included.
    pub raw: String,
    /// What stands in brackets behind it, or behind a dash.
    pub note: Option<String>,
    /// Where it stands.
    pub at: Slice,
}

/// More words than this are no name.
const MOST_WORDS: usize = 5;

/// The names in `value`, split at commas, semicolons, `&`, `and`, `+`, `/` and
/// line breaks outside brackets. Words that mean nobody give none.
pub fn names(value: &Slice, lexicon: &Lexicon) -> Vec<Name> {
    split(value).into_iter().filter_map(|part| name(&part, lexicon)).collect()
}

/// One name, if `part` can be one.
pub fn name(part: &Slice, lexicon: &Lexicon) -> Option<Name> {
    let text = part.text();
    let (head, note) = match text.find(['(', '（', '[', '【', '<']) {
        Some(0) | None => (text, None),
        Some(open) => {
            let inner = text.get(open..)?.trim_start_matches(['(', '（', '[', '【', '<']);
            let end = inner.find([')', '）', ']', '】', '>']).unwrap_or(inner.len());
            (text.get(..open)?, inner.get(..end).map(|note| note.trim().to_owned()))
        }
    };
    let head = head
        .trim()
        .trim_matches(['*', '_', '.', ':', '"', '-', '–', '—', '|', '~'])
        .trim();
    let (head, behind) =
        match [" - ", " – ", " — "].iter().find_map(|dash| head.split_once(dash)) {
            Some((head, behind)) => (head.trim(), Some(behind.trim().to_owned())),
            None => (head, None),
        };
    // A handle is one word; what follows it is a remark.
    let (head, behind) = match head.split_once(' ') {
        Some((handle, rest)) if handle.starts_with('@') => {
            (handle, Some(rest.trim().to_owned()))
        }
        _ => (head, behind),
    };
    let bare = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    is_name(bare, lexicon).then(|| Name {
        name: bare.to_owned(),
        raw: head.to_owned(),
        note: note.filter(|note| !note.is_empty()).or(behind),
        at: part.part(head),
    })
}

/// Whether `text` can be a name: some letters, few words, no sentence, not a word
/// for nobody, no address, no number.
pub fn is_name(text: &str, lexicon: &Lexicon) -> bool {
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=MOST_WORDS).contains(&words)
        && letters >= 1
        && letters * 2 >= text.chars().count()
        && text.chars().count() <= 60
        && !text.contains("://")
        && !text.contains(['=', '{', '}', '<', '>', '?', '!', ':', '"', '→'])
        && lexicon.nobody.exact(text).is_none()
}

/// Whether `text` looks like somebody's name even where nothing announces one:
/// each word begins with a capital, or it is a handle.
pub fn is_proper_name(text: &str, lexicon: &Lexicon) -> bool {
    let handle = text.starts_with('@');
    let bare = text.trim_start_matches('@');
    if !is_name(bare, lexicon) || bare.chars().any(|c| c.is_ascii_digit() && !handle) {
        return false;
    }
    if handle {
        return true;
    }
    let capital = |word: &str| {
        let small = matches!(
            word,
            "de" | "van" | "von" | "der" | "la" | "da" | "di" | "bin" | "al" | "den"
        );
        small
            || word.chars().next().is_some_and(|c| {
                c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic()
            })
    };
    bare.split_whitespace().all(capital) && bare.split_whitespace().count() <= 4
}

/// The parts of a list of names.
fn split(value: &Slice) -> Vec<Slice> {
    let text = value.text();
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = (depth - 1).max(0),
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        let Some(length) = separator(text, at, c) else { continue };
        parts.push(value.cut(start, at).trim());
        start = at + length;
        skip_to = start;
    }
    parts.push(value.cut(start, text.len()).trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// How long the separator at `at` is, if one stands there.
fn separator(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = text.get(at..)?;
    match c {
        ',' | ';' | '&' | '\n' | '、' | '，' | '；' | '·' | '+' | '|' => {
            return Some(c.len_utf8());
        }
        // `Ada/Bob` are two, `AI/Data` and `UI/UX` are one.
        '/' => {
            let before = text.get(..at)?.rsplit([' ', ',']).next()?;
            let after = rest.get(1..)?.split([' ', ',', '(']).next()?;
            let person = |word: &str| {
                word.starts_with('@')
                    || word.chars().nth(1).is_some_and(char::is_lowercase)
                        && word.len() > 2
            };
            let spaced = rest.starts_with("/ ") && text.get(..at)?.ends_with(' ');
            return (spaced || person(before) && person(after)).then_some(1);
        }
        _ => {}
    }
    if !c.is_whitespace() {
        return None;
    }
    let words =
        [" and ", " und ", " et ", " y ", " e ", " en ", " och ", " ve ", " with "];
    if let Some(word) = words.iter().find(|word| rest.starts_with(**word)) {
        return Some(word.len());
    }
    // Handles may stand side by side without a sign between them.
    rest.trim_start().starts_with('@').then_some(c.len_utf8())
}

/// The form in which two names of one document are compared: lower-case letters and
/// digits only.
pub fn fold(name: &str) -> String {
    normal(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Run;
    use crate::parse::Style;
    use crate::text::TextRange;
    use crate::understand::lexicon::lexicon;

    fn read(text: &str) -> Vec<String> {
        let range = TextRange::new(0, text.len());
        let run = Run { text: text.into(), range, style: Style::default(), link: None };
        let slice = Slice::of(&[run]);
        let shown = |name: Name| match name.note {
            Some(note) => format!("{} ({note})", name.name),
            None => name.name,
        };
        names(&slice, lexicon("en")).into_iter().map(shown).collect()
    }

    #[test]
    fn names_are_split_as_written() {
        assert_eq!(
            read("@Mira (Primary), @QA (Crane Review)"),
            ["Mira (Primary)", "QA (Crane Review)"]
        );
        assert_eq!(read("Ada and Bob & Cleo/Dora"), ["Ada", "Bob", "Cleo", "Dora"]);
        assert_eq!(read("AI/Data"), ["AI/Data"]);
        assert_eq!(read("@ada @bob"), ["ada", "bob"]);
        assert_eq!(read("张伟、李娜（主责）"), ["张伟", "李娜 (主责)"]);
        assert_eq!(read("김민수, 이지은【개발팀】"), ["김민수", "이지은 (개발팀)"]);
        assert_eq!(read("TBD"), Vec::<String>::new());
        assert_eq!(read("-"), Vec::<String>::new());
        assert_eq!(read("Ada Lovelace - Harbour Ops"), ["Ada Lovelace (Harbour Ops)"]);
    }
}
