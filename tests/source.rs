//! Stage 1: what a reader may see of a file, and where that lies.

use kenning::build::{Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::diag::{Code, Finding, Noted};
use kenning::model::DocKind;
use kenning::source::{Directive, KINDS, MOST_BYTES, Place, Source, source};
use kenning::text::{DocPath, TextRange};
use kenning::theme::Theme;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

fn read(bytes: impl AsRef<[u8]>) -> Noted<Source> {
    source(DocPath::new("notes/a.md").unwrap(), bytes.as_ref())
}

fn shown(text: &str) -> String {
    read(text).value.text.to_string()
}

fn codes(bytes: impl AsRef<[u8]>) -> Vec<Code> {
    read(bytes).notes.iter().map(|note| note.code).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// The range of `part` in the visible text.
fn range(source: &Source, part: &str) -> TextRange {
    let at = source.text.find(part).unwrap();
    TextRange::new(at, at + part.len())
}

fn place(source: &Source, part: &str) -> (u32, u32) {
    let Place { line, column } = source.place(range(source, part).start);
    (line, column)
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "# Grüße\r\n\r\nSchön, am 3. März: 5 € übrig\r\n";
    let windows = |text| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let little = |text: &str| utf16(text, u16::to_le_bytes);
    let big = |text: &str| utf16(text, u16::to_be_bytes);
    assert_eq!(codes(text), []);
    for (bytes, part) in [
        (windows(text), windows("€ übrig")),
        (little(text), little("€ übrig").split_off(2)),
        (big(text), big("€ übrig").split_off(2)),
    ] {
        let Noted { value, notes } = read(&bytes);
        assert_eq!(&*value.text, text);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].code, Code::ConvertedEncoding);
        assert!(notes[0].hint.as_ref().unwrap().contains("UTF-8"));
        assert_eq!(place(&value, "€"), (3, 22));
        assert_eq!(bytes[value.file_range(range(&value, "€ übrig"))], part);
    }
    let marked = ["\u{feff}", text].concat();
    let value = read(&marked).value;
    assert_eq!(&*value.text, text);
    assert_eq!(&marked[value.file_range(range(&value, "€ übrig"))], "€ übrig");
    assert_eq!(place(&value, "Grüße"), (1, 3));
}

#[test]
fn joined_encodings_are_told_apart() {
    let start = "größer – schöner\n".as_bytes();
    let bytes = [start, b"sch\xf6n \x80 5\n", "für".as_bytes()].concat();
    let Noted { value, notes } = read(&bytes);
    assert!(value.text.starts_with("größer – schöner\nschön € 5"));
    assert_eq!(value.slice(notes[0].range.unwrap()), "ö");
    assert_eq!(value.line(notes[0].range.unwrap().start), 2);
    assert_eq!(bytes[value.file_range(range(&value, "für"))], *"für".as_bytes());
    assert_eq!(bytes[value.file_range(range(&value, "schön €"))], *b"sch\xf6n \x80");
}

#[test]
fn what_is_no_text_is_named() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";
    let unmarked: Vec<u8> = "Notes".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&picture[..], &unmarked, b"\0\0\0\0"] {
        let Noted { value, notes } = read(bytes);
        assert!(!value.readable && value.text.is_empty());
        assert_eq!(notes[0].code, Code::UnreadableDocument);
    }
    let long = vec![b'a'; MOST_BYTES + 1];
    assert_eq!(codes(&long), [Code::OverLimit]);
    assert!(!read(&long).value.readable);
    assert!(read(&long[1..]).value.readable);
    for text in ["", "\n", "one \0 sign in a text of some length\n"] {
        assert!(read(text).value.readable, "{text:?}");
    }
}

