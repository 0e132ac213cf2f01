//! Ticket-like ids: `PAY-12`, `#12`, `US-003`, `ADR021`, `task-20b`, `S0-10`.

use regex::Regex;
use std::sync::LazyLock;

/// Prefixes of well-known names that look like ids: encodings, digests, standards.
const NO_IDS: &[&str] = &[
    "UTF", "SHA", "MD", "ISO", "RFC", "PEP", "COVID", "HTTP", "TLS", "SSL", "AES", "RSA",
    "IPV", "IEEE", "WCAG", "CVE", "CWE", "GPT", "EC", "UTC", "GMT", "CSS", "ES", "H",
    "Q", "W", "V", "GB", "USB", "RS", "MP", "X", "BASE", "WEEK", "CP", "ASCII", "OAUTH",
    "PCI", "SOC", "HTML", "WIN", "PHP", "JDK", "CENTOS", "WINDOWS",
];

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<dash>  [A-Z][A-Z0-9]{0,14} (?:-[A-Z]{2,12}){0,2} -\d{1,6}[a-z]? ) |
        (?P<lower> \b(?:task|issue|story|bug|ticket)-\d{1,6}[a-z]? ) |
        (?P<glued> \b(?:US|ADR|TD|RFC|BUG|REQ|UC|FR|NFR|TC|AC|PBI|AI)\d{1,5} ) |
        (?P<short> \b[DRAIQS]\d{1,2}(?:-\d{1,3})? ) |
        (?P<story> \bStory\ \d+\.\d+ ) |
        (?P<hash>  \#\d{1,6} )
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
    let Some(pattern) = PATTERN.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    for captures in pattern.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let weak = captures.name("short").is_some();
        if is_free(text, whole.start(), whole.end()) && !is_known_name(whole.as_str()) {
            found.push(Id { text: whole.as_str(), start: whole.start(), weak });
        }
    }
    found
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
    let before_ok =
        before.is_none_or(|c| !joined(c) && c != '.' && c != '-' && (c != '#' || !hash));
    let after_ok = next.is_none_or(|c| {
        let glue =
            matches!(c, '.' | '-' | ':') && then.is_some_and(|t| t.is_ascii_digit());
        !c.is_alphanumeric() && c != '_' && !glue && c != '%'
    });
    before_ok && after_ok
}

fn is_known_name(id: &str) -> bool {
    let prefix = prefix(id);
    NO_IDS.contains(&prefix.to_uppercase().as_str())
}

/// The letters before the number: `PAY-12` gives `PAY`, `US14` gives `US`.
pub fn prefix(id: &str) -> &str {
    let letters = id.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = letters.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    letters.trim_end_matches(['-', ' '])
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
            found("UTF-8, SHA-256, us-east-1, COVID-19, v1-2"),
            Vec::<String>::new()
        );
        assert_eq!(found("https://x.example/#12 /PAY-1"), Vec::<String>::new());
        assert_eq!(prefix("PAY-12"), "PAY");
    }
}
