//! The text of a document as HTML: specs, items, links, and hostile input.

use comrak::nodes::NodeValue;
use kenning::link::LinkBy;
use kenning::parse::tree;
use kenning::render::body::{body, left_out};
use kenning::render::html::Html;
use kenning::render::words::Words;
use kenning::text::scheme::{Allowed, allowed};
use kenning::text::{TextRange, heading_anchor};
use kenning::view::body::{Body, BodyItem, BodyLink, ItemForm};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The body of `text` as a site without other pages would give it: addresses as
/// written, a broken link for each that begins with `broken`.
fn read(text: &str) -> Body {
    let arena = comrak::Arena::new();
    let root = tree(&arena, text);
    let (mut links, mut anchors) = (Vec::new(), Vec::new());
    for (number, node) in (0_u32..).zip(root.descendants()) {
        match &node.data().value {
            NodeValue::Heading(_) => {
                let title: String = node.descendants().map(words).collect();
                anchors.push((number, heading_anchor(&title)));
            }
            NodeValue::Link(link) | NodeValue::Image(link) => {
                links.push(authored(number, &link.url, LinkBy::Link));
            }
            NodeValue::WikiLink(link) => {
                links.push(authored(number, &link.url, LinkBy::Wiki));
            }
            _ => {}
        }
    }
    let remote_images = vec!["img.example".to_owned()];
    let text = text.into();
    Body { text, links, items: Vec::new(), anchors, title: None, remote_images }
}

fn words(node: comrak::Node<'_>) -> String {
    match &node.data().value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        _ => String::new(),
    }
}

fn authored(node: u32, url: &str, by: LinkBy) -> BodyLink {
    let broken = url.starts_with("broken");
    let href = (!broken && allowed(url) != Allowed::No).then(|| url.to_owned());
    BodyLink { range: TextRange::default(), node: Some(node), href, by, broken }
}

fn render(text: &str) -> String {
    body(&read(text), &[], &Words::default()).as_str().to_owned()
}

/// The number of the `nth` node that is of this kind.
fn node(text: &str, nth: usize, of: fn(&NodeValue) -> bool) -> u32 {
    let arena = comrak::Arena::new();
    let root = tree(&arena, text);
    let all = (0_u32..).zip(root.descendants());
    all.filter(|(_, node)| of(&node.data().value)).nth(nth).unwrap().0
}

const SPECS: &[(&str, &str)] = &[
    ("blocks.md", include_str!("specs/render/blocks.md")),
    ("inlines.md", include_str!("specs/render/inlines.md")),
    ("html.md", include_str!("specs/render/html.md")),
];

#[test]
fn specs() {
    let pair = "(?s)(~~~~md\n(.*?)~~~~\n\n~~~~html\n)(.*?)~~~~\n";
    let pair = regex::Regex::new(pair).unwrap();
    for (name, spec) in SPECS {
        assert!(pair.find_iter(spec).count() > 5, "{name} is not read");
        let blessed = pair.replace_all(spec, |found: &regex::Captures<'_>| {
            let html = render(&found[2]);
            checked(&html);
            format!("{}{}\n~~~~\n", &found[1], html.trim_end())
        });
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(format!("tests/specs/render/{name}"), &*blessed).unwrap();
        } else {
            assert_eq!(&blessed, spec, "{name}");
        }
    }
}

#[test]
fn sections_nest_and_hold_their_notes() {
    let text = "# T\n\n## A\n\none\n\n### B\n\ntwo\n\n## C\n\nthree\n";
    let mut read = read(text);
    let heading = |nth| node(text, nth, |v| matches!(v, NodeValue::Heading(_)));
    let end = |before: &str| u32::try_from(text.find(before).unwrap()).unwrap();
    let section = |nth, anchor: &str, end| BodyItem {
        node: heading(nth),
        anchor: anchor.into(),
        form: ItemForm::Section,
        end,
    };
    read.title = Some(heading(0));
    read.items = vec![section(1, "a", end("## C")), section(2, "b", end("## C"))];
    let html = body(&read, &[Html::text("nA"), Html::text("nB")], &Words::default());
    let html = checked(html.as_str());
    let perma = |id| {
        format!(
            "<a class=\"perma\" href=\"#{id}\" aria-label=\"Link to this place\">#</a>"
        )
    };
    let expected = format!(
        "<section class=\"item\" id=\"a\"><h2>A{}</h2>\nnA<div class=\"ib\">\n\
         <p>one</p>\n\
         <section class=\"item\" id=\"b\"><h3>B{}</h3>\nnB<div class=\"ib\">\n\
         <p>two</p>\n</div></section>\n</div></section>\n\
         <h2 id=\"c\">C{}</h2>\n<p>three</p>\n",
        perma("a"),
        perma("b"),
        perma("c"),
    );
    assert_eq!(html, expected);
}

