//! The rows of long registers as scripts: `kenningRows({…})`.
//!
//! Pages that were opened from disk may not fetch, so that data is a script.

use super::Files;
use crate::config::Config;
use crate::link::Site;
use crate::render::escape::JsonInScript;
use crate::view;

/// The files below `data/registers/`.
pub(super) fn shards(site: &Site, config: &Config) -> Files {
    let shards = view::register_shards(site, config);
    let file = |shard: &_| format!("kenningRows({})\n", JsonInScript(shard));
    shards
        .iter()
        .map(|shard| (shard.url().as_str().to_owned(), file(shard).into_bytes().into()))
        .collect()
}
