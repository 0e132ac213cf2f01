//! kenning reads a folder of plain Markdown as it lies, understands it, and publishes
//! a cross-linked static site.
//!
//! # Architecture
//!
//! kenning is one pure function with I/O at its edges:
//!
//! ```text
//! bytes -> Source -> Document -> Facts -> Site -> Page -> Html -> Built
//!          source    parse       understand  link  view    render   build
//!
//! Built -> disk (published in one step), serve (from memory), cli (findings, export)
//! ```
//!
//! | layer | modules, in reading order |
//! |---|---|
//! | base | [`text`] (ranges, paths, slugs, dates, link schemes), [`diag`] (findings), [`config`] |
//! | core | [`source`], [`parse`], [`model`], [`understand`], [`link`], [`view`], [`theme`], [`render`], [`search`], [`data`], [`build`] |
//! | edges | [`disk`] (files, watching), [`serve`] (HTTP), [`cli`] |
//!
//! - **The core is pure.** It reads no file, clock, environment or network. What it
//!   needs comes in [`build::Inputs`], today's date included, so that the same inputs
//!   give the same bytes.
//! - **A module imports only from its left.** `tests/layers.rs` holds the table, sees
//!   grouped imports too, and knows the one home of each foreign crate.
//! - **A page is closed data.** Templates see one [`view::Page`] and no function that
//!   reaches the site; the hash of a page is therefore the key of its HTML, which
//!   makes incremental builds exact.
//! - **Facts carry byte ranges** into [`source::Source::text`], which knows which bytes
//!   of the file they stand for, also where text was mended or cut.
//! - **Stages give a value and remarks** ([`diag::Noted`]), never an early return.
//!   Only the edges and the configuration return errors.
//! - **Hidden text is gone at the first stage.** [`mod@source`] cuts out front matter,
//!   comments and `%%…%%`; nothing later can print what it never saw.
//! - **Escaping is by type.** Templates escape everything but [`render::html::Html`],
//!   which only [`render`] can make.
//!
//! # One datum, from file to page
//!
//! The line `**Owner**: @DevOps (Primary), @QA (Security Review)` below the heading
//! `### Redis pool` of `sprints/review.md`:
//!
//! 1. [`disk::read`] gives the bytes as one of [`build::Inputs`]`::files`, under a
//!    [`text::DocPath`].
//! 2. [`source::source`] decodes them: [`source::Source`]`::text` holds the line as a
//!    reader sees it.
//! 3. [`parse::parse`] makes a [`parse::Block`] of kind
//!    [`Paragraph`](parse::BlockKind::Paragraph) whose [`parse::Run`]s are the bold
//!    `Owner` and the rest, each with its [`text::TextRange`].
//! 4. [`understand::understand`] draws the [`understand::outline::Outline`]: the line is
//!    an [`understand::fields::Field`] of kind
//!    [`Owner`](understand::lexicon::Label::Owner) in the section that the heading
//!    opens. The heading is an item because it has such a field. The rule `owners`
//!    reads the value into [`model::Ownership`]s: `DevOps` with
//!    [`Role::Lead`](model::Role::Lead), `QA` with
//!    [`Role::Other`](model::Role::Other)`("Security Review")`, each with the bytes that
//!    name it. They are part of [`model::Item`] in [`model::Facts`].
//! 5. [`fn@link::link`] joins `DevOps` with everyone of that name or alias in other documents:
//!    a [`link::Person`] whose [`link::Part`] says that they lead this
//!    [`link::Entry`].
//! 6. [`view::pages`] closes the [`view::Page`] at `owners/devops.html`: the entry's
//!    title, its address relative to that page, the words "leads".
//! 7. [`render::Renderer::page`] escapes it into HTML, [`build::Session::build`] puts the
//!    file into [`build::Built`], and [`disk::publish`] exchanges the folder in one
//!    step, or [`serve`] serves it from memory.
//!
//! # Where we left the usual path
//!
//! - The outline (`understand::outline`) is a layer over the syntax tree, because
//!   people write bold lines, `Label:` lines and list entries where Markdown has
//!   headings. Rules read the outline, not the tree.
//! - Rules run in a fixed order and may build on what earlier ones found: an item's
//!   due time needs the document's date, people need the items' owners. A set of
//!   order-free rules would have to read the same things several times.
//! - The text is parsed twice, once for reading and once for rendering: the tree of
//!   comrak lives in an arena that cannot be kept between stages, and parsing is the
//!   cheapest stage (see `benches`).

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

pub mod search;

pub mod data;

pub mod build;

pub mod disk;

pub mod serve;

pub mod cli;
