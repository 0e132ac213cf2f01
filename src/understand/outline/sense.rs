//! What a title says about the entries below it.
//!
//! Teams word the same heading in endless ways: `Key Action Items for Q3`, `What
//! could we have done better?`, `🚀 3. Next steps – backend`. A title is therefore
//! taken apart: remarks in brackets and words that say nothing are dropped, what is
//! left is looked up whole; else the phrase at its head counts, which is what other
//! words only describe (`risk register` is about risks, `risk reporting` is not).

use super::SectionKind;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use std::borrow::Cow;

/// A sense and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What the entries below are.
    pub(super) sense: Sense,
    /// Whether the title says nothing else; other words may make it a thing's name.
    pub(super) firm: bool,
}

/// The most words that describe the head of a title: longer ones are sentences.
const MOST_BEFORE: usize = 3;

/// A title of more bytes than this is a paragraph.
const LONGEST: usize = 400;

/// What `title` says.
pub(super) fn sense(lexicon: &Lexicon, kind: SectionKind, title: &str) -> Option<Found> {
    if title.len() > LONGEST {
        return None;
    }
    let (text, remark) = without_remarks(title);
    if let Some(sense) = lexicon.senses.exact(&text) {
        return Some(Found { sense, firm: true });
    }
    if matches!(kind, SectionKind::Lead | SectionKind::Entry | SectionKind::Label)
        && settles(lexicon, &text)
    {
        return Some(Found { sense: Sense::Decision, firm: true });
    }
    if kind == SectionKind::Lead {
        return lead(lexicon, &text).map(|sense| Found { sense, firm: false });
    }
    let whole = clause(lexicon, &text);
    let found = match whole.filter(|found| found.firm) {
        Some(found) => Some(found),
        None => side_by_side(lexicon, &text).or(whole),
    };
    let found = found.or_else(|| unspaced(lexicon, &text));
    // A title in two scripts says it twice: `改善点 (To improve)`.
    let second = || {
        let foreign = text.chars().any(|c| c.is_alphabetic() && !is_latin(c));
        foreign.then(|| clause(lexicon, &remark)).flatten().filter(|found| found.firm)
    };
    let found = found.or_else(second)?;
    // The name of a whole document is seldom that of a part.
    let part = matches!(found.sense, Sense::None | Sense::Topic);
    (!part || kind != SectionKind::Heading(1)).then_some(found)
}

/// `The committee agreed:`, `We decided to:`.
fn settles(lexicon: &Lexicon, text: &str) -> bool {
    let words = normal(text);
    let link = |word: &str| lexicon.linking.exact(word).is_some();
    let bare = words.rsplit_once(' ').filter(|(_, last)| link(last));
    let bare = bare.map_or(words.as_str(), |(bare, _)| bare);
    lexicon.settled.exact(&words).or_else(|| lexicon.settled.exact(bare)).is_some()
}

fn is_latin(c: char) -> bool {
    u32::from(c) < 0x250
}

/// What the parts of a title say that stand side by side: the first that says what
/// entries are, but what says nothing else beats what may be a thing's name.
fn side_by_side(lexicon: &Lexicon, text: &str) -> Option<Found> {
    let mut parts = clauses(text, lexicon);
    // One part is the whole, which said nothing for sure.
    if parts.len() < 2 {
        return None;
    }
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    let all: Vec<Option<Found>> =
        parts.iter().map(|part| clause(lexicon, part)).collect();
    let sensed = all.iter().all(Option::is_some);
    let found = parts.iter().zip(&all).filter_map(|(part, found)| {
        let alone = lexicon.alone.exact(part).is_some() && !sensed;
        found.filter(|_| !alone)
    });
    let found: Vec<Found> = found.collect();
    let told = found.iter().filter(|found| found.sense.lists_entries());
    let told: Vec<&Found> = told.collect();
    let never = found.first().filter(|found| found.sense == Sense::Never && found.firm);
    let silent = found.first().filter(|found| found.firm && !found.sense.lists_entries());
    let firm = told.iter().find(|found| found.firm).copied();
    // `Delivery risks and next steps` are risks before anything else.
    let named = told.first().filter(|found| rank(found.sense) > 4).copied();
    let named = named.filter(|_| firm.is_some_and(|firm| rank(firm.sense) < 5));
    let first =
        never.or(named).or(firm).or(silent).or(told.first().copied()).or(found.first());
    let first = first.copied()?;
    let firm = first.firm && (first.sense.lists_entries() || sensed);
    Some(Found { firm, ..first })
}

