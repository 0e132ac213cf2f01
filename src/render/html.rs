//! HTML that may be printed as it is: the only way around escaping.

use super::escape::Text;
use std::fmt;

/// A piece of well-formed, escaped HTML. Only this module's functions and those of
/// `render::body` make it, from text that they escaped or sanitised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Html(String);

impl Html {
    /// Plain text, escaped.
    pub fn text(text: &str) -> Self {
        Self(Text(text).to_string())
    }

    /// Wraps markup that the caller has escaped or sanitised.
    pub(in crate::render) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
