//! Formulas become `MathML` when the site is built.
//!
//! What the author writes is not trusted: formulas that define macros are not read,
//! since a few of them expand without end, and of what the converter gives only the
//! elements and attributes of `MathML` that say nothing of looks pass, nested well and
//! escaped anew. What cannot be converted whole is not converted at all.

use super::escape::Attribute;
use super::escape::Text;
use super::html::Html;
use super::sanitise::Token;
use super::sanitise::tokens;
use pulldown_latex::Parser;
use pulldown_latex::RenderConfig;
use pulldown_latex::Storage;
use pulldown_latex::config::DisplayMode;
use pulldown_latex::push_mathml;
use std::fmt::Write;

/// Longer formulas stay as they are written.
const LONGEST: usize = 2000;

/// The deepest nesting of elements.
const DEEPEST: usize = 64;

const ELEMENTS: &[&str] = &[
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
];

const ATTRIBUTES: &[&str] = &[
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

/// How a formula stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Within a line.
    Inline,
    /// On its own.
    Block,
}

/// The formula as `MathML`; `None` where it is too long, defines macros, or is no
/// LaTeX that the converter knows whole.
pub fn math(latex: &str, standing: Standing) -> Option<Html> {
    let defines = [
        "\\def",
        "\\gdef",
        "\\let",
        "\\newcommand",
        "\\renewcommand",
        "\\providecommand",
        "\\futurelet",
        "\\edef",
        "\\xdef",
    ];
    if latex.len() > LONGEST || defines.iter().any(|word| latex.contains(word)) {
        return None;
    }
    let storage = Storage::new();
    if Parser::new(latex, &storage).any(|event| event.is_err()) {
        return None;
    }
    let display_mode = match standing {
        Standing::Inline => DisplayMode::Inline,
        Standing::Block => DisplayMode::Block,
    };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let storage = Storage::new();
    let mut markup = String::new();
    push_mathml(&mut markup, Parser::new(latex, &storage), config).ok()?;
    clean(&markup).map(Html::trusted)
}

/// The markup with what may pass; `None` where anything else is in it or it is not
/// nested well.
fn clean(markup: &str) -> Option<String> {
    let mut out = String::with_capacity(markup.len());
    let mut open: Vec<&str> = Vec::new();
    for token in tokens(markup) {
        match token {
            Token::Text(text) => write_text(&mut out, text),
            Token::Start(tag) => {
                let name = *ELEMENTS.iter().find(|name| **name == tag.name)?;
                let _ = write!(out, "<{name}");
                for (key, value) in &tag.attributes {
                    let plain =
                        |c: char| c.is_ascii_alphanumeric() || " .%-+".contains(c);
                    if ATTRIBUTES.contains(key) && value.chars().all(plain) {
                        let _ = write!(out, " {key}=\"{}\"", Attribute(value));
                    }
                }
                out.push('>');
                if tag.source.ends_with("/>") {
                    let _ = write!(out, "</{name}>");
                } else if open.len() < DEEPEST {
                    open.push(name);
                } else {
                    return None;
                }
            }
            Token::End(name, _) => {
                let name = open.pop().filter(|own| *own == name)?;
                let _ = write!(out, "</{name}>");
            }
            Token::Hidden(_) | Token::Rest(_) => return None,
        }
    }
    let whole = open.is_empty() && out.starts_with("<math") && out.ends_with("</math>");
    whole.then_some(out)
}

/// The converter escapes text, but not operators; all of it is escaped here.
fn write_text(out: &mut String, text: &str) {
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let _ = write!(out, "{}", Text(&plain));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(latex: &str) -> Option<String> {
        math(latex, Standing::Inline).map(|html| html.as_str().to_owned())
    }

    #[test]
    fn formulas_are_mathml() {
        assert_eq!(
            inline("x^2").as_deref(),
            Some("<math display=\"inline\"><msup><mi>x</mi><mn>2</mn></msup></math>")
        );
        let block = math("\\frac{a}{b}", Standing::Block).unwrap_or_default();
        assert!(block.as_str().starts_with("<math display=\"block\"><mfrac>"), "{block}");
    }

    #[test]
    fn nothing_but_mathml_comes_out() {
        assert!(inline("a < b").is_some_and(|html| html.contains("<mo>&lt;</mo>")));
        for hostile in [
            "\\text{<script>alert(1)</script>}",
            "\\color{red} x",
            "\\colorbox{red}{\\text{<img src=x onerror=alert(1)>}}",
            "\\begin{matrix} 1 & 2 \\\\ 3 & 4 \\end{matrix}",
            "\\mathrm{<b>} & \\& ]]>",
            "<annotation-xml encoding='text/html'><script>",
            "\\operatorname{<svg onload=x>}",
        ] {
            let Some(html) = inline(hostile) else { continue };
            for bad in ["style", "class", "<script", "<img", "<b>", "<svg", "<annotation"]
            {
                assert!(!html.contains(bad), "{hostile}: {html}");
            }
        }
    }

    #[test]
    fn what_is_no_formula_stays_text() {
        for text in [
            "\\href{javascript:x}{y}",
            "x^",
            "\\text{open",
            "\\def\\a{\\a\\a}\\a",
            "\\nope",
        ] {
            assert_eq!(inline(text), None, "{text}");
        }
        assert_eq!(inline(&"x+".repeat(2000)), None);
        assert_eq!(inline(&"{".repeat(900)), None);
    }
}
