//! Atom feeds (RFC 4287).

use crate::render::escape::Xml;
use crate::text::Day;
use std::fmt::Write;

/// A feed.
pub(super) struct Feed {
    /// What it is called, for good.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Who speaks: the site.
    pub(super) author: String,
    /// The way to itself, and to the page that shows the same.
    pub(super) links: (String, String),
    /// When something last changed.
    pub(super) updated: Day,
    /// Newest first.
    pub(super) posts: Vec<Post>,
}

/// An entry of a feed.
pub(super) struct Post {
    /// What it is called, for good.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// The way to its page.
    pub(super) href: String,
    /// The day it was first spoken of, where that is not `updated`.
    pub(super) published: Option<Day>,
    /// The day it was last spoken of.
    pub(super) updated: Day,
    /// What it is, in the contract's words.
    pub(super) category: &'static str,
    /// What is said of it, as text.
    pub(super) summary: String,
    /// What is said of it at length, as HTML; empty if nothing.
    pub(super) content: String,
}

/// The file of `feed`.
pub(super) fn atom(feed: &Feed) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let (itself, page) = (Xml(&feed.links.0), Xml(&feed.links.1));
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<generator>kenning</generator>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{itself}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n",
        Xml(&feed.id),
        Xml(&feed.title),
        time(feed.updated),
        Xml(&feed.author),
    );
    for post in &feed.posts {
        write_post(&mut out, post);
    }
    out.push_str("</feed>\n");
    out
}

fn write_post(out: &mut String, post: &Post) {
    let _ = write!(
        out,
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n",
        Xml(&post.id),
        Xml(&post.title),
        time(post.updated)
    );
    if let Some(published) = post.published {
        let _ = writeln!(out, "<published>{}</published>", time(published));
    }
    let _ = write!(
        out,
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <category term=\"{}\"/>\n<summary>{}</summary>\n",
        Xml(&post.href),
        Xml(post.category),
        Xml(&post.summary)
    );
    if !post.content.is_empty() {
        let content = Xml(&post.content);
        let _ = writeln!(out, "<content type=\"html\">{content}</content>");
    }
    out.push_str("</entry>\n");
}

/// Documents know days, feeds want times: the first moment of the day.
fn time(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
