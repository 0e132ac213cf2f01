//! The export and its published schema agree: each key of the demo's export is
//! described, required keys are there, types, words and patterns fit.
//!
//! Knows only the keywords that the schema uses, and stops at any other: a keyword
//! that nobody checks would be a test that cannot fail.

use crate::demo::EXPORT;
use kenning::view::export_schema;
use serde_json::{Map, Value, json};

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
    let root = export_schema();
    let mut check = Check { root: &root, faults: Vec::new() };
    check.value(&root, export, "");
    check.faults
}

struct Check<'s> {
    root: &'s Value,
    faults: Vec<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(schema) = schema.as_object() else {
            assert_eq!(schema, true, "{at}");
            return;
        };
        for (keyword, rule) in schema {
            self.keyword(schema, (keyword, rule), value, at);
        }
    }

    fn keyword(
        &mut self,
        schema: &Map<String, Value>,
        (keyword, rule): (&str, &Value),
        value: &Value,
        at: &str,
    ) {
        let fits = match keyword {
            "$schema" | "$defs" | "title" | "description" | "format" | "required" => true,
            "type" => is_type(rule, value),
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| is_match(rule, text)),
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix('#').unwrap();
                self.value(self.root.pointer(name).unwrap(), value, at);
                true
            }
            "anyOf" | "oneOf" => rule.as_array().unwrap().iter().any(|branch| {
                let mut inner = Check { root: self.root, faults: Vec::new() };
                inner.value(branch, value, at);
                inner.faults.is_empty()
            }),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.value(rule, item, &format!("{at}/{index}"));
                }
                true
            }
            "properties" => {
                self.properties(schema, rule, value, at);
                true
            }
            "additionalProperties" => {
                for (key, inner) in value.as_object().into_iter().flatten() {
                    self.value(rule, inner, &format!("{at}/{key}"));
                }
                true
            }
            _ => panic!("`{keyword}` is not checked ({at})"),
        };
        if !fits {
            self.faults.push(format!("{at}: {value} against {keyword} {rule}"));
        }
    }

    /// Stricter than JSON Schema: readers may meet keys that are added later, the
    /// export itself must not have any that its schema does not know.
    fn properties(
        &mut self,
        schema: &Map<String, Value>,
        rule: &Value,
        value: &Value,
        at: &str,
    ) {
        let Some(object) = value.as_object() else { return };
        let required = schema.get("required").and_then(Value::as_array);
        for key in required.into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                self.faults.push(format!("{at}: no `{key}`"));
            }
        }
        for (key, inner) in object {
            match rule.get(key) {
                Some(rule) => self.value(rule, inner, &format!("{at}/{key}")),
                None => self.faults.push(format!("{at}: unknown `{key}`")),
            }
        }
    }
}

fn is_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        other => panic!("type {other:?}"),
    };
    rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
}

fn is_match(rule: &Value, text: &str) -> bool {
    regex::Regex::new(rule.as_str().unwrap()).unwrap().is_match(text)
}
