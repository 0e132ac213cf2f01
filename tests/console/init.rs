//! `kenning init`.

use super::{project, ran};
use kenning::config::Config;
use std::fs;
use std::path::Path;

#[test]
fn it_writes_two_files_and_overwrites_none() {
    let folder = project(&[("kenning.toml", "title = \"Mine\"\n")]);
    let (code, made, talk) = ran(folder.path(), &["init"]);
    assert_eq!((code, made.as_str()), (0, ".github/workflows/kenning.yml\n"));
    assert!(
        talk.starts_with("`kenning.toml` is there already and stays as it is\n"),
        "{talk}"
    );
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("kenning.toml"), "title = \"Mine\"\n");
    let (code, made, _) = ran(folder.path(), &["init", "team/notes", "--ci", "gitlab"]);
    assert_eq!(
        (code, made.as_str()),
        (0, "team/notes/kenning.toml\nteam/notes/.gitlab-ci.yml\n")
    );
    let (code, made, _) = ran(folder.path(), &["init", "team/notes", "--ci", "gitlab"]);
    assert_eq!((code, made.as_str()), (0, ""));
    let (code, made, talk) = ran(folder.path(), &["init", "kenning.toml"]);
    assert_eq!(
        (code, made.as_str(), talk.as_str()),
        (2, "", "error: `kenning.toml` is not a folder\n")
    );
}

#[test]
fn its_settings_change_nothing_and_show_everything() {
    let folder = project(&[("a.md", "# A\n")]);
    ran(folder.path(), &["init", "-q"]);
    let text = fs::read_to_string(folder.path().join("kenning.toml")).unwrap();
    let value = |text: &str| {
        serde_json::to_value(Config::parse(text, "kenning.toml").unwrap()).unwrap()
    };
    let default = serde_json::to_value(Config::default()).unwrap();
    assert_eq!(value(&text), default);

    // A setting begins right behind the sign, a remark with a blank or another sign.
    let bare: Vec<_> = text
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with([' ', '#']) => rest,
            _ => line,
        })
        .collect();
    let set = value(&bare.join("\n"));
    for (key, value) in default.as_object().unwrap() {
        let names: Vec<_> =
            value.as_object().into_iter().flat_map(|table| table.keys()).collect();
        assert!(!set[key].is_null(), "{key}");
        let shown = |name: &str| bare.iter().any(|line| line.contains(name));
        assert!(shown(key), "{key}");
        for name in names {
            assert!(shown(name), "{key}.{name}");
        }
    }
    let (code, _, talk) = ran(folder.path(), &["build"]);
    assert_eq!(code, 0, "{talk}");
}

#[test]
fn its_recipes_are_those_of_the_manual() {
    let folder = project(&[]);
    ran(folder.path(), &["init", "-q"]);
    fs::remove_file(folder.path().join("kenning.toml")).unwrap();
    ran(folder.path(), &["init", "-q", "--ci", "gitlab"]);
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("manual/publish.md");
    let manual = fs::read_to_string(manual).unwrap();
    for name in [".github/workflows/kenning.yml", ".gitlab-ci.yml"] {
        let recipe = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(manual.contains(&format!("```yaml\n{recipe}```\n")), "{name}");
    }
}
