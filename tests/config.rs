//! What a configuration may say, and what an author hears of a wrong one.

use kenning::config::{
    Config, ConfigError, KINDS, LABELS, Level, PRIORITIES, PeoplePages, SECTIONS, STATES,
};
use kenning::diag::{Code, Severity};
use kenning::model::DocKind;
use kenning::text::DateOrder;
use proptest::prelude::*;

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(text, "kenning.toml")
}

/// `line:column: message (hint)` of the error in `text`.
fn error(text: &str) -> String {
    let error = parse(text).unwrap_err();
    let hint = error.hint.as_deref().unwrap_or("-");
    format!("{}:{}: {} ({hint})", error.line, error.column, error.message)
}

#[test]
fn no_file_and_an_empty_one_are_the_same() {
    assert_eq!(parse(""), Ok(Config::default()));
    assert_eq!(Config::default().fresh_days, 60);
}

#[test]
fn every_setting_is_read() {
    let text = r##"
        title = "Harbour notes"
        logo = "images/anchor.svg"
        accent = "#056"
        base_url = "https://notes.example.org:8443/harbour/"
        source_url = "https://git.example.org/blob/main/{path}#L{line}"
        language = "pt-BR"
        date_order = "mdy"
        today = "2025-08-14"
        fresh_days = 90
        remote_images = ["img.example.org"]
        public = true
        [people]
        not_people = ["TBD"]
        different = [["Tom Li", "Tom Lin"]]
        pages = "roles"
        exclude = ["Mo"]
        [people.aliases]
        "DevOps" = ["Ops", "SRE"]
        [tickets]
        patterns = ["OPS"]
        exceptions = ["UTF-8"]
        link = "https://tickets.example.org/{id}"
        [[periods.calendar]]
        name = "Sprint 4"
        scope = "PAY"
        from = "2025-03-03"
        to = "2025-03-14"
        [scope]
        billing = ["PAY", "payments"]
        [kinds]
        "minutes/**" = "meeting"
        "adr/*.md" = "decision"
        [documents."old/*.md"]
        date = "2024-05-01"
        owner = ["Ann Oak"]
        ignore = ["Appendix"]
        [words.labels]
        owner = ["Captain"]
        [words.status]
        in-progress = ["under sail"]
        [check]
        no-owner = "warning"
        orphan = "off"
        [theme]
        name = "harbour"
    "##;
    let config = parse(text).unwrap();
    assert_eq!(config.date_order, Some(DateOrder::Mdy));
    assert_eq!(config.people.pages, PeoplePages::Roles);
    assert_eq!(config.people.aliases["DevOps"], ["Ops", "SRE"]);
    assert_eq!(config.periods.calendar[0].to.to_string(), "2025-03-14");
    assert_eq!(config.kinds.len(), 2);
    assert_eq!(config.documents["old/*.md"].ignore, ["Appendix"]);
    assert_eq!(config.words.labels["owner"], ["Captain"]);
    assert_eq!(config.check["orphan"], Level::Off);
    assert_eq!(config.severity(Code::NoOwner), Some(Severity::Warning));
    assert_eq!(config.severity(Code::Orphan), None);
    assert_eq!(config.severity(Code::BrokenLink), Some(Severity::Error));
}

#[test]
fn wrong_names_come_with_the_right_one() {
    let cases = [
        ("titel = 'A'", "1:1: unknown setting `titel` (did you mean `title`?)"),
        (
            "title = 'A'\n\nbase-url = 'x'",
            "3:1: unknown setting `base-url` (did you mean `base_url`?)",
        ),
        (
            "[people]\nnotpeople = []",
            "2:1: unknown setting `notpeople` (did you mean `not_people`?)",
        ),
        ("date_order = 'dym'", "1:14: unknown value `dym` (did you mean `dmy`?)"),
        ("date_order = 'x'", "1:14: unknown value `x` (known are `dmy`, `mdy`)"),
        (
            "[check]\nno-owners = 'info'",
            "2:1: unknown finding `no-owners` (did you mean `no-owner`?)",
        ),
        (
            "[check]\norphan = 'warn'",
            "2:10: unknown value `warn` (did you mean `warning`?)",
        ),
        (
            "[kinds]\n'ä/*' = 'metting'",
            "2:9: unknown kind `metting` (did you mean `meeting`?)",
        ),
        (
            "[documents.'/a']\ntitle = 'A'",
            "1:12: `/a` is no pattern (write a path below SOURCE with `*` or `**`, such as `notes/**`)",
        ),
        (
            "[documents.'a']\nowners = ['A']",
            "2:1: unknown setting `owners` (did you mean `owner`?)",
        ),
        (
            "[words.status]\nfinished = ['ashore']",
            "2:1: words of `status` cannot mean `finished` (known are `open`, `in-progress`, `done`, `blocked`, `deferred`)",
        ),
        (
            "[words.labels]\nowners = ['Captain']",
            "2:1: words of `labels` cannot mean `owners` (did you mean `owner`?)",
        ),
    ];
    for (text, want) in cases {
        assert_eq!(error(text), want, "{text}");
    }
}

