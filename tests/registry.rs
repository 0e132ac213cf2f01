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

/// The phrase lists of a table that each give a meaning, by group.
const MEANINGS: [&str; 5] = ["labels", "markers", "senses", "status", "priority"];

#[test]
fn the_tables_of_words_say_each_phrase_once() {
    let mut twice = Vec::new();
    for code in stems("src/understand/lexicon", "toml") {
        let path = format!("src/understand/lexicon/{code}.toml");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
        let table: toml::Table = text.unwrap().parse().unwrap();
        for (group, lists) in &table {
            let mut seen = BTreeSet::new();
            for (name, list) in lists.as_table().unwrap() {
                // Names of months and days stand in their order, several times each.
                let counted = matches!(name.as_str(), "short-months" | "weekdays");
                let Some(list) = list.as_array().filter(|_| !counted) else { continue };
                if !MEANINGS.contains(&group.as_str()) {
                    seen.clear();
                }
                let phrases = list.iter().filter_map(toml::Value::as_str);
                let again = phrases.filter(|phrase| !seen.insert(phrase.to_lowercase()));
                twice.extend(
                    again.map(|phrase| format!("{path}: {group}.{name}: {phrase}")),
                );
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}
