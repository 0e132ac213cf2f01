//! Numbered periods as people write them: `Sprint 2`, `Weeks 1–2`, `Sprint #4`,
//! `sprint-4`, `3. Sprint`, `2e semaine`, `スプリント3`, `第3迭代`, `3주차`.

use super::dates::digit;
use super::dates::has_number;
use super::dates::is_numeral;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;

/// A numbered period in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Byte offset in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The kind of period, as the lexicon has it: `sprint`.
    pub word: String,
    /// Its number; of several the first.
    pub first: u32,
    /// Of several the last.
    pub last: u32,
}

/// The numbered periods in `text`, in order.
pub fn numbered(text: &str, lexicon: &Lexicon) -> Vec<Numbered> {
    let mut found = Vec::new();
    let mut from = 0;
    if !has_number(text) {
        return found;
    }
    while let Some(period) = next(text, from, lexicon) {
        from = period.end;
        found.push(period);
    }
    found
}

fn next(text: &str, from: usize, lexicon: &Lexicon) -> Option<Numbered> {
    let mut at = from;
    while let Some((start, word)) = word_at(text, at) {
        let end = start + word.len();
        if let Some((name, first, used)) = period_word(word, lexicon) {
            let place = (start + first, start + used);
            let before = text.get(from..place.0)?;
            let found = behind(text, place, &name)
                .filter(|found| !is_day(text, found, lexicon))
                .or_else(|| before_it(before, from, place.1, &name));
            if found.is_some() {
                return found;
            }
        }
        at = end;
    }
    None
}

/// Whether what stands behind the word is a day: `Week 2026-03-02`, `Week 18 to 22 May`.
fn is_day(text: &str, found: &Numbered, lexicon: &Lexicon) -> bool {
    let behind = text.get(found.end..).unwrap_or_default();
    let next = behind.strip_prefix(' ').unwrap_or_default();
    let next = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let glued = behind.starts_with(['月', '월', '日', '일', '年', '년']);
    glued || found.first >= 1990 || lexicon.months.exact(next).is_some()
}

/// The next run of letters from `from` on.
fn word_at(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    let start = rest.find(char::is_alphabetic)?;
    let word = rest.get(start..)?;
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    Some((from + start, word.get(..end)?))
}

/// The word for a period that `word` is or, in scripts without blanks, holds; and
/// where it begins and ends.
fn period_word(word: &str, lexicon: &Lexicon) -> Option<(String, usize, usize)> {
    let lower = normal(word);
    let spaced = lexicon.periods.iter().find(|period| {
        let rest = lower.strip_prefix(period.as_str());
        matches!(rest, Some("" | "s" | "n" | "nya" | "e" | "es"))
    });
    if let Some(period) = spaced {
        return Some((period.clone(), 0, word.len()));
    }
    let wide = lexicon.periods.iter().filter(|period| !period.is_ascii());
    let held = wide.filter_map(|period| Some((word.find(period.as_str())?, period)));
    let held = held.filter(|(_, period)| is_wide(period));
    let (at, period) = held.min_by_key(|(at, _)| *at)?;
    Some((period.clone(), at, at + period.len()))
}

/// Whether a word is of a script without blanks.
fn is_wide(word: &str) -> bool {
    word.chars().all(|c| u32::from(c) > 0x2fff)
}

/// The numbers behind the word that stands at `place`.
fn behind(text: &str, place: (usize, usize), word: &str) -> Option<Numbered> {
    // A lone sign is part of many words: `今週3件`.
    if is_wide(word) && word.chars().count() == 1 {
        return None;
    }
    let rest = text.get(place.1..)?;
    let gap = gap(rest)?;
    let number = rest.get(gap..)?;
    let length = number.find(|c: char| !is_kept(c)).unwrap_or(number.len());
    let mut run =
        number.get(..length)?.trim_end_matches(['.', ',', '-', '–', '#', '/', '&']);
    // A word glued to the number is none of it: `3のまとめ`.
    let clean =
        run.find(|c: char| c.is_alphabetic() && !c.is_ascii()).unwrap_or(run.len());
    run = run.get(..clean)?;
    let mut end = place.1 + gap + run.len();
    let mut numbers = values(run);
    if let Some((joint, last, length)) = and_more(text.get(end..)?)
        && run.chars().all(|c| digit(c).is_some())
    {
        end += joint + length;
        numbers.push(last);
    }
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    Some(Numbered {
        start: place.0,
        end,
        word: word.to_owned(),
        first,
        last: last.max(first),
    })
}

