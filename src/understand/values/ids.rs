//! Ticket-like ids: `PAY-12`, `#12`, `US-003`, `ADR021`, `task-20b`, `S0-10`.

use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Prefixes of well-known names that look like ids: encodings, digests, standards,
/// licences, models, time zones, hardware, and words for what is merely numbered.
static NO_IDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "
    UTF UCS ASCII LATIN CP BASE ROT SHA MD CRC BLAKE AES DES RSA ED HMAC
    ISO IEC RFC PEP BCP STD DIN EN ANSI NIST FIPS IEEE ITU WCAG CVE CWE GHSA OWASP PCI SOC
    ECMA ES CSS HTML HTTP HTTPS TLS SSL SMTP OAUTH IPV IP EC RS X H USB HDMI DDR MP MPEG
    GPL LGPL AGPL BSD MIT MPL CC CC-BY CC-BY-SA CC-BY-NC APACHE SPDX
    GPT LLAMA CLAUDE GEMINI BERT YOLO RTX GTX CUDA WIN WINDOWS CENTOS JDK JAVA PHP SDK
    COVID SARS UTC GMT CET CEST EST EDT PST PDT MST CST IST JST KST Q W KW CW FY CY
    V GB MB J WEEK DAY SPRINT PHASE ITERATION STEP LEVEL TIER PART CHAPTER OPTION TOP
    VERSION RELEASE STAGE MONTH ROUND
    RAID CAT SATA NVME PCIE DVI LTE WIFI AWG ATX
    "
    .split_whitespace()
    .collect()
});

/// Boundaries of words are those of ASCII, which the fastest search knows; letters of
/// other scripts beside an id are looked for afterwards.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<parts> (?-u:\b)(?:US|FR|NFR|REQ|UC|TC|AC|RF|RNF|HU|BR)-?[0-9０-９]{1,3}(?:\.[0-9０-９]{1,3}){1,2} ) |
        (?P<dash>  [A-Z][A-Z0-9]{0,14} (?:-[A-Z]{2,12}){0,2} (?:-[0-9０-９]{1,6}){1,2} [a-z]? ) |
        (?P<lower> (?-u:\b)(?:task|issue|story|bug|ticket|epic)-[0-9０-９]{1,6}[a-z]? ) |
        (?P<glued> (?-u:\b)(?:US|ADR|TD|RFC|BUG|REQ|UC|FR|NFR|TC|AC|PBI|AI|HU|RF|RNF|BR)[0-9０-９]{1,5} ) |
        (?P<under> (?-u:\b)[A-Z]{2,10}_[0-9０-９]{1,5} ) |
        (?P<azure> (?-u:\b)AB\#[0-9０-９]{1,7} ) |
        (?P<short> (?-u:\b)[DRAIQST][0-9０-９]{1,2}(?:-[0-9０-９]{1,3})? ) |
        (?P<story> (?-u:\b)Story\ [0-9０-９]+\.[0-9０-９]+ ) |
        (?P<hash>  \#[0-9０-９]{1,6} )
        ",
    )
    .ok()
});

/// An id in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id<'t> {
    /// As written.
    pub text: &'t str,
    /// Byte offset in the text.
    pub start: usize,
    /// Whether only a place of its own makes it an id: `R1`, `D2`.
    pub weak: bool,
}

/// All ids in `text`, in order. `text` is visible text; callers blank out code.
pub fn ids(text: &str) -> Vec<Id<'_>> {
    let mut found = Vec::new();
    // Most lines hold no number, and so no id.
    let Some(pattern) = PATTERN.as_ref().filter(|_| text.contains(char::is_numeric))
    else {
        return found;
    };
    for whole in pattern.find_iter(text) {
        let Some(captures) = pattern.captures_at(text, whole.start()) else { continue };
        let span = captures.name("dash").is_some_and(|id| is_span(id.as_str()));
        let short = captures.name("short").or_else(|| captures.name("under"));
        let weak = short.is_some() || span;
        if is_free(text, whole.start(), whole.end()) && !is_known_name(whole.as_str()) {
            found.push(Id { text: whole.as_str(), start: whole.start(), weak });
        }
    }
    found
}

