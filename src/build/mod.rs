//! Builds the whole site in memory, and remembers what did not change.
//!
//! In come [`Inputs`], out goes [`Built`]: every file of the site by address. A
//! [`Session`] keeps, between builds, the results of the stages that cost most,
//! keyed by the hash of all their inputs, so that a warm build gives the same
//! bytes as a cold one.

mod memo;

pub use crate::view::Drafts;
pub use memo::{Key, Memo};

use crate::config::Config;
use crate::diag::Finding;
use crate::text::Day;
use crate::text::DocPath;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything a build depends on.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The documents, by path.
    pub files: BTreeMap<DocPath, Arc<[u8]>>,
    /// Other regular files below SOURCE with their size in bytes; their content is
    /// published, not read.
    pub others: BTreeMap<DocPath, u64>,
    /// What reading the folder already found.
    pub findings: Vec<Finding>,
    /// The settings.
    pub config: Config,
    /// Templates, styles, scripts.
    pub theme: Arc<Theme>,
    /// The day the site is built for.
    pub today: Day,
    /// The days of the first and last commit of each document.
    pub history: History,
    /// Whether drafts get a page.
    pub drafts: Drafts,
}

/// The days of the first and last commit of each document.
pub type History = BTreeMap<DocPath, (Day, Day)>;

/// A finished site.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Every file that kenning makes, by address below the root.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Attachments to publish: address below the root, and the file below SOURCE.
    pub attachments: BTreeMap<String, DocPath>,
    /// Everything understood, as one JSON document (`kenning export`).
    pub export: Arc<[u8]>,
    /// All findings, by path and place.
    pub findings: Vec<Finding>,
}

/// What one build hands to the next. Owned by whoever builds again; never global.
#[derive(Default)]
pub struct Session {}

impl Session {
    /// Builds the site. Never fails: what is wrong with the text is a finding.
    pub fn build(&mut self, _inputs: &Inputs) -> Built {
        Built::default()
    }
}
