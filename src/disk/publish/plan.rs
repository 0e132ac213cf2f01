//! What has to be written, decided before anything is touched.

use super::super::error::{DiskError, Refusal};
use super::super::open::{open_inside, open_regular};
use super::list::{self, LIST, UNFINISHED};
use super::place::Place;
use super::survey::Survey;
use super::{Published, Target};
use crate::build::Built;
use crate::text::DocPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

/// Where the bytes of a file come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'a> {
    /// The build.
    Bytes(&'a [u8]),
    /// A file of the content folder.
    Attachment(&'a DocPath),
}

/// One file of the new site.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub(super) content: Content<'a>,
    /// It lies in the output already.
    pub(super) is_same: bool,
}

/// The new site against what lies in the output.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// By address.
    pub(super) steps: BTreeMap<&'a str, Step<'a>>,
    /// The new list.
    pub(super) list: Vec<u8>,
    /// The content folder.
    pub(super) source: PathBuf,
    pub(super) published: Published,
    /// The output holds this very site.
    pub(super) is_nothing_new: bool,
}

/// Compares the site with the output, by content.
pub(super) fn plan<'a>(
    place: &Place,
    target: &Target,
    built: &'a Built,
    survey: &Survey,
) -> Result<Plan<'a>, DiskError> {
    let pages = built.files.iter();
    let pages = pages.map(|(at, bytes)| (at.as_str(), Content::Bytes(bytes)));
    let files = built.attachments.iter();
    let files = files.map(|(at, path)| (at.as_str(), Content::Attachment(path)));
    let contents: BTreeMap<_, _> = pages.chain(files).collect();
    check_addresses(place, &contents, survey)?;

    let steps: BTreeMap<_, _> = contents
        .into_par_iter()
        .map(|(at, content)| {
            let is_same = survey.ours.get(at).is_some_and(|size| {
                is_same(&place.output.join(at), *size, content, &target.source)
            });
            (at, Step { content, is_same })
        })
        .collect();
    let addresses: BTreeSet<String> = steps.keys().map(|&at| at.to_owned()).collect();
    let removed = survey.ours.keys().filter(|at| !addresses.contains(*at)).count();
    let kept = steps.values().filter(|step| step.is_same).count();
    let written = steps.len() - kept;
    let list = list::to_bytes(addresses);
    let is_listed = holds(&place.output.join(LIST), &list);
    let published = Published { written, kept, removed, foreign: survey.foreign.len() };
    let is_nothing_new = written == 0 && removed == 0 && is_listed;
    let source = target.source.clone();
    Ok(Plan { steps, list, source, published, is_nothing_new })
}

/// No address may leave the output or need the place of something foreign.
fn check_addresses(
    place: &Place,
    contents: &BTreeMap<&str, Content<'_>>,
    survey: &Survey,
) -> Result<(), DiskError> {
    let in_the_way =
        |path: &Path| DiskError::refused(place.output.join(path), Refusal::InTheWay);
    for own in [LIST, UNFINISHED].map(Path::new) {
        if survey.foreign.contains(own) || survey.folders.contains(own) {
            return Err(in_the_way(own));
        }
    }
    let mut foreign_folders = BTreeSet::new();
    for path in &survey.foreign {
        foreign_folders.extend(path.ancestors().skip(1));
    }
    for &at in contents.keys() {
        let path = Path::new(at);
        let above = || path.ancestors().skip(1).filter_map(Path::to_str);
        let is_plain = DocPath::new(at).is_some() && !at.contains('\\');
        if !is_plain
            || [LIST, UNFINISHED].contains(&at)
            || above().any(|folder| contents.contains_key(folder))
        {
            return Err(DiskError::refused(path, Refusal::BadAddress));
        }
        if let Some(path) = path.ancestors().find(|path| survey.foreign.contains(*path)) {
            return Err(in_the_way(path));
        }
        if foreign_folders.contains(path) {
            return Err(in_the_way(path));
        }
    }
    Ok(())
}

fn is_same(path: &Path, size: u64, content: Content<'_>, source: &Path) -> bool {
    let new: io::Result<bool> = (|| match content {
        Content::Bytes(bytes) => Ok(size == bytes.len() as u64 && holds(path, bytes)),
        Content::Attachment(from) => {
            let from = open_inside(source, from)?;
            if size != from.metadata()?.len() {
                return Ok(false);
            }
            is_equal(open_regular(path)?, from)
        }
    })();
    new.unwrap_or(false) && is_readable_by_all(path)
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    open_regular(path).and_then(|file| is_equal(file, bytes)).unwrap_or(false)
}

/// Whether both give the same bytes.
fn is_equal(one: File, other: impl Read) -> io::Result<bool> {
    use std::io::BufRead;
    let mut one = BufReader::with_capacity(1 << 16, one);
    let mut other = BufReader::with_capacity(1 << 16, other);
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let count = left.len().min(right.len());
        if left.get(..count) != right.get(..count) {
            return Ok(false);
        }
        if count == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        one.consume(count);
        other.consume(count);
    }
}

#[cfg(unix)]
fn is_readable_by_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().is_ok_and(|of| of.permissions().mode() & 0o7777 == 0o644)
}

#[cfg(not(unix))]
fn is_readable_by_all(_path: &Path) -> bool {
    true
}
