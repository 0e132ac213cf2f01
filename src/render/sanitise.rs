//! Raw HTML in documents, reduced to a small allow-list.
//!
//! A block of HTML may open an element that a later block closes, with Markdown
//! between, so pieces of raw HTML cannot be cleaned one by one; and cleaning the
//! finished page cannot tell the author's markup from ours. So nothing is cleaned
//! at all: raw HTML is only *read*, into tags and text, and the page is written
//! anew from what was read. The writer of the body keeps one stack for its own and
//! the author's elements. A tag on the list is written again, name and checked
//! attributes, where the stack has room for it; an element still open when the
//! block around it ends is closed there; an end tag that fits nothing is dropped.
//! No byte of raw HTML reaches the page but as escaped text, so a mistake in
//! reading can garble a text but not let markup through.
//!
//! What becomes of the rest:
//!
//! - An element of HTML that is not on the list: its tags go, its text stays.
//! - A name that HTML does not have, such as the `<T>` of `Vec<T>`: shown as text.
//! - `script` and `style` with all they hold are left out ([`drops_text`]).
//! - Comments are left out; they were not meant to be read.
//! - A comment, `script` or `style` that is never closed: it and the rest of the
//!   block are shown as they stand. So are processing instructions and `CDATA`.

mod elements;

pub(super) use crate::parse::html::{Tag, Token, tokens};
pub(super) use elements::{Element, Holds, Known, Place, known};

/// Whether a piece of raw HTML has text that is left out of the page: a `script`
/// or `style` that is not empty.
pub fn drops_text(html: &str) -> bool {
    tokens(html).any(|token| match token {
        Token::Hidden(text) => !text.trim().is_empty(),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_and_styles_lose_text() {
        assert!(drops_text("<p>a</p><script>let x;</script>"));
        assert!(drops_text("<STYLE>p{}</StYlE >"));
        for html in [
            "<script></script>",
            "<script>never closed",
            "<!-- a remark -->",
            "<div>text</div>",
            "<form><input>text</form>",
            "<![CDATA[ text ]]>",
            "<svg><text>x</text></svg>",
        ] {
            assert!(!drops_text(html), "{html}");
        }
    }
}
