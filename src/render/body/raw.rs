//! The author's raw HTML, written anew.

use super::writer::Writer;
use crate::render::escape::{Attribute, Text, href};
use crate::render::sanitise::{Element, Known, Place, Tag, Token, known, tokens};
use crate::text::scheme::{decoded, reference};
use crate::view::body::BodyLink;
use std::fmt::Write;

/// Where a piece of raw HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Alone, between blocks.
    Block,
    /// In a line of text.
    Inline,
}

/// What is needed to write raw HTML.
pub(super) struct Raw<'a> {
    /// The resolved addresses of its links and images, in text order. Without one
    /// only addresses with a scheme and anchors of this page can be linked.
    pub links: std::slice::Iter<'a, &'a BodyLink>,
    /// Hosts from which images may be loaded.
    pub hosts: &'a [String],
    /// Where it stands.
    pub place: Where,
}

/// Names of start tags that were left out and whose end tags must be, too.
pub(super) type LeftOut = Vec<String>;

/// More names than this are not kept; an end tag may then be shown as text.
const MOST_LEFT_OUT: usize = 64;

/// Writes a piece of raw HTML.
pub(super) fn raw(out: &mut Writer, html: &str, mut cx: Raw<'_>, left_out: &mut LeftOut) {
    for token in tokens(html) {
        match token {
            Token::Text(text) => references(out, text),
            Token::Start(tag) => start(out, &tag, &mut cx, left_out),
            Token::End(name, source) => end(out, name, source, cx.place, left_out),
            Token::Hidden(_) => {}
            Token::Rest(text) => rest(out, text, cx.place),
        }
    }
}

fn start(out: &mut Writer, tag: &Tag<'_>, cx: &mut Raw<'_>, left_out: &mut LeftOut) {
    match known(tag.name) {
        Known::Allowed(element) if element.name == "img" => {
            let link = tag.attribute("src").and_then(|src| address(src, cx));
            image(out, link.as_deref(), &tag_text(tag), cx.hosts, &size(tag));
        }
        Known::Allowed(element) if element.name == "a" => {
            let link = tag.attribute("href").and_then(|href| address(href, cx));
            if let Some(link) = link {
                let mut attributes = format!(" href=\"{}\"", Attribute(&link));
                attributes.push_str(&kept(element, tag));
                out.open_author(element, &attributes);
            }
        }
        Known::Allowed(element) => out.open_author(element, &kept(element, tag)),
        // A bare tag in a line is more likely a placeholder: `/api/<path>`.
        Known::Dropped if cx.place == Where::Inline && tag.attributes.is_empty() => {
            out.text(tag.source);
        }
        Known::Dropped => {
            if left_out.len() < MOST_LEFT_OUT {
                left_out.push(tag.name.to_ascii_lowercase());
            }
        }
        Known::Text => out.text(tag.source),
    }
}

fn end(out: &mut Writer, name: &str, source: &str, place: Where, left_out: &mut LeftOut) {
    match known(name) {
        Known::Allowed(_) => out.close_author(name),
        Known::Dropped => {
            let same = |other: &String| other.eq_ignore_ascii_case(name);
            if let Some(at) = left_out.iter().rposition(same) {
                left_out.remove(at);
            } else if place == Where::Inline {
                out.text(source);
            }
        }
        Known::Text => out.text(source),
    }
}

/// Something that was never closed and hides the rest of its block: shown as it
/// stands, lines and all.
fn rest(out: &mut Writer, text: &str, place: Where) {
    if place == Where::Inline {
        return out.text(text);
    }
    out.make_room(Place::Flow);
    out.markup(format_args!("<pre class=\"raw\">{}</pre>\n", Text(text.trim_end())));
}

