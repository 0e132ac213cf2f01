//! One test binary, a module per concern.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected has failed, and may read its specs"
)]

mod body;
mod cli;
mod config;
mod console;
mod content;
mod corrections;
mod data;
mod demo;
mod escape;
mod explain;
mod export;
mod findings;
mod folder_dates;
mod fuzzing;
mod health;
mod hidden;
mod highlight;
mod hostile;
mod json_schema;
mod lasting;
mod layers;
mod link;
mod manual;
mod newcomer;
mod parse;
mod pictures;
mod policy;
mod preview;
mod promises;
mod properties;
mod publish;
mod registry;
mod saves;
mod schema;
mod search;
mod siege;
mod small_site;
mod source;
mod specs;
mod specs_manual;
mod templates;
mod theme_data;
mod timeline;
mod views;
mod warm_cold;
mod watch;
mod words;
