//! Puts a built site in place in one step.
//!
//! Beside OUTPUT a new folder is staged: each file is written as soon as it is made,
//! unless OUTPUT has it already. In the end files that did not change are linked over
//! with their times, and files that kenning did not make as they are. Then the two folders are exchanged, so that a reader meets
//! the whole old or the whole new site, and a kill at any moment leaves one of the
//! two. Nothing is ever written into the folder that readers see.
//!
//! In OUTPUT lies [`LIST`], the list of what kenning made: without it a folder that
//! is not empty is not ours and is refused.

mod leftovers;
mod list;
mod lock;
mod place;
mod same;
mod stage;
mod survey;
mod swap;

pub(super) use list::LIST;

use super::error::DiskError;
use crate::build::Put;
use crate::text::DocPath;
use place::Place;
use rayon::prelude::*;
use stage::{File, Stage};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where a site goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// OUTPUT.
    pub output: PathBuf,
    /// SOURCE, from which attachments are copied.
    pub source: PathBuf,
    /// Whether a folder that is not ours may be taken over.
    pub adopt: Adopt,
}

/// Whether a folder that is not ours may be taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Adopt {
    /// It is refused.
    #[default]
    No,
    /// What lies in it is kept, and the folder is ours from now on.
    Yes,
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files of ours that did not change and keep their times.
    pub kept: usize,
    /// Files of ours that are no longer part of the site.
    pub removed: usize,
    /// Files that kenning did not make.
    pub foreign: usize,
}

/// Looks whether the output may be used, touching nothing.
///
/// # Errors
/// The refusals of [`publish`], as far as they can be known before a site is built.
pub fn check(target: &Target) -> Result<(), DiskError> {
    let place = Place::find(target)?;
    survey::survey(&place, target.adopt).map(|_| ())
}

/// Puts a site in place: `make` hands over its files one by one, from several threads;
/// attachments are copied by address. `waiting` is called once if another build of ours
/// is publishing beside it; the call then waits for its turn.
///
/// # Errors
/// In every case the site that was there is untouched.
pub fn publish(
    target: &Target,
    attachments: &BTreeMap<String, DocPath>,
    make: impl FnOnce(Put<'_>),
    waiting: impl FnOnce(),
) -> Result<Published, DiskError> {
    let place = Place::make(target)?;
    let lock = lock::take(&place.parent, waiting)?;
    if lock.is_some() {
        leftovers::sweep(&place);
    }
    // Asked again: before the lock was ours, another build may have published.
    let place = Place::find(target)?;
    let survey = survey::survey(&place, target.adopt)?;
    let stage = Stage::new(&place, &survey)?;
    make(&|at, content| stage.put(at, File::Made(content)));
    attachments.par_iter().for_each(|(at, path)| {
        stage.put(at, File::Attachment(&target.source, path));
    });
    let (published, staged) = stage.finish()?;
    let Some(staged) = staged else { return Ok(published) };
    let old = swap::swap(&place, &staged)?;
    if let Some(old) = old {
        leftovers::rescue(&old, &place.output);
        leftovers::remove(&old);
    }
    drop(lock);
    Ok(published)
}
