//! One test binary, a module per concern.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected has failed"
)]

mod cli;
mod content;
mod layers;
mod preview;
mod publish;
mod watch;