#[test]
fn places_are_those_of_the_damaged_file() {
    let file = "---\nowner: Ada\n---\n# ‚úÖ Done <!-- no --> now\nrest ‚úÖ ‚Üí end\n";
    let Noted { value, notes } = read(file);
    assert_eq!(&*value.text, "\n\n\n# ✅ Done  now\nrest ✅ → end\n");
    assert_eq!((notes.len(), value.repaired), (1, 3));
    assert_eq!(notes[0].code, Code::RepairedEncoding);
    assert_eq!(value.slice(notes[0].range.unwrap()), "✅");
    assert!(notes[0].message.starts_with("3 "));
    assert_eq!(place(&value, "✅"), (4, 3));
    assert_eq!(place(&value, "Done"), (4, 7));
    assert_eq!(place(&value, "now"), (4, 24));
    assert_eq!(place(&value, "end"), (5, 14));
    assert_eq!(value.excerpt(range(&value, "now").start), "# ‚úÖ Done <!-- no --> now");
    let lies = |part: &str| &file[value.file_range(range(&value, part))];
    assert_eq!(lies("✅"), "‚úÖ");
    assert_eq!(lies("→ end"), "‚Üí end");
    assert_eq!(lies("Done "), "Done ");
    assert_eq!(lies("Done  now"), "Done <!-- no --> now");
    let end = value.end_place(range(&value, "✅").end);
    assert_eq!((end.line, end.column), (4, 6));
    let mended = kenning::source::mended(file.as_bytes()).unwrap();
    assert_eq!((mended.after.matches('✅').count(), mended.signs), (2, 3));
    assert_eq!(mended.bytes(), mended.after.as_bytes());
    assert_eq!(kenning::source::mended(&mended.bytes()), None);
    assert_eq!(kenning::source::mended(b"sound"), None);
}

#[test]
fn a_long_line_costs_no_more() {
    let line = "ä b ".repeat(500_000);
    let value = read(&line).value;
    for step in 0..100_000 {
        assert_eq!(value.place(step * 20).column, step * 16 + 1);
    }
    assert_eq!(value.excerpt(100), "");
}

#[test]
fn front_matter_in_its_usual_forms() {
    let meta = |text: &str| read(text).value.meta;
    let yaml = meta(
        "---\ntitle: \"Review: May\"\nDate: 2025-05-06 10:00:00 +0200\nowners: [Ada, '@Bo']\n\
         type: Decision\nstatus: yes\nlang: de\ndraft: true\ncountry: NO\n\
         tags:\n  - plan\n  - '#next'\nauthors:\n  - name: Cy Lee\n    url: /cy\n  - Di\n---\n# x\n",
    );
    assert_eq!(yaml.title.as_deref(), Some("Review: May"));
    assert_eq!(yaml.date.as_deref(), Some("2025-05-06"));
    assert_eq!(yaml.owners, ["Ada", "Bo", "Cy Lee", "Di"]);
    assert_eq!(yaml.authors, ["Cy Lee", "Di"]);
    assert_eq!(yaml.kind.as_deref(), Some("decision"));
    assert_eq!(yaml.status.as_deref(), Some("yes"));
    assert_eq!((yaml.lang.as_deref(), yaml.draft), (Some("de"), true));
    assert_eq!(yaml.tags, ["plan", "next"]);
    assert_eq!(yaml.all["country"], "NO");

    let toml = meta(
        "+++\ntitle = \"Plan\"\ndate = 2025-05-06T10:00:00Z\nslug = \"p\"\n\
         [extra]\nowner = \"Ada; Bo\"\n[taxonomies]\ntags = [\"a\", \"b\"]\ncategories = [\"a\"]\n+++\n",
    );
    assert_eq!(toml.date.as_deref(), Some("2025-05-06"));
    assert_eq!(toml.owners, ["Ada", "Bo"]);
    assert_eq!(toml.tags, ["a", "b"]);
    assert_eq!(toml.all["date"], "2025-05-06");
    assert_eq!(toml.all["slug"], "p");

    let changed = meta("---\nlast_update:\n  date: 2025-01-02\n  author: X\n---\n");
    assert_eq!(changed.date.as_deref(), Some("2025-01-02"));
    let vault = meta(
        "---\naliases: [Sync, Weekly]\nauthor: '[[Ada Ray]]'\npublish: false\n---\n",
    );
    assert_eq!((vault.aliases.len(), vault.draft), (2, true));
    assert_eq!(vault.authors, ["Ada Ray"]);
    let plain =
        meta("---\nowner: @dev, @qa\ntags: one two\nnote: a: b\nparts:\n- x\n---\n");
    assert_eq!(
        (plain.owners, plain.tags),
        (vec!["dev".into(), "qa".into()], vec!["one".into(), "two".into()])
    );
    assert_eq!(plain.all["note"], "a: b");
    assert_eq!(plain.all["parts"][0], "x");
    assert_eq!(
        meta("---\npublished: 2025-02-03\n---\n").date.as_deref(),
        Some("2025-02-03")
    );
    assert!(!meta("---\npublished: 2025-02-03\n---\n").draft);
}