/// The id that `text` is, with nothing beside it.
pub fn whole(text: &str) -> Option<Id<'_>> {
    ids(text).into_iter().find(|id| id.text == text)
}

/// Whether nothing around it makes it part of something else: an address, a file
/// name, a longer number, a heading's `##1`.
fn is_free(text: &str, start: usize, end: usize) -> bool {
    let hash = text.get(start..end).is_some_and(|id| id.starts_with('#'));
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let mut after = text.get(end..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    let joined =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '\\' | '&');
    let ranged = hash && text.get(..start).is_some_and(ends_in_range);
    let before_ok = ranged
        || before
            .is_none_or(|c| !joined(c) && c != '.' && c != '-' && (c != '#' || !hash));
    let after_ok = next.is_none_or(|c| {
        let glue = matches!(c, '.' | '-' | ':')
            && then.is_some_and(|t| t.is_ascii_digit())
            || c == '-' && then.is_some_and(char::is_alphabetic) && !hash;
        !c.is_alphanumeric() && c != '_' && !glue && c != '%'
    });
    before_ok && after_ok
}

/// `S24-28` is more often a span of sprints than a ticket; `S0-10` is one.
fn is_span(id: &str) -> bool {
    let Some((from, to)) = id.rsplit_once('-') else { return false };
    let from = from.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let numbers = from.parse::<u32>().ok().zip(to.parse::<u32>().ok());
    from.len() == to.len() && numbers.is_some_and(|(from, to)| from < to)
}

/// `#522-` before `#528`.
fn ends_in_range(before: &str) -> bool {
    let number = before.strip_suffix(['-', '–']).unwrap_or_default();
    let name = number.trim_end_matches(|c: char| c.is_ascii_digit());
    name.len() < number.len() && name.ends_with('#')
}

/// Whether a number behind a hash counts things that are no tickets: `meeting #12`.
pub fn is_count(text: &str, id: &Id<'_>, lexicon: &Lexicon) -> bool {
    let before = text.get(..id.start).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let apart = before.ends_with(char::is_whitespace);
    let period = lexicon.periods.iter().any(|period| *period == normal(word));
    id.text.starts_with('#') && apart && (period || lexicon.counted.exact(word).is_some())
}

fn is_known_name(id: &str) -> bool {
    let name = prefix(id);
    // `CVE-2021-44228` has a year in its name.
    let names = [name, prefix(name)];
    names.iter().any(|name| NO_IDS.contains(name.to_ascii_uppercase().as_str()))
}

/// The letters before the number: `PAY-12` gives `PAY`, `US14` gives `US`.
pub fn prefix(id: &str) -> &str {
    let letters = id.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = letters.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    letters.trim_end_matches(['-', ' ', '_', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_names() {
        let found =
            |text| ids(text).into_iter().map(|id| id.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(found("PAY-12, see #7 and US14."), ["PAY-12", "#7", "US14"]);
        assert_eq!(found("SEC-HOTFIX-001: task-20b"), ["SEC-HOTFIX-001", "task-20b"]);
        assert_eq!(
            found("UTF-8, SHA-256, us-east-1, COVID-19, v1-2, RAID-5, CAT-6"),
            Vec::<String>::new()
        );
        assert_eq!(found("https://x.example/#12 /PAY-1"), Vec::<String>::new());
        assert_eq!(prefix("PAY-12"), "PAY");
        assert_eq!(
            found("#522-#528, US-1.2, FR3.1, AB#12"),
            ["#522", "#528", "US-1.2", "FR3.1", "AB#12"]
        );
        assert_eq!(found("INC-2024-0012 and BSD-3-Clause"), ["INC-2024-0012"]);
        assert_eq!(found("2024-03-09, GPT-4, UTC-5, SPRINT-3"), Vec::<String>::new());
        let weak = |text| ids(text).into_iter().all(|id| id.weak);
        assert!(weak("S24-28 R1 TC_01"));
        assert!(!weak("S0-10"));
        assert_eq!(found("CVE-2021-44228"), Vec::<String>::new());
    }
}
