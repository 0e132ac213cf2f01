//! Reads raw HTML as tags and text.

use super::LinkKind;

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text; character references are not decoded.
    Text(&'a str),
    /// `<name …>`.
    Start(Tag<'a>),
    /// `</name>`; the name, and the whole as written.
    End(&'a str, &'a str),
    /// What stands in a closed `script` or `style`.
    Hidden(&'a str),
    /// From something that hides text and is never closed to the end.
    Rest(&'a str),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name as written.
    pub name: &'a str,
    /// Names as written and values without quotes, references not decoded.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// The whole as written.
    pub source: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of the first attribute of this name, in lower case.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let is = |(other, _): &&(&str, &str)| other.eq_ignore_ascii_case(name);
        self.attributes.iter().find(is).map(|(_, value)| *value)
    }
}

/// The links and images of `html` in order, with their addresses as written: each
/// `href` of an `a` and `src` of an `img`.
pub fn links(html: &str) -> impl Iterator<Item = (LinkKind, &str)> {
    tokens(html).filter_map(|token| {
        let Token::Start(tag) = token else { return None };
        if tag.name.eq_ignore_ascii_case("a") {
            return Some((LinkKind::Link, tag.attribute("href")?));
        }
        let image = tag.name.eq_ignore_ascii_case("img");
        image.then(|| Some((LinkKind::Image, tag.attribute("src")?)))?
    })
}

/// The pieces of `html` in order. Whatever is no well-formed tag is text. Linear.
pub fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let (token, length) = next(rest);
            rest = rest.get(length..).unwrap_or_default();
            if token.is_some() {
                return token;
            }
        }
    })
}

/// The first piece and its length in bytes, at least 1; `None` for a comment.
fn next(text: &str) -> (Option<Token<'_>>, usize) {
    let Some(inner) = text.strip_prefix('<') else {
        let end = text.find('<').unwrap_or(text.len());
        return (text.get(..end).map(Token::Text), end);
    };
    if inner.starts_with("!--") {
        // `<!-->` and `<!--->` are whole comments (CommonMark 0.31, section 6.6).
        return match text.get(2..).and_then(|tail| tail.find("-->")) {
            Some(at) => (None, at + 5),
            None => (Some(Token::Rest(text)), text.len()),
        };
    }
    if let Some(tag) = start_tag(text) {
        return hidden(text, tag);
    }
    if let Some((name, length)) = end_tag(text) {
        let source = text.get(..length).unwrap_or_default();
        return (Some(Token::End(name, source)), length);
    }
    (text.get(..1).map(Token::Text), 1)
}

/// A start tag, with all it hides if it is a `script` or `style`.
fn hidden<'a>(text: &'a str, tag: Tag<'a>) -> (Option<Token<'a>>, usize) {
    let length = tag.source.len();
    let hides = ["script", "style"].iter().find(|n| tag.name.eq_ignore_ascii_case(n));
    let Some(name) = hides else {
        return (Some(Token::Start(tag)), length);
    };
    let inner = text.get(length..).unwrap_or_default();
    let end = inner.match_indices("</").find_map(|(at, _)| {
        let (found, end) = end_tag(inner.get(at..)?)?;
        found.eq_ignore_ascii_case(name).then_some((at, at + end))
    });
    match end {
        Some((at, end)) => (inner.get(..at).map(Token::Hidden), length + end),
        None => (Some(Token::Rest(text)), text.len()),
    }
}

fn end_tag(text: &str) -> Option<(&str, usize)> {
    let body = text.strip_prefix("</")?;
    let name = name(body)?;
    let tail = body.get(name.len()..)?.trim_ascii_start().strip_prefix('>')?;
    Some((name, text.len() - tail.len()))
}

fn start_tag(text: &str) -> Option<Tag<'_>> {
    let body = text.strip_prefix('<')?;
    let name = name(body)?;
    let mut rest = body.get(name.len()..)?;
    let mut attributes = Vec::new();
    loop {
        let tail = rest.trim_ascii_start();
        let end = tail.strip_prefix("/>").or_else(|| tail.strip_prefix('>'));
        if let Some(after) = end {
            let source = text.get(..text.len() - after.len())?;
            return Some(Tag { name, attributes, source });
        }
        // A blank must part an attribute from what stands before it.
        if tail.len() == rest.len() {
            return None;
        }
        let (attribute, after) = attribute(tail)?;
        attributes.push(attribute);
        rest = after;
    }
}

/// `name`, `name=value`, `name="value"` or `name='value'`, and what follows.
fn attribute(text: &str) -> Option<((&str, &str), &str)> {
    let plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !"\"'<>/=`".contains(c);
    let (name, rest) = cut(text, plain);
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some(((name, ""), rest));
    };
    let value = value.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            let (value, rest) = inner.split_once(quote)?;
            return Some(((name, value), rest));
        }
    }
    let (value, rest) = cut(value, |c| !c.is_whitespace() && !"\"'<>=`".contains(c));
    (!value.is_empty()).then_some(((name, value), rest))
}

/// A letter, then letters, digits and `-` (`CommonMark` 0.31, section 6.6).
fn name(text: &str) -> Option<&str> {
    let (name, _) = cut(text, |c| c.is_ascii_alphanumeric() || c == '-');
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

fn cut(text: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !keep(c)).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let piece = |token| match token {
            Token::Text(text) => format!("text {text:?}"),
            Token::Start(tag) => format!("start {} {:?}", tag.name, tag.attributes),
            Token::End(name, _) => format!("end {name}"),
            Token::Hidden(text) => format!("hidden {text:?}"),
            Token::Rest(text) => format!("rest {text:?}"),
        };
        tokens(html).map(piece).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn links_are_found_in_order() {
        let html =
            "<A HREF=x.md><img alt='' src=\"p.png\"></a><a name=y><img><!--<a href=z>-->";
        let found: Vec<_> = links(html).collect();
        assert_eq!(found, [(LinkKind::Link, "x.md"), (LinkKind::Image, "p.png")]);
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        for (html, expected) in [
            ("a<b>c</b >", r#"text "a"; start b []; text "c"; end b"#),
            ("<br/><hr />", "start br []; start hr []"),
            (
                r#"<a href="x>y" title='z' b=c d>"#,
                r#"start a [("href", "x>y"), ("title", "z"), ("b", "c"), ("d", "")]"#,
            ),
            ("1 < 2", r#"text "1 "; text "<"; text " 2""#),
            ("<a href=\"x", r#"text "<"; text "a href=\"x""#),
            ("<a\"b>", r#"text "<"; text "a\"b>""#),
            ("x<!-- <b> -->y<!-->z", r#"text "x"; text "y"; text "z""#),
            ("x<!-- y", r#"text "x"; rest "<!-- y""#),
            ("<SCRIPT x>a</b></script >c", r#"hidden "a</b>"; text "c""#),
            ("<style>a", r#"rest "<style>a""#),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }
}
