//! What to write where a fact was read wrongly: data, not code.
//!
//! The manual's page is made from the same table, and a test takes each row of it
//! from wrong to right.

use serde::Deserialize;
use serde::Serialize;
use std::sync::LazyLock;

/// One way in which a fact is read wrongly, and what to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The heading of the manual that it stands under.
    #[serde(skip_serializing)]
    pub group: String,
    /// The facts it is about, as `kenning explain` calls them.
    #[serde(skip_serializing)]
    pub facts: Vec<String>,
    /// What looks wrong.
    pub wrong: String,
    /// What to write in the text, as Markdown; empty where nothing there can help.
    pub text: String,
    /// What to write in `kenning.toml`, as Markdown; empty where nothing there can help.
    pub settings: String,
}

#[derive(Deserialize)]
struct Table {
    row: Vec<Correction>,
}

/// Every row, in the order of the manual.
pub static CORRECTIONS: LazyLock<Vec<Correction>> = LazyLock::new(|| {
    let table = toml::from_str::<Table>(include_str!("corrections.toml"));
    table.map(|table| table.row).unwrap_or_default()
});

/// The rows about a fact.
pub fn corrections(fact: &str) -> impl Iterator<Item = &'static Correction> {
    CORRECTIONS.iter().filter(move |row| row.facts.iter().any(|name| name == fact))
}