#[test]
fn front_matter_leaves_the_lines_where_they_are() {
    for newline in ["\n", "\r\n", "\r"] {
        let file = "\u{feff}---\ntitle: A\n...\n# Head\n".replace('\n', newline);
        let Noted { value, notes } = read(&file);
        assert_eq!((notes.len(), value.meta.title.as_deref()), (0, Some("A")));
        assert_eq!(&*value.text, "\n\n\n# Head\n".replace('\n', newline));
        assert_eq!(place(&value, "Head"), (4, 3));
        assert_eq!(&file[value.file_range(range(&value, "Head"))], "Head");
    }
    assert_eq!(shown("---\n---\ntext"), "\n\ntext");
}

#[test]
fn a_rule_is_no_front_matter() {
    let texts = [
        "---\n\nOwner: Ada\n\n---\n",
        "---\n# Head\n---\n",
        "---\nWe met, and here is what we said: nothing much.\n---\n",
        "---\n- a\n- b\n---\n",
        "--- \njust words\n\n---\n",
        "text\n---\ntitle: no\n---\n",
        " ---\ntitle: no\n---\n",
        "----\ntitle: no\n----\n",
        "---",
        "---\n",
        "+++\nwords\n+++\n",
    ];
    for text in texts {
        let Noted { value, notes } = read(text);
        assert_eq!((&*value.text, notes), (text, vec![]));
        assert!(value.meta.all.is_empty());
    }
}

#[test]
fn unreadable_front_matter_is_shown_and_named() {
    let cases = [
        ("---\ntitle: A\nowner: @dev\n  deeper: x\n---\nText\n", 4),
        ("---\nowner: [Ada\n---\nText\n", 2),
        ("---\ntitle: A\nowner: Ada\nText without end\n", 1),
        ("+++\ntitle = \"A\"\nowner = Ada\n+++\nText\n", 1),
    ];
    for (text, line) in cases {
        let Noted { value, notes } = read(text);
        assert_eq!(&*value.text, text);
        assert_eq!(notes[0].code, Code::FrontMatterUnreadable, "{text}");
        assert_eq!(value.line(notes[0].range.unwrap().start), line, "{text}");
    }
}

#[test]
fn hostile_front_matter_is_bounded() {
    let bomb = |n| format!("a{n}: &a{n} [{}]", format!("*a{},", n - 1).repeat(9));
    let bomb = (1..30).map(bomb).collect::<Vec<_>>().join("\n");
    let bomb = format!("---\na0: &a0 [x]\n{bomb}\n---\nText\n");
    let deep =
        format!("---\na: {}{}\n---\nText\n", "[".repeat(20_000), "]".repeat(20_000));
    let long = format!("---\n{}---\nText\n", "key: value\n".repeat(10_000));
    let flow =
        format!("+++\na = {}{}\n+++\nText\n", "[".repeat(20_000), "]".repeat(20_000));
    for text in [bomb, deep, long, flow] {
        let value = read(&text).value;
        assert!(value.text.ends_with("Text\n"));
        assert!(serde_json::to_string(&value.meta.all).unwrap().len() < 100_000);
    }
}

