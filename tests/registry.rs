//! File, table and spec of each rule agree.

use kenning::understand::rules::ALL;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn stems(folder: &str, extension: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let fits = files.filter(|path| path.extension().is_some_and(|x| x == extension));
    fits.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn each_rule_has_its_file_and_its_spec() {
    let listed: BTreeSet<String> =
        ALL.iter().map(|rule| rule.name().to_owned()).collect();
    let mut files = stems("src/understand/rules", "rs");
    files.remove("mod");
    assert_eq!(listed, files, "the table and the files of the rules");
    let specs = stems("tests/specs", "md");
    let missing: Vec<_> = listed.difference(&specs).collect();
    assert!(missing.is_empty(), "rules without a spec: {missing:?}");
}