/// The title without what stands in brackets, and that: a remark as in
/// `Candidates (Backlog)`.
fn without_remarks(title: &str) -> (Cow<'_, str>, String) {
    // The first bytes of brackets.
    let held = |byte: u8| matches!(byte, b'(' | b')' | b'[' | b']' | 0xe3 | 0xef);
    if !title.bytes().any(held) {
        return (Cow::Borrowed(title), String::new());
    }
    let mut depth = 0_u32;
    let mut out = String::with_capacity(title.len());
    let mut remark = String::new();
    for c in title.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => remark.push(c),
        }
    }
    let said = out.chars().any(char::is_alphanumeric);
    if said { (Cow::Owned(out), remark) } else { (Cow::Borrowed(title), String::new()) }
}

/// The parts of a title that stand side by side: `Backend – issues & blockers`; some
/// may hold no words.
fn clauses(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in text.split_whitespace() {
        let parting = matches!(word, "-" | "–" | "—" | "|" | "/" | "&" | "+" | "•" | "·")
            || lexicon.joining.exact(word).is_some();
        if parting {
            parts.push(String::new());
            continue;
        }
        let mut pieces = word.split([':', '：', '/', ',', '、']).peekable();
        while let Some(piece) = pieces.next() {
            if let Some(last) = parts.last_mut() {
                last.push_str(piece);
                last.push(' ');
            }
            if pieces.peek().is_some() {
                parts.push(String::new());
            }
        }
    }
    parts
}

/// What one part of a title says.
fn clause(lexicon: &Lexicon, text: &str) -> Option<Found> {
    let text = normal(text);
    let text = text.trim_end_matches(['?', '？']);
    let all: Vec<&str> = text.split(' ').collect();
    let numbered = without_number(lexicon, &all);
    let words = without_time(lexicon, numbered);
    let mut variants = vec![all.as_slice(), numbered, words];
    variants.dedup();
    let exact = variants.into_iter().find_map(|words| {
        let begins = words.first().is_some_and(|word| lexicon.senses.may_begin(word));
        let said = begins.then(|| lexicon.senses.exact(&words.join(" "))).flatten();
        said.or_else(|| bare(lexicon, words))
    });
    if let Some(sense) = exact {
        return Some(Found { sense, firm: true });
    }
    head(lexicon, words).or_else(|| head(lexicon, listed(lexicon, words)?))
}

/// What is said without the words that say nothing.
fn bare(lexicon: &Lexicon, words: &[&str]) -> Option<Sense> {
    let mut telling = words.iter().filter(|word| lexicon.fillers.exact(word).is_none());
    let first = telling.next()?;
    // An apostrophe counts for nothing there.
    let begins = first.contains('\'') || lexicon.bare_senses.may_begin(first);
    begins.then(|| lexicon.bare_senses.exact(&lexicon.bare(words))).flatten()
}

/// `List of risks`: the list is of the risks.
fn listed<'w, 't>(lexicon: &Lexicon, words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let link = words.iter().position(|word| lexicon.linking.exact(word).is_some())?;
    let (before, after) = words.split_at_checked(link)?;
    let nothing = before.iter().all(|word| says_nothing(lexicon, word));
    (nothing && !before.is_empty()).then(|| after.get(1..))?
}

/// Without a list number or period at the beginning: `3. Risks`, `Week 7 progress`.
fn without_number<'w, 't>(lexicon: &Lexicon, words: &'w [&'t str]) -> &'w [&'t str] {
    let is_period = |word: &str| lexicon.periods.iter().any(|known| known == word);
    let number = |word: &str| {
        let word = word.trim_start_matches('#');
        let end = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        !word.is_empty() && end.is_empty()
    };
    match words {
        [period, second, rest @ ..]
            if is_period(period) && number(second) && !rest.is_empty() =>
        {
            rest
        }
        [first, rest @ ..] if number(first) && !rest.is_empty() => rest,
        _ => words,
    }
}

/// Without a time at the end: `Done this week`, `Risks sprint 4`.
fn without_time<'w, 't>(lexicon: &Lexicon, words: &'w [&'t str]) -> &'w [&'t str] {
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || c == '#');
    for from in 1..words.len() {
        let Some((kept, tail)) = words.split_at_checked(from) else { break };
        let period = match tail {
            [period] => lexicon.months.exact(period).is_some() || is_number(period),
            [period, number] => {
                (lexicon.periods.iter().any(|known| known == period)
                    || lexicon.months.exact(period).is_some())
                    && is_number(number)
            }
            _ => false,
        };
        let begins = tail.first().is_some_and(|word| lexicon.relative.may_begin(word));
        if period || begins && lexicon.relative.exact(&tail.join(" ")).is_some() {
            return kept;
        }
    }
    words
}

