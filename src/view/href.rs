//! Addresses as a page writes them.

use crate::text::SitePath;
use schemars::JsonSchema;
use serde::Serialize;

/// An address ready for an attribute but for HTML escaping: relative to its page,
/// percent-encoded, of an allowed scheme.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize,
)]
#[serde(transparent)]
pub struct Href(String);

impl Href {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An address elsewhere; `None` unless it is of a scheme that may be followed.
    pub fn web(address: &str) -> Option<Self> {
        let lower = address.trim().to_ascii_lowercase();
        let fine = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| lower.starts_with(scheme));
        fine.then(|| Self(address.trim().to_owned()))
    }
}

/// Where links are written: a page, and its way back to the site's root.
#[derive(Clone, Debug)]
pub(in crate::view) struct Here {
    file: String,
    pub(in crate::view) root: String,
}

impl Here {
    /// On the page at `url`.
    pub(in crate::view) fn on(url: &SitePath) -> Self {
        Self { file: url.file().to_owned(), root: url.root() }
    }

    /// On a page that is served at any depth, below a site that lives at `root`.
    pub(in crate::view) fn anywhere(root: String) -> Self {
        Self { file: String::new(), root }
    }

    /// The page; `None` for one that is served anywhere.
    pub(in crate::view) fn page(&self) -> Option<SitePath> {
        (!self.file.is_empty()).then(|| SitePath::new(self.file.clone()))
    }

    /// The way to `target`.
    pub(in crate::view) fn to(&self, target: &SitePath) -> Href {
        let (file, anchor) = match target.as_str().split_once('#') {
            Some((file, anchor)) => (file, Some(anchor)),
            None => (target.as_str(), None),
        };
        let mut href = String::new();
        if file != self.file || anchor.is_none() {
            href.push_str(&self.root);
            encode(file, IN_PATHS, &mut href);
        }
        if let Some(anchor) = anchor {
            href.push('#');
            encode(anchor, IN_PATHS, &mut href);
        }
        Href(href)
    }

    /// The way to a page with its filters set: `?status=open`.
    pub(in crate::view) fn filtered(
        &self,
        target: &SitePath,
        filters: &[(&str, &str)],
    ) -> Href {
        let Href(mut href) = self.to(target);
        for (at, (key, value)) in filters.iter().enumerate() {
            href.push(if at == 0 { '?' } else { '&' });
            href.push_str(key);
            href.push('=');
            encode(value, b"-._~", &mut href);
        }
        Href(href)
    }
}

/// What RFC 3986 lets stand in a path, but `:`, which could read as a scheme, and
/// `&`, for the sake of those who read the page's source.
const IN_PATHS: &[u8] = b"-._~!$'()*+,;=@/";

/// Percent-encodes all bytes but letters, digits and those of `keep`.
fn encode(text: &str, keep: &[u8], out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |at: u8| HEX.get(usize::from(at)).copied().map_or('0', char::from);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_and_encoded() {
        let here = Here::on(&SitePath::new("docs/a/b.html"));
        let to = |url: &str| here.to(&SitePath::new(url)).as_str().to_owned();
        assert_eq!(to("index.html"), "../../index.html");
        assert_eq!(to("docs/a/b.html#i-x"), "#i-x");
        assert_eq!(to("docs/übersicht.html"), "../../docs/%C3%BCbersicht.html");
        assert_eq!(to("docs/a:b.html"), "../../docs/a%3Ab.html");
        let anywhere = Here::anywhere("/wiki/".into());
        assert_eq!(anywhere.to(&SitePath::new("a.html")).as_str(), "/wiki/a.html");
    }

    #[test]
    fn only_harmless_schemes_lead_elsewhere() {
        assert!(Href::web("https://example.org/a").is_some());
        assert_eq!(Href::web("javascript:alert(1)"), None);
        assert_eq!(Href::web(" data:text/html,x"), None);
    }

    #[test]
    fn filters_are_data() {
        let here = Here::on(&SitePath::new("index.html"));
        let target = SitePath::new("registers/actions.html");
        let href = here.filtered(&target, &[("status", "open"), ("owner", "a&b=c d")]);
        let expected = "registers/actions.html?status=open&owner=a%26b%3Dc%20d";
        assert_eq!(href.as_str(), expected);
    }
}