/// What may stand between the word and its number.
fn gap(rest: &str) -> Option<usize> {
    const GAPS: &[&str] = &[
        " #",
        " No. ",
        " no. ",
        " Nr. ",
        " nr. ",
        " n° ",
        " n°",
        " nº ",
        " N° ",
        " número ",
        " number ",
        ": ",
        "-",
        " - ",
        "_",
        "#",
        " ",
        "\u{a0}",
        "",
    ];
    GAPS.iter()
        .find(|gap| {
            rest.strip_prefix(**gap)
                .is_some_and(|rest| rest.starts_with(|c: char| digit(c).is_some()))
        })
        .map(|gap| gap.len())
}

fn is_kept(c: char) -> bool {
    digit(c).is_some()
        || c.is_alphanumeric()
        || matches!(c, '-' | '–' | '+' | '.' | ',' | '/' | '&' | '~' | '〜')
}

/// The numbers of `2-3`, `004+`, `4a`; the parts of `24.2` count as its first.
fn values(run: &str) -> Vec<u32> {
    let parts = run.split(['-', '–', '/', '&', '~', '〜', ',']);
    let leading = |part: &str| -> Option<u32> {
        let digits: Vec<u32> = part.chars().map_while(digit).take(6).collect();
        (!digits.is_empty()).then(|| digits.iter().fold(0, |sum, digit| sum * 10 + digit))
    };
    parts.filter_map(leading).collect()
}

/// ` and 5`, ` – 5`, ` to 5` behind a number: how long the joint is, the number and
/// its length.
fn and_more(rest: &str) -> Option<(usize, u32, usize)> {
    const JOINTS: &[&str] = &[
        " and ", " & ", " – ", " - ", " to ", " und ", " et ", " y ", " e ", " en ",
        " och ", " bis ", " à ", " a ",
    ];
    let joint = JOINTS.iter().find(|joint| rest.starts_with(**joint))?;
    let behind = rest.get(joint.len()..)?;
    let length = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    let more = behind.get(length..)?.starts_with(['.', ':', '/', '-', '%']);
    let value = behind.get(..length).filter(|digits| (1..=3).contains(&digits.len()))?;
    (!more).then_some((joint.len(), value.parse().ok()?, length))
}

/// `3. Sprint`, `3rd sprint`, `第3次迭代`, `3주차`: the number before the word that ends
/// at `end`.
fn before_it(before: &str, from: usize, end: usize, word: &str) -> Option<Numbered> {
    let wide = is_wide(word);
    let trimmed = before.trim_end();
    let ordinal = if wide {
        &["次", "个", "個", "回", "期", "차", "번째", ""][..]
    } else {
        ORDINALS
    };
    let stem = ordinal.iter().find_map(|suffix| {
        trimmed.strip_suffix(suffix).filter(|stem| stem.ends_with(is_counting))
    })?;
    let length: usize =
        stem.chars().rev().take_while(|c| is_counting(*c)).map(char::len_utf8).sum();
    let start = stem.len() - length;
    let digits = stem.get(start..)?;
    let lead = stem.get(..start)?;
    let marked = lead.ends_with('第');
    // `三个迭代` are three of them, `3차 스프린트` is the third.
    let ordinal = marked || trimmed.ends_with(['차', '째']) || word.ends_with('차');
    if wide && !ordinal {
        return None;
    }
    let value = numeral(digits)?;
    let start = if marked { start - '第'.len_utf8() } else { start };
    // `3. Sprint` at the beginning is the third entry of a list.
    if trimmed.ends_with('.') && from + start == 0 {
        return None;
    }
    let free = !stem
        .get(..start)?
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ','));
    free.then(|| Numbered {
        start: from + start,
        end,
        word: word.to_owned(),
        first: value,
        last: value,
    })
}

