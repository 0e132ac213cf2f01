//! `kenning check`: its four formats and its exit codes.

use super::{project, ran};
use crate::json_schema;
use serde_json::{Value, json};

const FILES: &[(&str, &str)] = &[
    ("content/a b/größe, 1%.md", "# Größe\n\n**Düe** [x](no\u{9b}ne.md)\n"),
    (
        "content/README.md",
        "# Notes\n\n## Action items\n\n- [ ] **Pump** (due: 2025-02-30)\n",
    ),
];

fn sarif(files: &[(&str, &str)]) -> (i32, Value) {
    let folder = project(files);
    let (code, log, _) = ran(folder.path(), &["check", "--format", "sarif"]);
    (code, serde_json::from_str(&log).unwrap())
}

fn schema() -> Value {
    let text = include_str!("../schemas/sarif-2.1.0.json");
    serde_json::from_str(text).unwrap()
}

#[test]
fn sarif_fits_its_schema() {
    let schema = schema();
    for files in [
        FILES,
        &[("content/a.md", "# A\n")],
        &[("a.md", "# A\n"), ("kenning.toml", "x = 1\n")],
    ] {
        let (_, log) = sarif(files);
        assert_eq!(json_schema::faults(&schema, &log), Vec::<String>::new());
    }
    let (code, log) = sarif(FILES);
    assert_eq!(code, 1);
    let run = &log["runs"][0];
    let error = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["level"] == "error")
        .unwrap();
    let place = &error["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "content/a%20b/gr%C3%B6%C3%9Fe%2C%201%25.md"
    );
    assert_eq!(
        (&place["region"]["startLine"], &place["region"]["startColumn"]),
        (&json!(3), &json!(10))
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule =
            &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["shortDescription"]["text"].as_str().unwrap().ends_with('.'));
    }
}

#[test]
fn sarif_that_does_not_fit_is_found() {
    let schema = schema();
    for (at, value) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/tool", json!({})),
        ("/runs/0/results/0/level", json!("bad")),
        ("/runs/0/results/0/message", json!({})),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        (
            "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri",
            json!("a b.md"),
        ),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/extra", json!(1)),
    ] {
        let (_, mut log) = sarif(FILES);
        if let Some(slot) = log.pointer_mut(at) {
            *slot = value;
        } else {
            let (parent, key) = at.rsplit_once('/').unwrap();
            log.pointer_mut(parent).unwrap()[key] = value;
        }
        assert_ne!(json_schema::faults(&schema, &log), Vec::<String>::new(), "{at}");
    }
}

#[test]
fn json_is_one_object_a_line() {
    let folder = project(FILES);
    let (code, lines, _) = ran(folder.path(), &["check", "--format", "json"]);
    assert_eq!(code, 1);
    let findings: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let keys = [
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "severity",
        "code",
        "message",
        "hint",
    ];
    for finding in &findings {
        let found: Vec<_> = finding.as_object().unwrap().keys().collect();
        assert_eq!(found, keys);
    }
    let codes: Vec<_> =
        findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert!(
        codes.contains(&"broken-link") && codes.contains(&"impossible-date"),
        "{codes:?}"
    );
    assert!(!lines.contains('\u{9b}'), "no control character is printed raw");
}

#[test]
fn github_gets_a_command_a_line() {
    let folder = project(FILES);
    let (code, lines, _) = ran(folder.path(), &["check", "--format", "github"]);
    assert_eq!(code, 1);
    let error = lines.lines().find(|line| line.starts_with("::error ")).unwrap();
    let expected = "::error file=content/a b/größe%2C 1%25.md,line=3,col=10,endLine=3,endColumn=11,\
                    title=broken-link::`no\u{fffd}ne.md` is not there";
    assert_eq!(error, expected);
    assert!(
        lines
            .lines()
            .any(|line| line.starts_with("::warning file=content/README.md,line=5,")),
        "{lines}"
    );
}

#[test]
fn severities_decide_the_exit_code() {
    let warning =
        ("content/a.md", "# A\n\n## Actions\n\n- [ ] **Pump** (due: 2025-02-30)\n");
    let code = |files: &[(&str, &str)], strict: &[&str]| {
        let folder = project(files);
        ran(folder.path(), &[&["check", "-q"], strict].concat()).0
    };
    assert_eq!(
        code(&[("content/a.md", "# A\n")], &["--strict"]),
        0,
        "infos fail nothing"
    );
    assert_eq!((code(&[warning], &[]), code(&[warning], &["--strict"])), (0, 1));
    let level = |level: &str| format!("[check]\nimpossible-date = \"{level}\"\n");
    assert_eq!(code(&[warning, ("kenning.toml", &level("error"))], &[]), 1);
    assert_eq!(code(&[warning, ("kenning.toml", &level("off"))], &["--strict"]), 0);
}
