//! Which addresses may be followed.

/// What an address is, judged as a browser would read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    /// `http`, `https` or `mailto`.
    Web,
    /// Below SOURCE, or a place on the same page.
    Relative,
    /// Any other scheme, or an address without one on another host.
    Refused,
}

/// Looks at `address`, entities decoded.
///
/// Browsers drop tabs and line breaks anywhere and control characters and blanks at
/// the start, so that these are dropped before looking.
pub(super) fn scheme(address: &str) -> Scheme {
    let seen: String = address.chars().filter(|c| !c.is_control()).collect();
    let seen = seen.trim_start();
    let slashes = |text: &str| text.starts_with(['/', '\\']);
    if slashes(seen) {
        let other_host = seen.get(1..).is_some_and(slashes);
        return if other_host { Scheme::Refused } else { Scheme::Relative };
    }
    let Some((name, _)) = seen.split_once(':') else { return Scheme::Relative };
    if name.contains(['/', '?', '#']) {
        return Scheme::Relative;
    }
    let allowed = ["http", "https", "mailto"];
    let web = allowed.iter().any(|word| name.eq_ignore_ascii_case(word));
    if web { Scheme::Web } else { Scheme::Refused }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_schemes_are_followed() {
        for (address, expected) in [
            ("https://example.org", Scheme::Web),
            ("MAILTO:a@example.org", Scheme::Web),
            ("java\tscript:alert(1)", Scheme::Refused),
            ("\u{1} javascript:alert(1)", Scheme::Refused),
            ("data:text/html,x", Scheme::Refused),
            ("//example.org/x", Scheme::Refused),
            ("\\\\example.org", Scheme::Refused),
            ("notes/a.md#part:two", Scheme::Relative),
            ("#top", Scheme::Relative),
            ("/guide.md", Scheme::Relative),
            ("", Scheme::Relative),
        ] {
            assert_eq!(scheme(address), expected, "{address:?}");
        }
    }
}
