//! The list of the files that kenning made, kept in the output.
//!
//! It is only ever asked whether it names a file that was found by looking, so that
//! a forged list leads nowhere outside the folder.

use super::super::open::{open_regular, read_up_to};
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// The name of the list.
pub(in crate::disk) const LIST: &str = ".kenning-files";

/// While this lies in a staged folder, it is not complete.
pub(super) const UNFINISHED: &str = ".kenning-unfinished";

/// The largest list that is believed, in bytes.
const LARGEST: u64 = 256_000_000;

#[derive(Serialize, Deserialize)]
struct List<'a, T> {
    /// For people who find the file.
    about: &'a str,
    /// Addresses below the root, in order.
    files: Vec<T>,
}

/// The list of `files`, in order, as written into the output; the same files give the
/// same bytes.
pub(super) fn to_bytes(files: Vec<&str>) -> Vec<u8> {
    let about =
        "Made by kenning, which replaces these files and leaves all others alone.";
    let list = List { about, files };
    let mut bytes = serde_json::to_vec_pretty(&list).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The files that the list in `folder` names; `None` without a readable list.
pub(super) fn read(folder: &Path) -> Option<BTreeSet<String>> {
    let file = open_regular(&folder.join(LIST)).ok()?;
    let (bytes, whole) = read_up_to(file, LARGEST).ok()?;
    let list: List<'_, String> = serde_json::from_slice(&bytes).ok()?;
    whole.then(|| list.files.into_iter().collect())
}
