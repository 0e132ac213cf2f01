//! One test binary, a module per concern.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected has failed, and may look at files"
)]

mod layers;
mod manual;
mod parse;
