//! Shards as files: compressed, wrapped in a script, named by their content.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use std::io::Write as _;

/// Packs shards and hands them to `put`; gives the key each was told and the name of its
/// file.
pub(super) fn put_all<K: Send>(
    shards: Vec<(K, String)>,
    put: &(dyn Fn(&str, &[u8]) + Sync),
) -> Vec<(K, String)> {
    let packed = shards.into_par_iter().map(|(key, text)| {
        let (name, bytes) = pack(&text);
        put(&format!("data/search/{name}.js"), &bytes);
        (key, name)
    });
    packed.collect()
}

/// The name and bytes of a shard: a script that hands over deflated text in base64,
/// nothing of which can end a script or a string.
fn pack(text: &str) -> (String, Vec<u8>) {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory cannot fail.
    let packed = encoder
        .write_all(text.as_bytes())
        .and_then(|()| encoder.finish())
        .unwrap_or_default();
    let name = blake3::hash(text.as_bytes()).to_hex();
    let name = name.get(..10).unwrap_or_default().to_owned();
    let script = format!("kenningShard(\"{name}\",\"{}\")\n", STANDARD.encode(packed));
    (name, script.into_bytes())
}