#[test]
fn comments_are_cut_out() {
    let cases = [
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b\nc --> d\n", "a\n d\n"),
        ("<!-- a\n\n```\nb\n```\n--> c\n\nd", "\n\n\n\n\n c\n\nd"),
        ("a\n  <!-- b -->\nc", "a\n\nc"),
        ("- a <!-- b -->\n- <!-- c --> d", "- a\n-  d"),
        ("<!-- a --> b <!-- c --> d <!-- e -->", " b  d"),
        ("<!--a--><!--\nb\n--><!-- c -->\nd", "\n\n\nd"),
        ("x<!-->y<!--->z", "xyz"),
        ("> q <!-- a\n> b --> c", "> q\n c"),
        ("# A <!-- b -->\ntext `<!-- not` <!-- yes -->", "# A\ntext `<!-- not`"),
        ("`` a ` <!-- b --> `` <!-- c -->d", "`` a ` <!-- b --> `` d"),
        ("a ` b\n\nc ` <!-- d -->", "a ` b\n\nc `"),
        ("- a ` b\n- c ` <!-- d -->", "- a ` b\n- c `"),
        ("a \\` <!-- b --> `", "a \\`  `"),
        (
            "- a\n\n      <!-- code -->\n\n  <!-- b -->c",
            "- a\n\n      <!-- code -->\n\n  c",
        ),
        ("- ```\n  <!-- code -->\n\nb <!-- c -->", "- ```\n  <!-- code -->\n\nb"),
        ("> ```\n> x\n\nb <!-- c -->", "> ```\n> x\n\nb"),
        ("~~~\n```\n~~~\n<!-- a -->b", "~~~\n```\n~~~\nb"),
        ("text\n    <!-- still text -->b", "text\n    b"),
        ("<!-- a\n``` -->\nb <!-- c -->", "\n\nb"),
        ("<!-- a -->\n    <!-- code -->", "\n    <!-- code -->"),
        ("a\r\n<!-- b\r\nc -->\r\nd", "a\r\n\r\n\r\nd"),
    ];
    for (text, want) in cases {
        assert_eq!(shown(text), want, "{text:?}");
    }
}

