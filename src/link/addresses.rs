//! Where each document's page lies (contract, "Addresses").

use super::findings::Findings;
use crate::diag::Code;
use crate::diag::Finding;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::text::slug;
use crate::text::unique;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The address of each document; `paths` are in byte order.
///
/// An address depends on its own path alone, but that of two that fold to one the
/// later gets the hash of its path; a finding then names both.
pub(super) fn addresses(paths: &[&DocPath], findings: &mut Findings) -> Vec<SitePath> {
    let mut taken = BTreeSet::new();
    let mut first: BTreeMap<String, &DocPath> = BTreeMap::new();
    let mut addresses = Vec::new();
    for path in paths {
        let natural = page(path);
        let address = unique(natural.clone(), path.as_str(), &mut taken);
        let address = SitePath::new(format!("{address}.html"));
        match first.get(&natural) {
            Some(other) => findings.add(clash(path, other, &address)),
            None => drop(first.insert(natural, path)),
        }
        addresses.push(address);
    }
    addresses
}

/// The address of the page that lists `folder`; of the top one with an empty name.
/// It is that of the folder's README or index, where there is one.
pub fn folder_address(folder: &str) -> SitePath {
    SitePath::new(format!("docs/{}index.html", parts(folder)))
}

/// Whether the document stands for its folder.
pub(super) fn is_index(path: &DocPath) -> bool {
    let stem = path.stem();
    stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index")
}

/// A part of an address: `index` belongs to the page of the folder.
pub(super) fn part(name: &str) -> String {
    let slug = slug(name);
    if slug == "index" { "index-page".into() } else { slug }
}

/// `a/B c` becomes `a/b-c/`; empty for the top folder.
pub(super) fn parts(folder: &str) -> String {
    let named = folder.split('/').filter(|name| !name.is_empty());
    named.map(|name| part(name) + "/").collect()
}

fn page(path: &DocPath) -> String {
    let name = if is_index(path) { "index".into() } else { part(path.stem()) };
    format!("docs/{}{name}", parts(path.folder()))
}

fn clash(path: &DocPath, other: &DocPath, address: &SitePath) -> Finding {
    let message = format!(
        "`{path}` and `{other}` have one address",
        path = path.as_str(),
        other = other.as_str()
    );
    let hint = format!(
        "this page is published as `{}`; rename one of the files",
        address.as_str()
    );
    Finding::of_file(path, Code::CaseClash, message, Some(hint))
}
