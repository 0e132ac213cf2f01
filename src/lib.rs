//! kenning reads a folder of plain Markdown as it lies, understands it, and
//! publishes a cross-linked static site.

pub mod text;

pub mod diag;

pub mod config;

pub mod source;

pub mod parse;

pub mod model;

pub mod understand;

pub mod link;

pub mod view;

pub mod theme;

pub mod render;

pub mod build;

pub mod disk;

pub mod serve;

pub mod cli;