/// An image, or what stands for it: a link where it would be loaded from a host
/// that is not allowed, its text where it leads nowhere or stands in a link.
pub(super) fn image(
    out: &mut Writer,
    address: Option<&str>,
    words: &ImageWords,
    hosts: &[String],
    size: &str,
) {
    out.make_room(Place::Phrasing);
    let Some(address) = address else {
        return out.text(&words.alt);
    };
    let title = match words.title.as_str() {
        "" => String::new(),
        title => format!(" title=\"{}\"", Attribute(title)),
    };
    match host(address) {
        Some(host) if !hosts.iter().any(|known| known.eq_ignore_ascii_case(&host)) => {
            let text = if words.alt.trim().is_empty() { address } else { &words.alt };
            if out.in_link() {
                return out.text(text);
            }
            let href = Attribute(address);
            out.markup(format_args!("<a class=\"remote\" href=\"{href}\"{title}>"));
            out.markup(format_args!("{}</a>", Text(text)));
        }
        _ => {
            let (src, alt) = (Attribute(address), Attribute(&words.alt));
            out.markup(format_args!(
                "<img src=\"{src}\" alt=\"{alt}\"{title}{size} loading=\"lazy\" decoding=\"async\">"
            ));
        }
    }
}

/// The words that go with an image, plain text.
#[derive(Debug, Default)]
pub(super) struct ImageWords {
    /// What is seen in it; empty for decoration.
    pub alt: String,
    /// Shown on hover; empty without.
    pub title: String,
}

/// The host, in lower case, of an address with a scheme; empty for `mailto:`.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    if scheme.contains(['/', '?', '#']) {
        return None;
    }
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    Some(host.to_lowercase())
}

/// The address to write for one in raw HTML.
fn address(value: &str, cx: &mut Raw<'_>) -> Option<String> {
    if let Some(link) = cx.links.next() {
        return link.href.clone();
    }
    let href = href(value)?;
    (href.web || href.address.starts_with('#')).then_some(href.address)
}

fn tag_text(tag: &Tag<'_>) -> ImageWords {
    let words = |name| tag.attribute(name).map(plain).unwrap_or_default();
    ImageWords { alt: words("alt"), title: words("title") }
}

/// Width and height, if they are numbers of pixels.
fn size(tag: &Tag<'_>) -> String {
    let mut out = String::new();
    for name in ["width", "height"] {
        if let Some(value) = tag.attribute(name).filter(|value| is_number(value)) {
            let _ = write!(out, " {name}=\"{value}\"");
        }
    }
    out
}

/// The attributes of `tag` that are kept, checked and escaped, but for addresses.
fn kept(element: &Element, tag: &Tag<'_>) -> String {
    let mut out = String::new();
    for name in element.attributes {
        let Some(value) = tag.attribute(name) else { continue };
        let word = value.to_ascii_lowercase();
        let value = match *name {
            "open" => String::new(),
            "align" if ["left", "center", "right"].contains(&word.as_str()) => word,
            "dir" if ["ltr", "rtl", "auto"].contains(&word.as_str()) => word,
            "scope" if ["row", "col"].contains(&word.as_str()) => word,
            "colspan" | "rowspan" | "start" if is_number(value) => word,
            "title" => plain(value),
            _ => continue,
        };
        let _ = write!(out, " {name}=\"{}\"", Attribute(&value));
    }
    out
}

fn is_number(value: &str) -> bool {
    (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// An attribute's value with the character references decoded that kenning knows.
fn plain(value: &str) -> String {
    decoded(value).into_owned()
}

/// Writes text of raw HTML; character references stay what they are.
fn references(out: &mut Writer, text: &str) {
    let mut done = 0;
    for (at, _) in text.match_indices('&') {
        let rest = text.get(at..).unwrap_or_default();
        let Some(length) = named(rest).or_else(|| reference(rest).map(|(n, _)| n)) else {
            continue;
        };
        let Some(before) = text.get(done..at) else { continue };
        out.text(before);
        if let Some((_, value)) = reference(rest) {
            out.text(&value);
        } else {
            out.make_room(Place::Phrasing);
            out.markup(format_args!("{}", rest.get(..length).unwrap_or_default()));
        }
        done = at + length;
    }
    out.text(text.get(done..).unwrap_or_default());
}

/// The length of `&name;` at the start of `text`. In text a character reference
/// can stand for characters only, never for markup, so any name is safe.
fn named(text: &str) -> Option<usize> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(32).position(|byte| !byte.is_ascii_alphanumeric())?;
    let fine = end > 0 && body.get(end..)?.starts_with(';');
    (fine && body.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(end + 2)
}
