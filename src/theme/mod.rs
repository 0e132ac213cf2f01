//! Templates, styles, scripts and grammars: the built-in ones, and a team's own.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a theme by path, such as `templates/home.html` or `static/kenning.css`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// By path below the theme's folder.
    pub files: BTreeMap<String, Arc<[u8]>>,
}
