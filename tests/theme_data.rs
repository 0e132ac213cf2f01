//! What templates see: the page of the manual is made from the types, and a theme of
//! one's own changes single blocks.

use crate::small_site::full;
use kenning::config::Config;
use kenning::render::Renderer;
use kenning::theme::Theme;
use kenning::view::export_schema;
use kenning::view::pages;
use kenning::view::theme_schema;
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

const BEFORE: &str = include_str!("theme_data.md");

#[test]
fn the_manual_tells_what_templates_see() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("manual/theme-data.md");
    let made = manual(&theme_schema());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == made, "{} is not what the types say: BLESS=1", path.display());
}

#[test]
fn each_field_is_described() {
    let schema = theme_schema();
    let mut count = 0;
    for (name, part) in schema["$defs"].as_object().unwrap() {
        assert!(part["description"].is_string(), "{name}");
        for (key, field) in part["properties"].as_object().into_iter().flatten() {
            assert!(field["description"].is_string(), "{name}.{key}");
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn words_and_version_are_those_of_the_export() {
    let (theme, export) = (theme_schema(), export_schema());
    assert_eq!(theme["schema"], export["properties"]["schema"]["const"]);
    let mut shared = 0;
    for (name, part) in theme["$defs"].as_object().unwrap() {
        let same = &export["$defs"][name];
        if !words(part).is_empty() && !same.is_null() {
            assert_eq!(part, same, "{name}");
            shared += 1;
        }
    }
    assert!(shared >= 5, "{shared}");
}

#[test]
fn a_theme_changes_single_blocks_and_adds_its_style() {
    let mut mine = Theme::default();
    let mut add = |path: &str, text: &str| {
        mine.files.insert(path.to_owned(), text.as_bytes().into());
    };
    add(
        "templates/base.html",
        "{% extends \"default/base.html\" %}\
         {% block foot %}<p class=\"ours\">Harbour {{ schema }}</p>{{ super() }}{% endblock foot %}",
    );
    add(
        "templates/home.html",
        "{% extends \"default/home.html\" %}\
         {% block main %}<p>Welcome to {{ frame.site.text }}</p>{{ super() }}{% endblock main %}",
    );
    add("static/theme.css", ":root { --link: #702030; }");
    let theme = mine.over(Theme::built_in());
    let renderer = Renderer::new(&theme, None).unwrap_or_else(|error| panic!("{error}"));
    let plain = Renderer::new(&Theme::built_in(), None).unwrap();
    for page in pages(&full("2025-08-14"), &Config::default()) {
        let html = String::from_utf8(renderer.page(&page).unwrap()).unwrap();
        let url = page.url.as_str();
        assert!(html.contains("<p class=\"ours\">Harbour kenning/1</p><footer"), "{url}");
        assert!(html.contains("theme.css\">"), "{url}");
        assert_eq!(html.contains("<p>Welcome to "), url == "index.html", "{url}");
        // All else is as it was.
        let mut without = html.replace("<p class=\"ours\">Harbour kenning/1</p>", "");
        let link =
            format!("<link rel=\"stylesheet\" href=\"{}theme.css\">\n", page.frame.root);
        without = without.replace(&link, "");
        if url != "index.html" {
            let before = String::from_utf8(plain.page(&page).unwrap()).unwrap();
            assert_eq!(without, before, "{url}");
        }
    }
}

/// The page of the manual.
fn manual(schema: &Value) -> String {
    let mut text = BEFORE.replace("{version}", schema["schema"].as_str().unwrap());
    let defs = schema["$defs"].as_object().unwrap();
    let mut shown = Vec::new();
    part(&mut text, "frame", &schema["frame"], schema, &mut shown);
    for (template, page) in schema["pages"].as_object().unwrap() {
        part(&mut text, template, page, schema, &mut shown);
    }
    part(&mut text, "note.html", &schema["note"], schema, &mut shown);
    text.push_str("\n# Parts\n\nWhat stands in several of the tables above.\n");
    for (name, def) in defs.iter().filter(|(name, _)| !shown.contains(*name)) {
        section(&mut text, name, def);
    }
    text
}

fn part(
    text: &mut String,
    title: &str,
    at: &Value,
    all: &Value,
    shown: &mut Vec<String>,
) {
    let name = at["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
    section(text, title, &all["$defs"][name]);
    shown.push(name.to_owned());
}

fn section(text: &mut String, title: &str, def: &Value) {
    let said = def["description"].as_str().unwrap_or_default();
    let _ = write!(text, "\n## {title}\n\n{}\n", flat(said));
    if let Some(fields) = def["properties"].as_object() {
        text.push_str("\n| Field | What it is | Form |\n|---|---|---|\n");
        for (key, field) in fields {
            let said = flat(field["description"].as_str().unwrap_or_default());
            let _ = writeln!(text, "| `{key}` | {said} | {} |", form(field));
        }
    } else if words(def).is_empty() {
        let _ = write!(text, "\nIt is {}.\n", form(def));
    } else {
        let _ = write!(text, "\nOne of {}.\n", words(def).join(", "));
    }
}

/// The words of a closed set, in code.
fn words(def: &Value) -> Vec<String> {
    let variants = def["oneOf"].as_array().into_iter().flatten();
    let named = variants.filter_map(|one| one["const"].as_str());
    let listed = def["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    named.chain(listed).map(|word| format!("`{word}`")).collect()
}

/// The form of a value in words.
fn form(at: &Value) -> String {
    if let Some(to) = at["$ref"].as_str() {
        let name = to.rsplit('/').next().unwrap();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(any) = at["anyOf"].as_array() {
        let some: Vec<_> =
            any.iter().filter(|one| one["type"] != "null").map(form).collect();
        return format!("{}, or nothing", some.join(" or "));
    }
    if let Some(kinds) = at["type"].as_array() {
        let mut one = at.clone();
        one["type"] = kinds[0].clone();
        return format!("{}, or nothing", form(&one));
    }
    match at["type"].as_str().unwrap_or_default() {
        "string" if at["format"] == "date" => "day".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "array" => match at["prefixItems"].as_array() {
            Some(parts) => {
                let parts: Vec<_> = parts.iter().map(form).collect();
                format!("pair of {}", parts.join(" and "))
            }
            None => format!("list: {}", form(&at["items"])),
        },
        other => panic!("no words for {other} ({at})"),
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
