//! Stage 6, render: a closed page becomes HTML.
//!
//! In comes a [`crate::view::Page`], out goes a file. Templates escape what they
//! print; the only markup that passes as it is, is [`html::Html`], which the
//! modules here make from text they escaped or sanitised.

pub mod body;
pub mod escape;
pub mod highlight;
pub mod html;
pub mod math;
pub mod sanitise;
pub mod words;

mod filters;
mod template;

pub use template::{POLICY, RenderError, Renderer, ThemeError, policy};
