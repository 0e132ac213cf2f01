//! The text of a document becomes HTML.

use super::html::Html;
use crate::view::body::Body;

/// Renders the text of one document. `notes` are the finished margin notes and
/// tails, one for each of `body.items`.
pub fn body(_body: &Body, _notes: &[Html]) -> Html {
    Html::trusted(String::new())
}
