//! Names of people, roles and teams in a value such as `@DevOps (Primary), @QA`.

use super::people;
use super::title::is_pictograph;
use crate::text::signs;
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
    /// What stands in brackets behind it, behind a dash, or a handle behind a name.
    pub note: Option<String>,
    /// Where it stands.
    pub at: Slice,
}

/// More words than this are no name.
const MOST_WORDS: usize = 5;

/// The names in `value`, split at commas, semicolons, `&`, `and`, `+`, `/` and
/// line breaks outside brackets. Words that mean nobody give none.
pub fn names(value: &Slice, lexicon: &Lexicon) -> Vec<Name> {
    split(value, lexicon).into_iter().filter_map(|part| name(&part, lexicon)).collect()
}

/// One name, if `part` can be one.
pub fn name(part: &Slice, lexicon: &Lexicon) -> Option<Name> {
    let text = part.text();
    // `[Name]` and `{{owner}}` wait to be filled in; `@scope/package` is a thing.
    let open = text.starts_with(['[', '{', '<']) && !text.contains('@');
    if open || text.starts_with('@') && text.contains('/') {
        return None;
    }
    let (head, note) = match text.find(['(', '（', '[', '【', '<']) {
        Some(0) | None => (text, None),
        Some(open) => {
            let inner = text.get(open..)?.trim_start_matches(['(', '（', '[', '【', '<']);
            let end = inner.find([')', '）', ']', '】', '>']).unwrap_or(inner.len());
            (text.get(..open)?, inner.get(..end).map(|note| note.trim().to_owned()))
        }
    };
    let head = trimmed(head);
    let (head, mut behind) = remark(head);
    let bare = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = people::without_honorific(bare);
    let handle = behind.take_if(|behind| behind.starts_with('@'));
    let note = handle.or(note.filter(|note| !note.is_empty())).or(behind);
    let at = part.part(head);
    let name = Name { name: bare.to_owned(), raw: head.to_owned(), note, at };
    is_name(bare, lexicon).then(|| bearer(&name, part, lexicon).unwrap_or(name))
}

/// Who bears a role: `Crane Engineer (Ada)` is Ada.
fn bearer(role: &Name, part: &Slice, lexicon: &Lexicon) -> Option<Name> {
    let note = role.note.as_deref().filter(|_| people::is_role(&role.name, lexicon))?;
    let at = part.text().rfind(note)?;
    let (name, raw) = (note.trim_start_matches('@').to_owned(), note.to_owned());
    let at = part.cut(at, at + note.len());
    let bearer = Name { name, raw, note: Some(role.name.clone()), at };
    let sure = people::is_somebody(&bearer, lexicon)
        && !bearer.raw.starts_with('@')
        && !people::has_role(note, lexicon);
    (sure && is_name(&bearer.name, lexicon)).then_some(bearer)
}

/// Without signs before the name (`@` is part of it) and behind it.
fn trimmed(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let sign = |c: char| {
        c.is_whitespace()
            || is_pictograph(c)
            || matches!(
                c,
                '*' | '_' | '.' | ':' | '：' | '"' | '-' | '–' | '—' | '|' | '~' | '['
            )
    };
    text.trim_end_matches(sign)
}

/// A name and what stands behind it: `Ada - Harbour Ops`, `@ada lead`, `Ada @ada`.
fn remark(head: &str) -> (&str, Option<String>) {
    let behind = |text: &str| Some(text.trim().to_owned());
    if let Some((name, rest)) =
        [" - ", " – ", " — "].iter().find_map(|dash| signs::split_once(head, dash))
    {
        return (trimmed(name), behind(rest));
    }
    match head.split_once(' ') {
        // A handle is one word.
        Some((handle, rest)) if handle.starts_with('@') => (handle, behind(rest)),
        _ => match head.split_once(" @") {
            Some((name, handle)) => (trimmed(name), Some(format!("@{handle}"))),
            // `Ada Ray ada@quay.example`.
            None => match head.rsplit_once(' ') {
                Some((name, address)) if is_address(address) => (trimmed(name), None),
                _ => (head, None),
            },
        },
    }
}

