//! Stage 3, understand: blocks become facts.