#[test]
fn tails_stand_in_the_first_paragraph_of_their_entry() {
    let text = "- do it\n  - detail\n\n| n | title |\n|---|---|\n| 1 | a row |\n\npara\n";
    let mut read = read(text);
    let tail = |node, anchor: &str| BodyItem {
        node,
        anchor: anchor.into(),
        form: ItemForm::Tail,
        end: 0,
    };
    read.items = vec![
        tail(node(text, 0, |v| matches!(v, NodeValue::Item(_))), "i-do"),
        tail(node(text, 0, |v| matches!(v, NodeValue::TableRow(false))), "i-row"),
    ];
    let html = body(&read, &[Html::text("t1"), Html::text("t2")], &Words::default());
    let html = html.as_str();
    assert!(
        html.contains("<li id=\"i-do\" class=\"sub\">do it<a class=\"perma\""),
        "{html}"
    );
    assert!(html.contains("#</a>t1<ul>\n<li>detail</li>"), "{html}");
    assert!(
        html.contains("<tr id=\"i-row\" class=\"sub\"><td>1</td><td>a row<a"),
        "{html}"
    );
}

#[test]
fn made_links_are_exact_or_left_out() {
    let text = "Ask Mia, \\*Mia\\*, `Mia`, [Mia](x.md) and &eacute; Mia.\n\n# Mia\n";
    let mut read = read(text);
    let made = text.match_indices("Mia").map(|(at, name)| BodyLink {
        range: TextRange::new(at, at + name.len()),
        node: None,
        href: Some("../owners/mia.html".into()),
        by: LinkBy::Person,
        broken: false,
    });
    read.links.extend(made);
    let html = body(&read, &[], &Words::default());
    let link = "<a class=\"own\" href=\"../owners/mia.html\">Mia</a>";
    let expected = format!(
        "<p>Ask {link}, *{link}*, <code>Mia</code>, <a href=\"x.md\">Mia</a> and é {link}.</p>\n"
    );
    assert!(html.as_str().starts_with(&expected), "{html}");
    assert!(html.as_str().contains("<h2 id=\"mia\">Mia<a class=\"perma\""), "{html}");
}

#[test]
fn raw_links_take_the_addresses_resolved_for_them() {
    let text =
        "<p><a href=\"a.md\">a</a> <img src=b.png alt=b> <a href=\"c.md\">c</a></p>\n";
    let mut read = read(text);
    let number = node(text, 0, |v| matches!(v, NodeValue::HtmlBlock(_)));
    let mut link = authored(number, "a.html", LinkBy::Link);
    read.links.push(link.clone());
    link.href = Some("../files/b.png".into());
    read.links.push(link.clone());
    link.href = None;
    read.links.push(link);
    let html = body(&read, &[], &Words::default());
    assert_eq!(
        html.as_str(),
        "<p><a href=\"a.html\">a</a> <img src=\"../files/b.png\" alt=\"b\" \
         loading=\"lazy\" decoding=\"async\"> c</p>\n\n"
    );
}

#[test]
fn text_left_out_is_found() {
    let text = "a\n\n<script>let x;</script>\n\nb <b>c</b>\n";
    let found = left_out(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].slice(text), "<script>let x;</script>");
    assert!(left_out("`<script>a</script>`\n\n    <style>b</style>\n").is_empty());
}

