//! Stage 6, render: a closed page becomes HTML.

pub mod body;
pub mod escape;
pub mod highlight;
pub mod html;
pub mod sanitise;
