//! Escaping, one type for each place where foreign text may be printed.
//!
//! A value is wrapped where it is printed: `write!(out, "<b>{}</b>", Text(title))`.
//! Text that is safe in one place is not in another, so there is no `escape` that
//! fits all, and nothing is escaped before its place is known.

mod lines;

pub use lines::{Csv, Ics};

use crate::text::scheme::{self, Allowed};
use serde::Serialize;
use std::fmt::{self, Display, Formatter, Write};

/// Between tags of HTML: `&`, `<` and `>`; NUL becomes U+FFFD.
///
/// Quotes stay, so it must not be used inside an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a>(pub &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        replace(f, self.0, |c| match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '\0' => Some("\u{fffd}"),
            _ => None,
        })
    }
}

/// Inside a quoted attribute of HTML: as [`Text`], both quotes and line ends too.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a>(pub &'a str);

impl Display for Attribute<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        replace(f, self.0, |c| match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '"' => Some("&quot;"),
            '\'' => Some("&#39;"),
            '\n' => Some("&#10;"),
            // A reference to it is an error of HTML.
            '\r' => Some(" "),
            '\0' => Some("\u{fffd}"),
            _ => None,
        })
    }
}

/// An address of this site, such as `SitePath` has it, percent-encoded.
///
/// `/`, and what begins a query or an anchor, keep their meaning; `%` does not, for
/// the address is not encoded yet. Holds nothing that HTML would need escaped but
/// `&`, so inside an attribute it is wrapped again.
#[derive(Clone, Copy, Debug)]
pub struct Url<'a>(pub &'a str);

impl Display for Url<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            let plain =
                byte.is_ascii_alphanumeric() || b"-._~/?#&=:@!$()*+,;".contains(&byte);
            if plain {
                f.write_char(char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

/// An address that an author wrote and that may be followed; see [`href`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href {
    /// Ready for an attribute but for HTML escaping.
    pub address: String,
    /// Whether it leads elsewhere. A relative one was not resolved: it may lead
    /// anywhere below or above this page.
    pub web: bool,
}

/// The address in the `href` or `src` of raw HTML: character references decoded,
/// blanks around it and control characters taken out. `None` where its scheme is
/// not allowed ([`scheme::allowed`]).
pub fn href(value: &str) -> Option<Href> {
    let value = scheme::decoded(value);
    let allowed = scheme::allowed(&value);
    if allowed == Allowed::No {
        return None;
    }
    let mut address = String::new();
    for c in value.trim().chars().filter(|c| !c.is_control()) {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                let _ = write!(address, "%{:02X}", u32::from(c));
            }
            _ => address.push(c),
        }
    }
    Some(Href { address, web: allowed == Allowed::Web })
}

/// JSON of its own, as in a `.json` file. A value that serde cannot express is
/// `null`.
#[derive(Clone, Copy, Debug)]
pub struct Json<'a, T>(pub &'a T);

impl<T: Serialize> Display for Json<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self.0).unwrap_or_else(|_| "null".into()))
    }
}

/// JSON inside a script element or a script file: still the same JSON, but neither
/// `</script`, `<!--` nor a line end that old scripts trip over can occur.
#[derive(Clone, Copy, Debug)]
pub struct JsonInScript<'a, T>(pub &'a T);

impl<T: Serialize> Display for JsonInScript<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        replace(f, &Json(self.0).to_string(), |c| match c {
            '<' => Some("\\u003c"),
            '>' => Some("\\u003e"),
            '&' => Some("\\u0026"),
            '\u{2028}' => Some("\\u2028"),
            '\u{2029}' => Some("\\u2029"),
            _ => None,
        })
    }
}

/// Text or a quoted attribute of XML 1.0. Characters that XML cannot hold, even
/// escaped, become U+FFFD.
#[derive(Clone, Copy, Debug)]
pub struct Xml<'a>(pub &'a str);

impl Display for Xml<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        replace(f, self.0, |c| match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '"' => Some("&quot;"),
            '\'' => Some("&#39;"),
            '\t' => Some("&#9;"),
            '\n' => Some("&#10;"),
            '\r' => Some("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
            _ => None,
        })
    }
}

/// Writes `text` with some characters replaced, whole runs at a time.
fn replace(
    f: &mut impl Write,
    text: &str,
    of: impl Fn(char) -> Option<&'static str>,
) -> fmt::Result {
    let mut done = 0;
    for (at, c) in text.char_indices() {
        if let Some(other) = of(c) {
            f.write_str(text.get(done..at).unwrap_or_default())?;
            f.write_str(other)?;
            done = at + c.len_utf8();
        }
    }
    f.write_str(text.get(done..).unwrap_or_default())
}
