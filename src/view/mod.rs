//! Stage 5, view: one closed value per page.

pub mod body;

mod export;

pub use export::export;
pub use export::published;