#[test]
fn values_of_another_form_are_named() {
    let cases = [
        ("accent = 'red;} body{'", "1:10: `red;} body{` is no colour"),
        ("accent = '#12345'", "1:10: `#12345` is no colour"),
        ("base_url = 'notes.example.org'", "1:12: `notes.example.org` is no address"),
        ("base_url = 'javascript://x/%0aalert(1)'", "1:12: `javascript:"),
        ("base_url = 'https://a b/'", "1:12: "),
        ("base_url = 'https://a.org/?x'", "1:12: `https://a.org/?x` is no address of a"),
        ("source_url = 'https://a.org/x'", "1:14: `https://a.org/x` has no `{path}`"),
        ("source_url = 'https://a.org/{path}\"'", "1:14: "),
        ("[tickets]\nlink = 'https://a.org/x'", "2:8: `https://a.org/x` has no `{id}`"),
        ("language = 'german!'", "1:12: `german!` is no language"),
        ("logo = '../x.png'", "1:8: `../x.png` is no path"),
        (
            "remote_images = ['a.org',\n 'https://b.org']",
            "2:2: `https://b.org` is no name",
        ),
        ("[kinds]\n'../x' = 'debt'", "2:1: `../x` is no pattern"),
        ("[kinds]\n'a[' = 'debt'", "2:1: `a[` is no pattern"),
        ("[theme]\nname = '../x'", "2:8: `../x` is no name of a folder"),
        ("[people]\ndifferent = [['A', 'B'], ['C']]", "2:26: fewer than two"),
        ("[people]\nexclude = ['']", "2:11: an entry is empty"),
        (
            "[[periods.calendar]]\nname = 'S1'\nfrom = '2025-03-03'\nto = '2025-03-02'",
            "4:6: `S1` ends before it begins",
        ),
        ("[check]\nunreadable-document = 'off'", "2:23: `unreadable-document` cannot"),
        ("fresh_days = -1", "1:14: "),
        ("today = '2025-02-30'", "1:9: "),
        ("title = \n", "1:"),
        ("title = 'ä' x = 1", "1:"),
        ("title = 'A'\ntitle = 'B'", "2:1: "),
    ];
    for (text, want) in cases {
        let found = error(text);
        assert!(found.starts_with(want), "{text}\n{found}");
        assert!(!found.contains('\n'), "{found:?}");
    }
}

#[test]
fn a_file_inside_the_content_corrects_the_reading_only() {
    let text = "title = 'X'\nlanguage = 'de'\npublic = true\ntoday = '2025-01-01'\n\
         [check]\norphan = 'off'\n[theme]\nname = 'x'\n[people]\nexclude = ['Mo']";
    let (config, ignored) = parse(text).unwrap().reading_only();
    assert_eq!(ignored, ["title", "today", "public", "theme"]);
    let kept = "language = 'de'\n[check]\norphan = 'off'\n[people]\nexclude = ['Mo']";
    assert_eq!(config, parse(kept).unwrap());
}

#[test]
fn reading_only_knows_every_setting() {
    let all = serde_json::to_value(Config::default()).unwrap();
    let reading = [
        "people",
        "tickets",
        "periods",
        "scope",
        "kinds",
        "documents",
        "words",
        "language",
        "date_order",
        "check",
    ];
    let others = r##"
        title = "A"
        logo = "a.png"
        accent = "#056"
        base_url = "https://a.org/"
        source_url = "https://a.org/{path}"
        today = "2025-08-14"
        fresh_days = 1
        remote_images = ["a.org"]
        public = true
        twins = false
        theme.name = "x"
    "##;
    let (config, ignored) = parse(others).unwrap().reading_only();
    assert_eq!(config, Config::default());
    let all = all.as_object().unwrap();
    for key in all.keys() {
        let said = ignored.contains(&key.as_str());
        assert!(said != reading.contains(&key.as_str()), "{key}");
    }
}

#[test]
fn kinds_are_those_of_the_model() {
    let words: Vec<_> = DocKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(words, KINDS);
}

/// Every meaning that the settings allow is one that the lexicon knows: its words are
/// then read so.
#[test]
fn words_are_those_of_the_lexicon() {
    use kenning::understand::lexicon::lexicon;
    let tables = [
        ("labels", &LABELS[..]),
        ("sections", &SECTIONS),
        ("status", &STATES),
        ("priority", &PRIORITIES),
    ];
    for (table, meanings) in tables {
        for meaning in meanings {
            let text = format!("[words.{table}]\n{meaning} = ['zzyzx']");
            let words = parse(&text).unwrap().words;
            let own = lexicon("en").with(&words);
            let known = match table {
                "labels" => own.labels.exact("Zzyzx").is_some(),
                "sections" => own.senses.exact("Zzyzx").is_some(),
                "status" => own.status.exact("Zzyzx").is_some(),
                _ => own.priority.exact("Zzyzx").is_some(),
            };
            assert!(known, "{table}.{meaning}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_gives_settings_or_a_place(
        text in "((title|check|kinds|people|a) ?= ?|\\[(check|kinds|x)\\]\n|'[a-zä#]{0,4}'|\n|\\{|\\[|]|1|,){0,12}",
    ) {
        if let Err(error) = parse(&text) {
            let line = text.split('\n').nth(error.line as usize - 1);
            let columns = line.unwrap_or_default().chars().count() + 1;
            prop_assert!(line.is_some() && error.column as usize <= columns);
        }
    }
}
