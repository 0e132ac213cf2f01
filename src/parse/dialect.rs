//! The Markdown dialect, the same for understanding and for rendering.

use super::formula::has_formula;
use comrak::Options;

/// `CommonMark` 0.31 with the extensions of GitHub, footnotes, alerts, description
/// lists and wiki-links; with formulas between dollar signs where `text` has one, so
/// that prices cost a document without formulas nothing.
pub fn dialect(text: &str) -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.tasklist = true;
    extension.strikethrough = true;
    extension.autolink = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.description_lists = true;
    extension.math_dollars = has_formula(text);
    extension.wikilinks_title_after_pipe = true;
    options
}
