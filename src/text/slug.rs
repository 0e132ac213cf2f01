//! The one place where names become path parts and anchors.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The longest slug in bytes (contract, "Addresses").
const LONGEST: usize = 80;

/// Names that some file system or the site itself keeps for itself.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
    "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
    "lpt7", "lpt8", "lpt9",
];

/// `Security Architect` becomes `security-architect`.
///
/// NFC, lower case, letters and digits of any script kept, every other run one
/// `-`, trimmed, at most 80 bytes cut at a character; an empty or reserved name
/// gets `x-`. Never holds a separator or a dot.
pub fn slug(name: &str) -> String {
    // Most names are plain, and every link of every build asks for their slugs.
    if name.is_ascii() {
        let lower = name.bytes().map(|byte| char::from(byte.to_ascii_lowercase()));
        return guard(cut(dashed(lower, name.len(), |c| c.is_ascii_alphanumeric())));
    }
    let lower: String = name.nfc().collect::<String>().to_lowercase();
    let kept = |c: char| c.is_alphanumeric() || is_mark(c);
    guard(cut(dashed(lower.nfc(), lower.len(), kept)))
}

/// The file name of a ticket's page: the id's own letters, unsafe ones as `-`.
pub fn slug_ticket(id: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || is_mark(c) || c == '_';
    guard(cut(dashed(id.nfc(), id.len(), kept)))
}

/// The anchor GitHub gives a heading: lower case, spaces as `-`, punctuation
/// dropped. The caller makes it unique; ids of the frame begin with `k-`, so a
/// heading that would do so gets `h-` in front.
pub fn heading_anchor(title: &str) -> String {
    let mut anchor = String::new();
    for c in title.trim().to_lowercase().chars() {
        match c {
            ' ' => anchor.push('-'),
            '-' | '_' => anchor.push(c),
            c if c.is_alphanumeric() || is_mark(c) => anchor.push(c),
            _ => {}
        }
    }
    if anchor.starts_with("k-") { format!("h-{anchor}") } else { anchor }
}

/// `slug`, or `slug` with `-` and six hex digits of the hash of `own` where a
/// name that differs only in letter case is taken already. Adds it to `taken`.
pub fn unique(slug: String, own: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(fold(&slug)) {
        return slug;
    }
    let mut salt = own.to_owned();
    loop {
        let hash = blake3::hash(salt.as_bytes()).to_hex();
        let other = format!("{slug}-{}", hash.get(..6).unwrap_or_default());
        if taken.insert(fold(&other)) {
            return other;
        }
        salt.push('+');
    }
}

/// The key by which names are listed: lower case and without accents, so that É
/// stands with E.
pub fn order(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn fold(slug: &str) -> String {
    if slug.is_ascii() {
        return slug.to_ascii_lowercase();
    }
    slug.nfkd().collect::<String>().to_lowercase()
}

/// Combining marks belong to the letter before them in many scripts.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// What `keep` keeps of `chars`, which have about `length` bytes, every other run one
/// `-`.
fn dashed(
    chars: impl Iterator<Item = char>,
    length: usize,
    keep: impl Fn(char) -> bool,
) -> String {
    let mut out = String::with_capacity(length);
    for c in chars {
        if keep(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out
}

fn cut(mut slug: String) -> String {
    let mut end = slug.len().min(LONGEST);
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    slug.truncate(end);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn guard(slug: String) -> String {
    // The longest of them has four letters.
    let reserved =
        slug.len() <= 4 && RESERVED.iter().any(|name| name.eq_ignore_ascii_case(&slug));
    if slug.is_empty() || reserved { format!("x-{slug}") } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_the_contract() {
        for (name, expected) in [
            ("Security Architect", "security-architect"),
            ("  ../../etc/passwd ", "etc-passwd"),
            ("CON", "x-con"),
            ("...", "x-"),
            ("Überprüfung Nº 1", "überprüfung-nº-1"),
            ("部署 手册", "部署-手册"),
        ] {
            assert_eq!(slug(name), expected);
        }
        assert!(slug(&"ü".repeat(200)).len() <= LONGEST);
        assert_eq!(slug_ticket("QUAY-003"), "QUAY-003");
        assert_eq!(slug_ticket("A/B.c"), "A-B-c");
    }

    #[test]
    fn anchors_are_those_of_github() {
        assert_eq!(heading_anchor("What's new? (v1.2)"), "whats-new-v12");
        assert_eq!(heading_anchor("K- frame"), "h-k--frame");
    }

    #[test]
    fn names_that_meet_get_different_slugs() {
        let mut taken = BTreeSet::new();
        let first = unique(slug("Re Do"), "re do.md", &mut taken);
        let second = unique(slug("re-do"), "re-do.md", &mut taken);
        assert_eq!(first, "re-do");
        assert!(second.starts_with("re-do-") && second.len() == first.len() + 7);
    }
}
