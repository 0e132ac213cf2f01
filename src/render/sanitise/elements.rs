//! Which elements an author may use, and where.

/// What an element may stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Place {
    /// Wherever there is text.
    Phrasing,
    /// Where a paragraph may stand.
    Flow,
    /// Only directly in one of these.
    Inside(&'static [&'static str]),
}

/// What an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Holds {
    /// Nothing; it has no end tag.
    Nothing,
    /// Text and what stands in it.
    Phrasing,
    /// Paragraphs and all else.
    Flow,
    /// Elements that name it in their [`Place::Inside`], nothing else.
    Parts,
}

/// An element that authors may use.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::render) struct Element {
    /// Its name in lower case.
    pub name: &'static str,
    /// Where it may stand.
    pub place: Place,
    /// What it may hold.
    pub holds: Holds,
    /// The attributes kept, once their values are checked.
    pub attributes: &'static [&'static str],
    /// Whether HTML lets the end tag be left out, so that what does not fit into
    /// the element ends it.
    pub ends_itself: bool,
}

/// What kenning makes of a tag's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Known {
    /// The tag is written again.
    Allowed(&'static Element),
    /// HTML has it; the tag is left out.
    Dropped,
    /// No element of HTML: the tag is text.
    Text,
}

/// What `name` is, in any letter case.
pub(in crate::render) fn known(name: &str) -> Known {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    if let Some(element) = ALLOWED.iter().find(|element| is(element.name)) {
        Known::Allowed(element)
    } else if DROPPED.iter().any(|other| is(other)) {
        Known::Dropped
    } else {
        Known::Text
    }
}

const fn inline(name: &'static str, attributes: &'static [&'static str]) -> Element {
    let (place, holds) = (Place::Phrasing, Holds::Phrasing);
    Element { name, place, holds, attributes, ends_itself: false }
}

const fn void(
    name: &'static str,
    place: Place,
    attributes: &'static [&'static str],
) -> Element {
    Element { name, place, holds: Holds::Nothing, attributes, ends_itself: false }
}

const fn block(
    name: &'static str,
    holds: Holds,
    attributes: &'static [&'static str],
) -> Element {
    Element { name, place: Place::Flow, holds, attributes, ends_itself: false }
}

const fn part(
    name: &'static str,
    of: &'static [&'static str],
    holds: Holds,
    attributes: &'static [&'static str],
) -> Element {
    Element { name, place: Place::Inside(of), holds, attributes, ends_itself: true }
}

const CELL: &[&str] = &["colspan", "rowspan", "align", "scope"];

const ALLOWED: &[Element] = &[
    inline("a", &["href", "title"]),
    inline("abbr", &["title"]),
    inline("b", &[]),
    inline("bdi", &["dir"]),
    inline("cite", &[]),
    inline("code", &[]),
    inline("del", &[]),
    inline("dfn", &["title"]),
    inline("em", &[]),
    inline("i", &[]),
    inline("ins", &[]),
    inline("kbd", &[]),
    inline("mark", &[]),
    inline("q", &[]),
    inline("s", &[]),
    inline("samp", &[]),
    inline("small", &[]),
    inline("span", &[]),
    inline("strike", &[]),
    inline("strong", &[]),
    inline("sub", &[]),
    inline("sup", &[]),
    inline("tt", &[]),
    inline("u", &[]),
    inline("var", &[]),
    void("br", Place::Phrasing, &[]),
    void("wbr", Place::Phrasing, &[]),
    void("img", Place::Phrasing, &["src", "alt", "title", "width", "height"]),
    void("hr", Place::Flow, &[]),
    block("blockquote", Holds::Flow, &[]),
    block("details", Holds::Flow, &["open"]),
    block("div", Holds::Flow, &["align"]),
    block("dl", Holds::Parts, &[]),
    block("figure", Holds::Flow, &[]),
    block("h1", Holds::Phrasing, &["align"]),
    block("h2", Holds::Phrasing, &["align"]),
    block("h3", Holds::Phrasing, &["align"]),
    block("h4", Holds::Phrasing, &["align"]),
    block("h5", Holds::Phrasing, &["align"]),
    block("h6", Holds::Phrasing, &["align"]),
    block("ol", Holds::Parts, &["start"]),
    Element { ends_itself: true, ..block("p", Holds::Phrasing, &["align"]) },
    block("pre", Holds::Phrasing, &[]),
    block("table", Holds::Parts, &[]),
    block("ul", Holds::Parts, &[]),
    Element { ends_itself: false, ..part("summary", &["details"], Holds::Flow, &[]) },
    part("caption", &["table"], Holds::Flow, &[]),
    part("thead", &["table"], Holds::Parts, &[]),
    part("tbody", &["table"], Holds::Parts, &[]),
    part("tfoot", &["table"], Holds::Parts, &[]),
    part("tr", &["table", "thead", "tbody", "tfoot"], Holds::Parts, &[]),
    part("td", &["tr"], Holds::Flow, CELL),
    part("th", &["tr"], Holds::Flow, CELL),
    part("li", &["ul", "ol"], Holds::Flow, &[]),
    part("dt", &["dl"], Holds::Flow, &[]),
    part("dd", &["dl"], Holds::Flow, &[]),
    part("figcaption", &["figure"], Holds::Flow, &[]),
];

/// The other elements of HTML, old ones included, and those of SVG and `MathML` that
/// enclose a drawing or a formula.
const DROPPED: &[&str] = &[
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "basefont",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "body",
    "button",
    "canvas",
    "center",
    "circle",
    "col",
    "colgroup",
    "data",
    "datalist",
    "defs",
    "dialog",
    "dir",
    "ellipse",
    "embed",
    "fieldset",
    "font",
    "footer",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "g",
    "head",
    "header",
    "hgroup",
    "html",
    "iframe",
    "image",
    "input",
    "isindex",
    "keygen",
    "label",
    "legend",
    "line",
    "link",
    "listing",
    "main",
    "map",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "path",
    "picture",
    "plaintext",
    "polygon",
    "polyline",
    "portal",
    "progress",
    "rb",
    "rect",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "source",
    "style",
    "svg",
    "template",
    "text",
    "textarea",
    "time",
    "title",
    "track",
    "tspan",
    "use",
    "video",
    "xmp",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_in_lower_case_and_occur_once() {
        let allowed = ALLOWED.iter().map(|element| element.name);
        let mut seen = BTreeSet::new();
        for name in allowed.chain(DROPPED.iter().copied()) {
            assert!(seen.insert(name), "{name} stands twice");
            assert_eq!(name, name.to_lowercase());
        }
    }

    #[test]
    fn no_attribute_can_carry_code_or_an_identity() {
        for attribute in ALLOWED.iter().flat_map(|element| element.attributes) {
            assert!(!attribute.starts_with("on"), "{attribute}");
            assert!(!["style", "id", "name", "class", "srcset"].contains(attribute));
        }
    }
}