/// Whether `text` can be a name: some letters, few words, no sentence, not a word
/// for nobody, no address, no number.
pub fn is_name(text: &str, lexicon: &Lexicon) -> bool {
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=MOST_WORDS).contains(&words)
        && letters >= 1
        && letters * 2 >= text.chars().count()
        && !text.split_whitespace().any(is_address)
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
        people::is_particle(word)
            || word.chars().next().is_some_and(|c| {
                c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic()
            })
    };
    let mut words = bare.split_whitespace();
    words.all(capital)
        && bare.split_whitespace().filter(|word| !people::is_particle(word)).count() <= 4
}

/// `ada@quay.example`.
fn is_address(word: &str) -> bool {
    word.trim_matches('@').contains('@')
}

/// The parts of a list of names.
fn split(value: &Slice, lexicon: &Lexicon) -> Vec<Slice> {
    let text = value.text();
    let pairs = holds_pairs(text);
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
        if depth > 0 || pairs && c == ',' {
            continue;
        }
        let before = text.get(start..at).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        let Some(length) = separator((before, rest), c, lexicon) else { continue };
        parts.push(value.cut(start, at).trim());
        start = at + length;
        skip_to = start;
    }
    parts.push(value.cut(start, text.len()).trim());
    if pairs {
        let head = |part: &Slice| part.text().find(',').map(|at| part.cut(0, at));
        parts = parts.iter().map(|part| head(part).unwrap_or(part.clone())).collect();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `Ada, Harbour Ops; Bob, Tide Corp`: a comma parts a name from its company.
fn holds_pairs(text: &str) -> bool {
    let mut parts = text.split(';').filter(|part| !part.trim().is_empty()).peekable();
    parts.peek().is_some()
        && text.contains(';')
        && parts.all(|part| part.matches(',').count() == 1)
}

/// How long the separator is that stands at the beginning of `rest`, if one does;
/// `before` is what stands between it and the one before.
fn separator((before, rest): (&str, &str), c: char, lexicon: &Lexicon) -> Option<usize> {
    match c {
        '&' | '+' => {
            let behind = rest.get(1..)?;
            return (!people::is_team_of_two(before, behind, lexicon)).then_some(1);
        }
        ',' | ';' | '\n' | '、' | '，' | '；' | '·' | '|' => {
            return Some(c.len_utf8());
        }
        // `Ada/Bob` are two, `AI/Data` and `UI/UX` are one.
        '/' => {
            let last = before.rsplit([' ', ',']).next()?;
            let after = rest.get(1..)?.split([' ', ',', '(']).next()?;
            let person = |word: &str| {
                word.starts_with('@')
                    || word.chars().nth(1).is_some_and(char::is_lowercase)
                        && word.len() > 2
            };
            // `@scope/package` is one thing.
            if last.starts_with('@') && !after.starts_with('@') {
                return None;
            }
            let spaced = rest.starts_with("/ ") && before.ends_with(' ');
            return (spaced || person(last) && person(after)).then_some(1);
        }
        _ => {}
    }
    if !c.is_whitespace() {
        return None;
    }
    let words = [
        " and ", " und ", " et ", " y ", " e ", " en ", " och ", " ve ", " with ", " og ",
    ];
    if let Some(word) = words.iter().find(|word| rest.starts_with(**word)) {
        let behind = rest.get(word.len()..)?;
        return (!people::is_team_of_two(before, behind, lexicon)).then_some(word.len());
    }
    // Handles may stand side by side without a sign between them; behind a name a
    // handle is that person's.
    let handle = before.trim_start().starts_with('@') || before.trim().is_empty();
    (handle && rest.trim_start().starts_with('@')).then_some(c.len_utf8())
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
        assert_eq!(read("Ada Lane @ada, Bob"), ["Ada Lane (@ada)", "Bob"]);
        assert_eq!(read("Ada, Tide Corp; Bob, Quay Ltd"), ["Ada", "Bob"]);
        assert_eq!(read("Ada, Product & Design Team"), ["Ada", "Product & Design Team"]);
        assert_eq!(read("Ada & Design Team"), ["Ada", "Design Team"]);
        assert_eq!(read("张伟、李娜（主责）"), ["张伟", "李娜 (主责)"]);
        assert_eq!(read("김민수, 이지은【개발팀】"), ["김민수", "이지은 (개발팀)"]);
        assert_eq!(read("TBD"), Vec::<String>::new());
        assert_eq!(read("-"), Vec::<String>::new());
        assert_eq!(read("Ada Lovelace - Harbour Ops"), ["Ada Lovelace (Harbour Ops)"]);
    }
}
