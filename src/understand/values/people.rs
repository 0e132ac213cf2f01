//! Who a name is: somebody, a role, a team.

use super::names::Name;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::is_given_name;

/// Small words within names: `Ilse de Graaf`.
pub fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di",
        "do", "dos", "du", "des", "el", "ibn", "la", "le", "ter", "ten", "van", "von",
        "zu", "zum",
    ];
    PARTICLES.contains(&word)
}

/// Whether `text` names a role or team: it ends in a word for one.
pub fn is_role(text: &str, lexicon: &Lexicon) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let known = |word: &str| {
        lexicon.roles.exact(word).is_some() || lexicon.teams.exact(word).is_some()
    };
    known(text) || known(last) || known(last.trim_end_matches('s'))
}

/// Whether a word of `text` is one for a role or team.
pub fn has_role(text: &str, lexicon: &Lexicon) -> bool {
    text.split_whitespace().any(|word| is_role(word, lexicon))
}

/// Whether `A & B team` is one team: both are fields of work.
pub fn is_team_of_two(before: &str, behind: &str, lexicon: &Lexicon) -> bool {
    let area = |text: &str| lexicon.areas.exact(text).is_some();
    let end = behind.find([',', ';', '/', '|', '(', '\n']).unwrap_or(behind.len());
    let Some((words, last)) =
        behind.get(..end).and_then(|part| part.trim().rsplit_once(' '))
    else {
        return false;
    };
    area(before) && area(words) && lexicon.teams.exact(last).is_some()
}

/// The given name of a Korean or Chinese name of three letters: what follows the first.
pub fn given_part(name: &str) -> Option<&str> {
    let unspaced = |c: char| matches!(u32::from(c), 0x4e00..=0x9fff | 0xac00..=0xd7af);
    let mut letters = name.char_indices();
    let second = letters.nth(1).map(|(at, _)| at)?;
    let fits = name.chars().count() == 3 && name.chars().all(unspaced);
    name.get(second..).filter(|_| fits)
}

/// Whether `text` is `Family, Given`: one comma, a given name behind it and none before.
pub fn is_inverted(text: &str) -> bool {
    let known = text.split_once(", ").is_some_and(|(_, given)| is_given(given));
    known && may_be_inverted(text)
}

/// Whether `text` may be `Family, Given` where the names of others are.
pub fn may_be_inverted(text: &str) -> bool {
    let Some((family, given)) = text.trim().split_once(", ") else { return false };
    let name = |part: &str| {
        let mut words = part.split_whitespace();
        (1..=3).contains(&words.clone().count()) && words.all(is_name_word)
    };
    name(family)
        && name(given)
        && !is_given(family)
        && (is_given(given) || !given.contains(' '))
}

/// Whether `names` begins with a given name.
fn is_given(names: &str) -> bool {
    is_given_name(names.split(' ').next().unwrap_or_default().trim_end_matches('.'))
}

/// A name without the polite word behind it: `佐藤さん`, `김민수님`.
pub fn without_honorific(name: &str) -> &str {
    const POLITE: &[&str] = &["さん", "様", "さま", "氏", "くん", "先生", "님", "씨"];
    let bare = POLITE.iter().find_map(|word| name.strip_suffix(word));
    bare.map(str::trim_end).filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// Whether `text` has the form of a Korean name: three letters, the first a common
/// family name. Words have that form too, so it tells nothing on its own.
pub fn is_korean_name(text: &str) -> bool {
    const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나엄채원천방공현함변염여추도소석선설마연위표명기반왕금옥육인맹제모탁국";
    let hangul = |c: char| matches!(u32::from(c), 0xac00..=0xd7af);
    text.chars().count() == 3
        && text.chars().all(hangul)
        && text.chars().next().is_some_and(|first| FAMILIES.contains(first))
}

/// Whether a name is somebody's without doubt: a handle, or a given name that is no
/// other word, alone or before a family name.
pub fn is_somebody(name: &Name, lexicon: &Lexicon) -> bool {
    let mut words = name.name.split_whitespace();
    let first = words.next().unwrap_or_default();
    let first = first.split('-').next().unwrap_or_default();
    name.raw.starts_with('@')
        || first.starts_with(char::is_uppercase)
            && is_given_name(first)
            && name.name.split_whitespace().count() <= 4
            && name.name.split_whitespace().all(is_name_word)
            && !has_role(&name.name, lexicon)
}

/// Two or three capitalised words none of which is a word of the trade.
pub fn is_full_name(text: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let trade = |word: &&str| {
        lexicon.senses.exact(word).is_some()
            || lexicon.labels.exact(word).is_some()
            || lexicon.roles.exact(word).is_some()
            || lexicon.areas.exact(word).is_some()
            || lexicon.orders.exact(word).is_some()
            || lexicon.kinds.exact(word).is_some()
            || lexicon.status.exact(word).is_some()
            || lexicon.priority.exact(word).is_some()
    };
    let own = words.iter().filter(|word| !is_particle(word)).count();
    (2..=4).contains(&own)
        && words.iter().all(|word| is_name_word(word))
        && !words.iter().any(trade)
}

/// A capital, then small letters; capitals again only as in `McKay`, `O'Neil` and
/// `Jean-Luc`.
pub fn is_name_word(word: &str) -> bool {
    if is_particle(word) {
        return true;
    }
    let inner = ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz"];
    let inner = inner.iter().find_map(|start| word.strip_prefix(start));
    let rest = inner.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(word);
    let mut before = ' ';
    let starts = word.starts_with(char::is_uppercase);
    starts
        && rest.chars().all(|c| {
            let fine = match c {
                '-' | '\'' | '’' | '.' => true,
                c if c.is_uppercase() => !before.is_alphabetic(),
                c => c.is_lowercase(),
            };
            before = c;
            fine
        })
}

/// Whether `text` can be a login: one word of letters, digits, `-`, `_` and `.`.
pub fn is_login(text: &str, lexicon: &Lexicon) -> bool {
    text.chars().count() >= 3
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && lexicon.nobody.exact(text).is_none()
        && lexicon.labels.exact(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    #[test]
    fn people_are_told_from_things() {
        let en = lexicon("en");
        for name in ["Ian McKay", "Ilse de Graaf", "Jean-Luc O'Neil", "Tom B. Weir"] {
            assert!(is_full_name(name, en), "{name}");
        }
        for thing in ["Bug Fixes Done", "Code Review", "High Priority", "iPhone Pro"] {
            assert!(!is_full_name(thing, en), "{thing}");
        }
        assert!(is_role("Crane Engineer", en) && is_role("Developers", en));
        assert!(!is_role("Mira Holm", en));
    }
}
