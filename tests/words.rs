//! The words of the interface: each text stands in every table, each row is used, and
//! no template, page or script says anything that is no row.

use crate::demo::EXPORT;
use kenning::render::words::Piece;
use kenning::render::words::Words;
use kenning::render::words::pieces;
use kenning::render::words::script_keys;
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

/// The files of the built-in theme below `folder` whose names end in `ending`.
fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let theme = Theme::built_in();
    let below = theme.below(folder).filter(|(path, _)| path.ends_with(ending));
    below
        .map(|(path, b)| (path.to_owned(), String::from_utf8(b.to_vec()).unwrap()))
        .collect()
}

/// The quoted texts of `text` that stand between `before` and `after`.
fn quoted<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let found = text.split(before).skip(1).filter_map(|rest| rest.split_once('"'));
    found.filter(|(_, rest)| rest.starts_with(after)).map(|(key, _)| key).collect()
}

/// The texts that templates hand to `t`.
fn in_templates() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for text in files("templates/", ".html").values() {
        let parts: Vec<_> = text.split('"').collect();
        for pair in parts.windows(2).filter(|pair| pair[1].starts_with(" | t")) {
            let is_t = pair[1][4..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            keys.extend(is_t.then(|| pair[0].to_owned()));
        }
    }
    keys
}

/// The texts that Rust code names: captions of pages, and what is said around the
/// text of a document.
fn in_rust() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in walkdir::WalkDir::new(src) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines: Vec<_> = code.lines().map(str::trim).collect();
        let flat = lines.concat();
        let calls = [("words.text(\"", ")"), ("{key: \"", ","), ("Caption::from(\"", "")];
        let named = calls.into_iter().flat_map(|(call, end)| quoted(&flat, call, end));
        keys.extend(named.map(str::to_owned));
        if !path.components().any(|part| part.as_os_str() == "kinds") {
            continue;
        }
        for call in [".page(", "Frame::new("] {
            for rest in code.split(call).skip(1) {
                let arguments = rest.split(';').next().unwrap_or_default();
                let title = arguments.split('"').nth(1).unwrap_or_default();
                keys.insert(title.to_owned());
            }
        }
    }
    keys.remove("");
    keys
}

/// The English texts for the words of the contract.
fn in_english() -> BTreeSet<String> {
    let table = table("en.toml");
    let groups = table["word"].as_table().unwrap().values();
    let words = groups.flat_map(|group| group.as_table().unwrap().values());
    words.map(|word| forms(word)[0].to_owned()).collect()
}

fn table(file: &str) -> toml::Table {
    files("words/", file)[file].parse().unwrap()
}

/// The texts of a row: the one, or the forms by number with that for 1 first.
fn forms(row: &toml::Value) -> Vec<&str> {
    match row {
        toml::Value::Table(forms) => {
            let mut forms: Vec<_> = forms.iter().collect();
            forms.sort_by_key(|(category, _)| *category != "one");
            forms.into_iter().map(|(_, text)| text.as_str().unwrap()).collect()
        }
        text => vec![text.as_str().unwrap()],
    }
}

#[test]
fn every_text_has_its_row_and_every_row_its_use() {
    let mut used = in_templates();
    used.extend(in_rust());
    used.extend(in_english());
    used.extend(script_keys(&Theme::built_in()));
    assert!(used.len() > 200, "the test sees too few texts: {}", used.len());
    for file in files("words/", ".toml").keys().filter(|file| *file != "en.toml") {
        let table = table(file);
        let rows: BTreeSet<_> =
            table["text"].as_table().unwrap().keys().cloned().collect();
        let missing: Vec<_> = used.difference(&rows).collect();
        assert!(missing.is_empty(), "{file} lacks {missing:#?}");
        let unused: Vec<_> = rows.difference(&used).collect();
        assert!(unused.is_empty(), "{file} has rows that nothing uses: {unused:#?}");
    }
}

#[test]
fn a_row_keeps_the_placeholders_of_its_text() {
    let spots = |text: &str| -> BTreeSet<String> {
        let spots = pieces(text).into_iter().filter_map(|piece| match piece {
            Piece::Spot(name) => Some(name.to_owned()),
            Piece::Text(_) => None,
        });
        spots.collect()
    };
    for file in files("words/", ".toml").keys().filter(|file| *file != "en.toml") {
        let table = table(file);
        let groups = ["text", "remark"].map(|group| table[group].as_table().unwrap());
        for (key, row) in groups.into_iter().flatten() {
            for form in forms(row) {
                assert_eq!(spots(form), spots(key), "{file}: {form}");
            }
        }
    }
}

