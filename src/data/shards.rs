//! The rows of long registers as scripts: `kenningRows({…})`.
//!
//! Pages that were opened from disk may not fetch, so that data is a script.

use super::Put;
use crate::config::Config;
use crate::link::Site;
use crate::render::escape::JsonInScript;
use crate::view;

/// The files below `data/registers/`.
pub(super) fn shards(site: &Site, config: &Config, put: Put<'_>) {
    view::each_register_shard(site, config, &|shard| {
        let file = format!("kenningRows({})\n", JsonInScript(&shard));
        put(shard.url().as_str(), file.as_bytes());
    });
}