#[test]
fn hostile_snippets_do_no_harm() {
    for snippet in HOSTILE {
        for frame in ["{}\n\nafter", "a {} b\n\nafter", "- {}\n\nafter", "|a|\n|-|\n|{}|"]
        {
            let html = render(&frame.replace("{}", snippet));
            checked(&html);
            let after = !frame.contains("after") || html.contains("after");
            assert!(after, "{snippet} swallows what follows: {html}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_text_is_rendered_safely(text in "\\PC{0,200}") {
        checked(&render(&text));
    }

    #[test]
    fn any_mixture_of_markup_is_rendered_safely(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        picks in prop::collection::vec((0_u32..60, 0_u32..400, any::<bool>()), 0..6),
    ) {
        let mut read = read(&pieces.concat());
        let notes = vec![Html::text("note"); picks.len()];
        for (at, (node, end, section)) in picks.into_iter().enumerate() {
            let form = if section { ItemForm::Section } else { ItemForm::Tail };
            let end = if section { end } else { 0 };
            let anchor = format!("i-{at}");
            if !read.items.iter().any(|item| item.node == node) {
                read.items.push(BodyItem { node, anchor, form, end });
            }
            let range = TextRange::new(node as usize, end as usize % 50);
            let href = Some("x.html".to_owned());
            let by = LinkBy::Ticket;
            read.links.push(BodyLink { range, node: None, href, by, broken: section });
        }
        read.anchors.clear();
        checked(body(&read, &notes, &Words::default()).as_str());
    }
}

/// Asserts that `html` nests, that a browser would read it as it is written, and
/// that nothing in it could run, load or pose as the frame; gives it back.
fn checked(html: &str) -> &str {
    let tags = tags(html);
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    for (name, attributes) in &tags {
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !VOID.contains(name) {
            open.push(name);
        }
        let bare = name.trim_start_matches('/');
        assert!(TAGS.contains(&bare) || MATH.contains(&bare), "<{name}> in {html}");
        for (attribute, value) in attributes {
            let known = ATTRIBUTES.contains(attribute) || MATH.contains(attribute);
            assert!(known, "{attribute} in {html}");
            if ["href", "src"].contains(attribute) {
                assert_ne!(allowed(value), Allowed::No, "{value} in {html}");
            }
            assert!(*attribute != "id" || ids.insert(*value), "{value} twice in {html}");
        }
        if *name == "img" {
            let src = attributes.iter().find(|(name, _)| *name == "src").unwrap().1;
            let remote = allowed(src) == Allowed::Web;
            assert!(
                !remote || src.to_lowercase().contains("//img.example"),
                "{src} in {html}"
            );
        }
    }
    assert!(open.is_empty(), "{open:?} not closed in {html}");
    assert_eq!(names(&as_browsers_see(html)), names(html), "{html}");
    html
}

/// What html5ever, which reads as browsers do, makes of it.
fn as_browsers_see(html: &str) -> String {
    ammonia::Builder::empty()
        .tags(TAGS.iter().chain(MATH).copied().collect())
        .generic_attributes(ATTRIBUTES.iter().chain(MATH).copied().collect())
        .link_rel(None)
        .clean(html)
        .to_string()
}

/// The tags in order; `tbody` does not count, since browsers add it.
fn names(html: &str) -> Vec<&str> {
    let names = tags(html).into_iter().map(|(name, _)| name);
    names.filter(|name| !name.ends_with("tbody")).collect()
}

type Attributes<'a> = Vec<(&'a str, &'a str)>;

/// The tags of strict HTML: every `<` is one, every value quoted.
fn tags(html: &str) -> Vec<(&str, Attributes<'_>)> {
    let mut tags = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("{html}"));
        assert!(!text.contains('>'), "{text} in {html}");
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let end = rest.find([' ', '=']).unwrap_or(rest.len());
            let (attribute, tail) = rest.split_at(end);
            let (value, tail) = match tail.strip_prefix("=\"") {
                Some(tail) => tail.split_once('"').unwrap(),
                None => ("", tail),
            };
            attributes.push((attribute, value));
            rest = tail.trim_start_matches(' ');
        }
        tags.push((name, attributes));
    }
    tags
}