#[test]
fn every_group_of_words_is_used() {
    let templates: String = files("templates/", ".html").into_values().collect();
    for group in table("en.toml")["word"].as_table().unwrap().keys() {
        assert!(
            templates.contains(&format!("of=\"{group}\"")),
            "no template uses {group}"
        );
    }
}

#[test]
fn templates_say_nothing_by_themselves() {
    for (file, text) in files("templates/", ".html") {
        let said = said_in(&text);
        assert!(said.is_empty(), "{file} says {said:?} without `t`");
    }
    let said =
        "<p>Old {{ \"New\" | t }}{# no #}<a title=\"Go\" href=\"x\">{{ x }}</a></p>";
    assert_eq!(said_in(said), ["Old", "Go"]);
}

/// Words of a template that no table knows: text between tags, and attributes that are
/// read out.
fn said_in(template: &str) -> Vec<String> {
    // A block called `kind` holds a class.
    let class = template.split_once("{% block kind %}");
    let class = class.map(|(_, rest)| rest.split("{% end").next().unwrap_or_default());
    let mut html = template.replace(class.unwrap_or("\0"), "");
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        let mut kept = String::new();
        for (at, part) in html.split(open).enumerate() {
            let part = if at == 0 { part } else { part.split_once(close).unwrap().1 };
            kept.push_str(part);
        }
        html = kept;
    }
    let mut said = Vec::new();
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        said.extend(spoken(tag, text));
        for attribute in ["aria-label", "title", "placeholder", "alt"] {
            let value = tag.split(&format!(" {attribute}=\"")).nth(1).unwrap_or_default();
            said.push(value.split('"').next().unwrap_or_default().trim().to_owned());
        }
    }
    said.retain(|text| text.chars().any(char::is_alphabetic));
    said
}

/// The text behind a tag; code is no language.
fn spoken(tag: &str, text: &str) -> Option<String> {
    let code = tag.split(' ').next() == Some("code") || tag == "kbd";
    (!code && !tag.starts_with('!')).then(|| text.trim().to_owned())
}

#[test]
fn scripts_say_nothing_by_themselves() {
    // Names of events, keys, tags and the like.
    const NAMES: [&str; 8] = [
        "ArrowDown",
        "ArrowLeft",
        "ArrowRight",
        "ArrowUp",
        "DOMContentLoaded",
        "End",
        "Enter",
        "Home",
    ];
    for (file, text) in files("static/", ".js") {
        for line in text.lines() {
            let code =
                line.split("t('").map(|part| part.split_once('\'').map_or(part, |p| p.1));
            let rest: String =
                line.split("t('").next().into_iter().chain(code.skip(1)).collect();
            for literal in rest.split('\'').skip(1).step_by(2) {
                let capital = literal.starts_with(|c: char| c.is_uppercase());
                let sentence =
                    capital && literal.chars().nth(1).is_some_and(char::is_lowercase);
                let fine = !sentence || NAMES.contains(&literal);
                assert!(fine, "{file} says '{literal}' without t('…')");
            }
        }
    }
}

#[test]
fn what_the_demo_remarks_is_said_in_german() {
    let words = Words::read(&Theme::built_in(), Some("de")).unwrap();
    let said = |text: &str| -> String {
        words.remark(text).into_iter().map(|part| part.text).collect()
    };
    let findings = EXPORT["findings"].as_array().unwrap();
    assert!(findings.len() > 5, "{}", findings.len());
    for text in findings.iter().flat_map(|one| [&one["message"], &one["hint"]]) {
        let Some(text) = text.as_str() else { continue };
        assert_ne!(said(text), text.replace('`', ""), "no row for it");
    }
    assert_eq!(said("`a b.md` is not there"), "a b.md gibt es nicht");
    assert_eq!(
        said("what P-1 depends on is `x` here and `y` at a/b.md:88"),
        "wovon P-1 abhängt, ist hier x und in a/b.md:88 y"
    );
}
