//! One test binary, a module per concern.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected has failed"
)]

mod layers;
mod link;
mod parse;
mod small_site;
mod templates;
mod views;