const VOID: &[&str] = &["br", "hr", "img", "input", "wbr"];

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "blockquote",
    "br",
    "button",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements and attributes of formulas.
const MATH: &[&str] = &[
    "math",
    "menclose",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
    "mprescripts",
    "accent",
    "accentunder",
    "columnalign",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

const ATTRIBUTES: &[&str] = &[
    "align",
    "alt",
    "aria-hidden",
    "aria-label",
    "checked",
    "class",
    "colspan",
    "data-copy",
    "decoding",
    "dir",
    "disabled",
    "height",
    "href",
    "id",
    "loading",
    "open",
    "role",
    "rowspan",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "width",
];

const PIECES: &[&str] = &[
    "<b>",
    "</b>",
    "<a href=x>",
    "<a href=\"https://a.example\">",
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<code>",
    "<br>",
    "<hr>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<path d=1>",
    "</svg>",
    "<math>",
    "<T>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<img src=x onerror=y>",
    "<img src='//a'>",
    "<caption>",
    "<thead>",
    "<blockquote>",
    "<figure>",
    "<form>",
    "<select>",
    "<option>",
    "<template>",
    "<iframe src=x>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<noscript>",
    "text",
    "Mia ",
    "*",
    "**",
    "_",
    "`",
    "\n",
    "\n\n",
    "\n\n",
    "- ",
    "\n- [x] ",
    "> ",
    "> [!NOTE]\n> ",
    "    ",
    "\n```html\n",
    "\n~~~\n",
    "# ",
    "\n## ",
    "\n---\n",
    "[a](b)",
    "[a](<javascript:b>)",
    "![a](https://a.example/b)",
    "![a](https://img.example/b)",
    "[![a](b)](c)",
    "[[n|t]]",
    "[^1]",
    "\n\n[^1]: note ",
    "\n\n|a|b|\n|-|:-:|\n|c|d|\n",
    "|",
    "\\",
    "&amp;",
    "&lt;",
    "&#60;script&#62;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "\0",
    "https://a.example/<b>",
    "\u{202e}",
    "\n\nt\n\n: d\n",
    "1. ",
    "\t",
    "\r",
    "\r\n",
];

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<script src=//evil.example/x.js></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT\n>alert(1)</SCRIPT\n>",
    "<script/x>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror\n=\nalert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<img/src=x/onerror=alert(1)>",
    "<IMG SRC=\"jav&#x09;ascript:alert(1);\">",
    "<img src=`javascript:alert(1)`>",
    "<img src='https://evil.example/t.gif'>",
    "<img srcset='https://evil.example/t.gif 2x' src=x>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href=\"//evil.example\">x</a>",
    "<a href=\"\\\\evil.example\">x</a>",
    "<a href=\"https://a.example/\" target=_blank onclick=alert(1) style=\"position:fixed\">x</a>",
    "<a name=k-main id=k-main class=mast href='#x'>x</a>",
    "<a href=\"x\" href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](<java\u{200b}script:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/t.gif)",
    "![x\" onerror=\"alert(1)](y.png)",
    "[x](y.md \"t\\\" onmouseover=\\\"alert(1)\")",
    "<javascript:alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<object data=\"x.swf\"><embed src=x></object>",
    "<form action=https://evil.example><input name=q><button>go</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{display:none}",
    "<div style=\"background:url(//evil.example)\" class=mast id=k-main>x</div>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "</article></main></body></html>",
    "</p></div></section></article>",
    "<!-- never closed",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<!DOCTYPE html><html><head><title>x",
    "<details open ontoggle=alert(1)><summary>x",
    "<table><tr><td><table><a href=x><tr><td><a href=y>",
    "<b><i><u><s><a href=#x><p><div><b>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<video><source onerror=alert(1)></video><audio src=//evil.example/a autoplay>",
    "```html\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "`<script>alert(1)</script>`",
    "{{ config }}{% include '/etc/passwd' %}",
    "[^x\"><script>alert(1)</script>] \n\n[^x\"><script>alert(1)</script>]: y",
    "<x-widget onclick=alert(1)>",
    "<a href=x title='&quot; onclick=&quot;alert(1)'>y</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<div\u{0}onclick=alert(1)>x</div>",
];