#[test]
fn code_and_open_comments_stay() {
    let texts = [
        "```html\n<!-- a -->\n%% b %%\n```",
        "   ~~~~ x\n<!-- a -->\n~~~\n<!-- b -->\n~~~~",
        "    <!-- a -->\n\n\t%% b %%",
        "1. x\n\n   ```\n   <!-- a -->\n   ```\n",
        "- x\n  > ```\n  > <!-- a -->\n  > ```\n",
        "use `<!-- a -->` and `%% b %%`",
        "a `b <!-- c -->\nd` e",
        "\\<!-- a -->",
        "a <!-- b\n\nc --> d",
        "a <!-- b",
        "<!-- a\n\nb",
        "a --> b",
        "100%% sure",
        "100%% sure and 50%% done",
        "%% a\n\nb\n%% c",
        "%%% a %%%",
        "```mermaid\ngraph TD\n%% a\nA --> B\n```\n%% b",
        "printf `%%` and %%",
    ];
    for text in texts {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn percent_signs_hide_as_in_obsidian() {
    let cases = [
        ("a %%b%% c", "a  c"),
        ("a %%b%% c %% d %%", "a  c"),
        ("%%\na\n\n```\nb\n```\n%%\nc", "\n\n\n\n\n\n\nc"),
        ("%% a\nb %%\nc", "\n\nc"),
        ("- %%\n  a\n  %%\n- b", "-\n\n\n- b"),
    ];
    for (text, want) in cases {
        assert_eq!(shown(text), want, "{text:?}");
    }
}

#[test]
fn directives_keep_their_places() {
    let value = read(
        "---\ntitle: A\n---\n<!-- kenning:ignore-file -->\n<!-- kenning:ignore -->\nab\n\n\
         c <!--kenning:ignore-start because--> d\n`<!-- kenning:ignore -->`\n\
         %% kenning:ignore-end %%\n<!-- kenning:other -->\n",
    )
    .value;
    let found: Vec<_> =
        value.directives.iter().map(|(at, it)| (value.line(*at), *it)).collect();
    let want = [
        (4, Directive::IgnoreFile),
        (5, Directive::IgnoreNext),
        (8, Directive::IgnoreStart),
        (10, Directive::IgnoreEnd),
    ];
    assert_eq!(found, want);
    assert_eq!(value.directives[2].0, range(&value, " d\n").start);
}

#[test]
fn odd_texts_take_linear_time() {
    let many = 200_000;
    for sign in
        ["<!-- ", "%% ", "%%\n", "a <!--\n", "`a``b ", "- ", "> ", "<!-- `\n\n", "ä√©"]
    {
        read(sign.repeat(many));
    }
    let ticks = (1..1500).map(|n| "`".repeat(n)).collect::<Vec<_>>().join(" ");
    read(format!("a <!-- b --> {ticks}"));
    read(format!("---\n{}", "a: b\n".repeat(many)));
}

#[test]
fn kinds_are_those_of_the_model() {
    let words: Vec<_> = DocKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(words, KINDS);
}

fn lines_of(text: &str) -> Vec<&str> {
    text.split(['\n', '\r']).collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let Noted { value, notes } = read(&bytes);
        prop_assert!(value.readable || !notes.is_empty());
    }

    #[test]
    fn places_and_ranges_fit(
        text in "(---\n|\\+\\+\\+\n|a: b\n|<!--|-->|%%|`|```\n|\n|\r\n|    |- |> |✅|‚úÖ|ä|x ){0,40}",
        mark in any::<bool>(),
    ) {
        let file = if mark { format!("\u{feff}{text}") } else { text.clone() };
        let Noted { value, notes } = read(&file);
        // Line breaks stay, so the lines keep their numbers.
        prop_assert_eq!(lines_of(&value.text).len(), lines_of(&text).len());
        for note in notes {
            prop_assert!(note.range.is_none_or(|range| !value.slice(range).is_empty()));
        }
        for (at, c) in value.text.char_indices() {
            let range = TextRange::new(at, at + c.len_utf8());
            let lies = file.get(value.file_range(range)).unwrap();
            let mended = lies.starts_with("‚úÖ") && c == '✅';
            prop_assert!(lies.starts_with(c) || mended, "{c:?} is {lies:?}");
            let place = value.place(range.start);
            let raw = text.split_inclusive('\n').nth(place.line as usize - 1);
            let there = raw.unwrap_or_default().chars().nth(place.column as usize - 1);
            prop_assert!(there == Some(c) || c == '✅', "{c:?} at {place:?}");
        }
    }
}

#[test]
fn a_file_that_is_no_text_has_no_page_but_a_finding() {
    let file = |path: &str, bytes: &[u8]| (DocPath::new(path).unwrap(), bytes.into());
    let built = Session::default().build(&Inputs {
        files: [file("a.md", b"# Sound\n"), file("b.md", b"\0\x01\0\x02")].into(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: Config::default(),
        theme: Arc::new(Theme::built_in()),
        today: "2025-08-14".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    });
    assert!(built.files.contains_key("docs/a.html"));
    assert!(!built.files.contains_key("docs/b.html"));
    let named = |finding: &&Finding| finding.path == "b.md";
    let codes: Vec<_> = built.findings.iter().filter(named).map(|it| it.code).collect();
    assert_eq!(codes, [Code::UnreadableDocument]);
}
