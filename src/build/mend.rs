//! Which documents shall be saved anew.

use crate::source::{Mended, mended};
use crate::text::DocPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The documents whose encoding is to be mended, by path.
pub fn mends(files: &BTreeMap<DocPath, Arc<[u8]>>) -> BTreeMap<DocPath, Mended> {
    let mended = files.par_iter().filter_map(|(path, bytes)| {
        let found = mended(bytes)?;
        Some((path.clone(), found))
    });
    mended.collect()
}