/// The phrase that the other words describe.
fn head(lexicon: &Lexicon, words: &[&str]) -> Option<Found> {
    let links = |word: &&str| lexicon.linking.exact(word).is_some();
    let said = |from: usize, to: usize| words.get(from..to).unwrap_or_default().join(" ");
    let mut spans = lexicon.senses.spans(words);
    // `Issues closed`: a word that means a state alone does so with a word for any.
    let any = |word: &&str| lexicon.collections.exact(word).is_some();
    let of_any = |from: usize, to: usize| {
        let mut others = words.iter().take(from).chain(words.iter().skip(to));
        words.len() > to - from && others.all(any)
    };
    spans.retain(|(sense, from, to)| {
        let alone = lexicon.alone.exact(&said(*from, *to)).is_some();
        !alone || is_state(*sense) && of_any(*from, *to)
    });
    let longer = spans.clone();
    spans.retain(|(_, from, to)| {
        let within = |(_, first, last): &(Sense, usize, usize)| {
            first <= from && to <= last && last - first > to - from
        };
        !longer.iter().any(within)
    });
    let mut best: Option<(u8, usize, Found)> = None;
    for (sense, from, to) in spans {
        let before = words.get(..from).unwrap_or_default();
        let after = words.get(to..).unwrap_or_default();
        if before.iter().any(links) {
            continue;
        }
        let described = before.iter().filter(|word| !says_nothing(lexicon, word)).count();
        let own: Vec<&&str> = after.iter().take_while(|word| !links(word)).collect();
        let rest = own.iter().filter(|word| !says_nothing(lexicon, word)).count();
        // `Goals achieved`: what is said about goals lists no more entries than they.
        let follows = (lexicon.head_first && rest <= MOST_BEFORE)
            || sense == Sense::Never && rest <= 2;
        let most = if is_state(sense) { 0 } else { MOST_BEFORE };
        // `100 % ready for launch` tells a state of the whole.
        if is_state(sense) && !before.is_empty() && own.len() < after.len() {
            continue;
        }
        if described > most || rest > 0 && !follows {
            continue;
        }
        let found = Found { sense, firm: described == 0 && rest == 0 };
        let rank = match sense {
            Sense::None | Sense::Topic if !own.is_empty() => 0,
            _ => rank(sense),
        };
        let better =
            best.is_none_or(|(other, size, _)| (rank, to - from) > (other, size));
        if better {
            best = Some((rank, to - from, found));
        }
    }
    let found = best.map(|(_, _, found)| found)?;
    // `Improvements planned for May` are work, no lesson.
    let named = words.first().is_some_and(|word| lexicon.fillers.exact(word).is_none());
    let planned = named && longer.iter().any(|(sense, ..)| *sense == Sense::Planned);
    let sense = match found.sense {
        Sense::Improve if planned => Sense::Action,
        sense => sense,
    };
    Some(Found { sense, ..found })
}

/// Which of two phrases in one title tells more: what a thing is beats its state
/// (`open risks`), its state beats that it is work (`completed tasks`).
fn rank(sense: Sense) -> u8 {
    match sense {
        Sense::None | Sense::Topic => 1,
        Sense::Backlog => 2,
        Sense::Never | Sense::Blocker | Sense::Action | Sense::Improve | Sense::Start => {
            3
        }
        state if is_state(state) => 4,
        _ => 5,
    }
}

/// Words for a state tell of a thing where the thing is named: `Deployment done`.
pub(super) fn is_state(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Done
            | Sense::InProgress
            | Sense::Planned
            | Sense::Blocked
            | Sense::Deferred
    )
}

fn says_nothing(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.fillers.exact(word).is_some()
        || lexicon.collections.exact(word).is_some()
        || word.chars().all(|c| !c.is_alphabetic())
}

/// A line that ends in a colon is a sentence; a phrase anywhere in it tells. A short
/// word in a longer line may mean anything: `Good reading:`.
fn lead(lexicon: &Lexicon, text: &str) -> Option<Sense> {
    let clause = clause(lexicon, text);
    if let Some(found) = clause.filter(|found| found.firm) {
        return Some(found.sense);
    }
    let (sense, length) = lexicon.senses.within(text)?;
    let share = match sense {
        Sense::None | Sense::Topic | Sense::Never => 4,
        _ if length < 9 => 40,
        _ => 15,
    };
    (length * 100 >= size(text) * share).then_some(sense)
}

/// Scripts that write without blanks have no words to take apart: a phrase counts
/// that makes up much of the title.
fn unspaced(lexicon: &Lexicon, text: &str) -> Option<Found> {
    let (sense, length) = lexicon.senses.within_unspaced(text)?;
    let share = match sense {
        Sense::None | Sense::Topic | Sense::Never => 45,
        _ => 22,
    };
    let firm = 2 * length >= size(text);
    // The head of a title stands at its end.
    let last = lexicon.senses.ends_unspaced(text) == Some(length);
    let share = if last && length > 1 { share.min(22) } else { share };
    (length * 100 >= size(text) * share).then_some(Found { sense, firm })
}

fn size(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').count().max(1)
}
