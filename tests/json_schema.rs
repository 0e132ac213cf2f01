//! Tells what does not fit a JSON Schema.
//!
//! Knows only the keywords that our schemas use, and stops at any other: a keyword
//! that nobody checks would be a test that cannot fail.

use serde_json::{Map, Value};

/// What of `value` does not fit the schema `root`; empty if all does.
pub(crate) fn faults(root: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { root, faults: Vec::new() };
    check.value(root, value, "");
    check.faults
}

struct Check<'s> {
    root: &'s Value,
    faults: Vec<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(schema) = schema.as_object() else {
            if schema == false {
                self.faults.push(format!("{at}: unknown"));
            }
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
            "$schema" | "$id" | "$defs" | "definitions" | "title" | "description"
            | "default" => true,
            "format" => value.as_str().is_none_or(|text| is_format(rule, text)),
            "required" => value.as_object().is_none_or(|object| {
                let keys = rule.as_array().unwrap().iter();
                keys.clone().all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "uniqueItems" => value.as_array().is_none_or(|items| {
                let twice = |at: usize| items[..at].contains(&items[at]);
                rule == false || !(0..items.len()).any(twice)
            }),
            "maximum" => value.as_f64().is_none_or(|n| n <= rule.as_f64().unwrap()),
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
            "anyOf" => self.fitting(rule, value, at) > 0,
            "oneOf" => self.fitting(rule, value, at) == 1,
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
                let known = schema.get("properties").and_then(Value::as_object);
                let others =
                    value.as_object().into_iter().flatten().filter(|(key, _)| {
                        !known.is_some_and(|known| known.contains_key(*key))
                    });
                for (key, inner) in others {
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

    /// How many of the branches fit.
    fn fitting(&self, branches: &Value, value: &Value, at: &str) -> usize {
        let fits = |branch: &&Value| {
            let mut inner = Check { root: self.root, faults: Vec::new() };
            inner.value(branch, value, at);
            inner.faults.is_empty()
        };
        branches.as_array().unwrap().iter().filter(fits).count()
    }

    /// Stricter than JSON Schema where that leaves it open: readers may meet keys that
    /// are added later, what is written must not have any that its schema does not know.
    fn properties(
        &mut self,
        schema: &Map<String, Value>,
        rule: &Value,
        value: &Value,
        at: &str,
    ) {
        for (key, inner) in value.as_object().into_iter().flatten() {
            match rule.get(key) {
                Some(rule) => self.value(rule, inner, &format!("{at}/{key}")),
                None if schema.contains_key("additionalProperties") => {}
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

fn is_format(rule: &Value, text: &str) -> bool {
    match rule.as_str().unwrap() {
        "uri" => text.contains("://") && is_uri(text),
        "uri-reference" => is_uri(text),
        // Sizes of numbers, which `minimum` tells too.
        name if name.starts_with("uint") => true,
        other => panic!("the format `{other}` is not checked"),
    }
}

/// Whether only characters stand there that a URI may have (RFC 3986).
fn is_uri(text: &str) -> bool {
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let fits = match byte {
            b'%' => (0..2).all(|_| rest.next().is_some_and(|b| b.is_ascii_hexdigit())),
            byte => {
                byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte)
            }
        };
        if !fits {
            return false;
        }
    }
    true
}
