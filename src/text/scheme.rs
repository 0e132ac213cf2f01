//! Which addresses may become a link, decided in one place.

use std::borrow::Cow;

/// The only schemes a document may link to.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// Named references that matter for an address; the others never hide a scheme,
/// because an address is escaped again when it is printed.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("colon", ":"),
    ("sol", "/"),
    ("bsol", "\\"),
    ("num", "#"),
    ("quest", "?"),
    ("period", "."),
    ("commat", "@"),
    ("Tab", "\t"),
    ("NewLine", "\n"),
];

/// What an address may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Allowed {
    /// Leads elsewhere, by `http`, `https` or `mailto`.
    Web,
    /// Has no scheme: a path, a query or an anchor of this site. Whether it stays
    /// inside the site is for the caller to find out.
    Relative,
    /// Must not be followed: any other scheme, or another host without one.
    No,
}

/// Decides by the scheme of `address`, as it stands and with character references
/// decoded once more, the stricter answer counting.
///
/// Blanks, control and invisible characters are overlooked, as browsers overlook
/// some of them; a backslash is a slash, as it is for browsers. A `:` before the
/// first `/`, `?` or `#` always ends a scheme, so a file called `a:b.md` must be
/// linked as `./a:b.md`.
pub fn allowed(address: &str) -> Allowed {
    let first = decide(address);
    match decoded(address) {
        Cow::Owned(other) if first != Allowed::No && decide(&other) == Allowed::No => {
            Allowed::No
        }
        _ => first,
    }
}

fn decide(address: &str) -> Allowed {
    let plain: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace() && !is_invisible(*c))
        .map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() })
        .collect();
    if plain.starts_with("//") {
        return Allowed::No;
    }
    let head = plain.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        None => Allowed::Relative,
        Some((scheme, _)) if SCHEMES.contains(&scheme) => Allowed::Web,
        Some(_) => Allowed::No,
    }
}

/// Characters that take no room, or turn the direction of what follows.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// `text` with numeric character references and those that matter for addresses
/// decoded, once. Borrowed where there are none.
pub fn decoded(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('&') {
        let Some(rest) = text.get(at..).filter(|_| at >= done) else { continue };
        let Some((length, value)) = reference(rest) else { continue };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(&value);
        done = at + length;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The character reference at the start of `text`: its length in bytes and what it
/// stands for. `None` for names that [`decoded`] does not know.
pub fn reference(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(length, c)| (length + 2, c.to_string().into()));
    }
    let end = body.bytes().take(32).position(|byte| byte == b';')?;
    let name = body.get(..end)?;
    let (_, value) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some((end + 2, Cow::Borrowed(value)))
}

/// A number behind `&#`. Browsers take it without a `;` too, so does this.
fn numeric(text: &str) -> Option<(usize, char)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (text, 10),
    };
    let count = digits.chars().take_while(|c| c.is_digit(radix)).count();
    let value = digits.get(..count).filter(|digits| !digits.is_empty())?;
    let c = u32::from_str_radix(value, radix).ok().and_then(char::from_u32);
    let semicolon = usize::from(digits.as_bytes().get(count) == Some(&b';'));
    let length = text.len() - digits.len() + count + semicolon;
    Some((length, c.filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_schemes_and_paths_are_allowed() {
        for address in [
            "https://a.example/x",
            "HTTP://A",
            "mailto:a@b.example",
            " https://a",
            "http:a",
        ] {
            assert_eq!(allowed(address), Allowed::Web, "{address}");
        }
        for address in
            ["a.md", "../b/c.md#d:e", "#x", "?q=a:b", "/root.md", "./a:b.md", "", "a&b"]
        {
            assert_eq!(allowed(address), Allowed::Relative, "{address}");
        }
    }

    #[test]
    fn disguises_are_refused() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " java\tscr\nipt:alert(1)",
            "\u{1}javascript:x",
            "java\u{200b}script:x",
            "javascript&colon;x",
            "&#106;avascript:x",
            "&#x6A;avascript&#58;x",
            "java&Tab;script:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "&sol;/evil.example",
            "blob:x",
            "javascript\u{a0}:x",
            "x:y",
            ":",
        ] {
            assert_eq!(allowed(address), Allowed::No, "{address}");
        }
    }

    #[test]
    fn references_are_decoded_once() {
        assert_eq!(decoded("a&amp;amp;b"), "a&amp;b");
        assert_eq!(decoded("&#65;&#x42;&#67 &eacute;&"), "ABC &eacute;&");
        assert_eq!(decoded("&#0;&#x110000;&#;"), "\u{fffd}\u{fffd}&#;");
        assert!(matches!(decoded("plain & simple"), Cow::Borrowed(_)));
    }
}
