//! Stage 5, view: one closed value per page.

pub mod body;