/// What makes a number an ordinal.
const ORDINALS: &[&str] = &[
    ".", "st", "nd", "rd", "th", "ª", "º", "°", "ère", "er", "ème", "ᵉ", "de", "ste",
    ":e", ":a",
];

fn is_counting(c: char) -> bool {
    digit(c).is_some() || is_numeral(c)
}

const CHINESE: &str = "一二三四五六七八九十";

fn numeral(text: &str) -> Option<u32> {
    if text.chars().all(|c| digit(c).is_some()) {
        return values(text).first().copied();
    }
    let one = |c: char| {
        let at = CHINESE.chars().position(|other| other == c)?;
        u32::try_from(at + 1).ok()
    };
    match text.chars().collect::<Vec<_>>().as_slice() {
        [only] => one(*only),
        ['十', unit] => Some(10 + one(*unit)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    fn read(text: &str, language: &str) -> Vec<(String, u32, u32)> {
        let found = numbered(text, lexicon(language));
        let shown = |n: Numbered| {
            (text.get(n.start..n.end).unwrap_or_default().to_owned(), n.first, n.last)
        };
        found.into_iter().map(shown).collect()
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (text, language, name, first, last) in [
            ("Sprint 14 review", "en", "Sprint 14", 14, 14),
            ("Sprints 4-5", "en", "Sprints 4-5", 4, 5),
            ("Weeks 1–5", "en", "Weeks 1–5", 1, 5),
            ("Weeks 3 and 4", "en", "Weeks 3 and 4", 3, 4),
            ("Sprint #7: plan", "en", "Sprint #7", 7, 7),
            ("Sprint-7 plan", "en", "Sprint-7", 7, 7),
            ("Sprint7", "en", "Sprint7", 7, 7),
            ("Sprint: 7", "en", "Sprint: 7", 7, 7),
            ("(Sprint 004+)", "en", "Sprint 004+", 4, 4),
            ("Iteration 2.", "en", "Iteration 2", 2, 2),
            ("Our 3rd sprint", "en", "3rd sprint", 3, 3),
            ("Woche 12", "de", "Woche 12", 12, 12),
            ("2ª semana", "es", "2ª semana", 2, 2),
            ("スプリント3の振り返り", "ja", "スプリント3", 3, 3),
            ("第3スプリント", "ja", "第3スプリント", 3, 3),
            ("第3迭代总结", "zh", "第3迭代", 3, 3),
            ("第三阶段", "zh", "第三阶段", 3, 3),
            ("迭代5", "zh", "迭代5", 5, 5),
            ("3주차 회고", "ko", "3주차", 3, 3),
            ("Rückblick auf den 3. Sprint", "de", "3. Sprint", 3, 3),
            ("第3周周报", "zh", "第3周", 3, 3),
            ("스프린트 3 회고", "ko", "스프린트 3", 3, 3),
        ] {
            assert_eq!(read(text, language), [(name.to_owned(), first, last)], "{text}");
        }
        assert_eq!(read("Sprint 1 (Weeks 1-2)", "en").len(), 2);
    }

    #[test]
    fn other_numbers_are_no_periods() {
        for (text, language) in [
            ("3 sprints", "en"),
            ("a sprint of 2 weeks", "en"),
            ("Sprint", "en"),
            ("weekend 3", "en"),
            ("三个迭代", "zh"),
            ("本周3项", "zh"),
            ("3. Sprint review", "en"),
            ("Week 18 to 22 May", "en"),
            ("Week 2026-03-02", "en"),
        ] {
            assert_eq!(read(text, language), [], "{text}");
        }
    }
}
