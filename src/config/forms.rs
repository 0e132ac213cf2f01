//! The forms of values: colours, languages, addresses, patterns.

/// Whether `text` is a colour, and nothing that CSS could read as more.
pub(super) fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether `text` has the form of RFC 5646 without private and old tags.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let fits = |part: &str| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    matches!(first.len(), 2 | 3) && letters(first) && parts.all(fits)
}

/// Whether `text` is an address that cannot break out of where it is written.
pub(super) fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host =
        rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "1"));
    let strange = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`')
    };
    is_host(name) && port.parse::<u16>().is_ok() && !text.contains(strange)
}

/// Whether `text` is the name of a host.
pub(super) fn is_host(text: &str) -> bool {
    let fits = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    text.len() <= 253 && text.split('.').all(fits)
}

/// Whether `text` is a pattern for paths below SOURCE.
pub(super) fn is_glob(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    text.split('/').all(plain) && !text.contains('\\') && globset::Glob::new(text).is_ok()
}

/// Whether `text` is the name of a folder that leads nowhere else.
pub(super) fn is_folder(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    !text.is_empty() && !text.starts_with('.') && text.chars().all(fits)
}
