//! The export and its published schema agree: each key of the demo's export is
//! described, required keys are there, types, words and patterns fit.

use crate::demo::EXPORT;
use crate::json_schema;
use kenning::view::export_schema;
use serde_json::{Value, json};

#[test]
fn the_demos_export_fits_the_schema() {
    assert_eq!(faults(&EXPORT), Vec::<String>::new());
}

#[test]
fn every_key_of_the_export_is_described() {
    let schema = export_schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let defs = schema["$defs"].as_object().unwrap();
    let mut count = 0;
    for (name, part) in defs.iter().chain([(&"Export".to_owned(), &schema)]) {
        for (key, property) in part["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{name}.{key}");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn what_does_not_fit_is_found() {
    for (at, value) in [
        ("/schema", json!("kenning/2")),
        ("/today", json!("tomorrow")),
        ("/people", json!(null)),
        ("/documents/0/kind", json!("novel")),
        ("/documents/0/links/0/by", json!("magic")),
        ("/documents/0/words", json!(-1)),
        ("/documents/0/how/kind", json!({"rule": "x", "basis": "written"})),
        ("/documents/0/checkboxes", json!({"total": 1, "done": 0, "left": 1})),
    ] {
        let mut export = EXPORT.clone();
        *export.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = value;
        assert_ne!(faults(&export), Vec::<String>::new(), "{at}");
    }
}

fn faults(export: &Value) -> Vec<String> {
    json_schema::faults(&export_schema(), export)
}
