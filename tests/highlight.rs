//! Coloured code keeps its text and its lines.

use kenning::render::highlight::highlight;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The code again: tags out, references back.
fn text(html: &str) -> String {
    let mut out = String::new();
    for piece in html.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Asserts that nothing but the classes was added, within each line.
fn checked(language: &str, code: &str) -> String {
    let html = highlight(language, code).as_str().to_owned();
    for line in html.split('\n') {
        let opened = line.matches("<span class=\"c-").count();
        assert_eq!(opened, line.matches("</span>").count(), "{line}");
        assert_eq!(opened * 2, line.matches('<').count(), "{line}");
    }
    assert_eq!(text(&html), code, "{language}");
    html
}

fn span(class: &str, text: &str) -> String {
    format!("<span class=\"{class}\">{text}</span>")
}

#[test]
fn roles_become_classes() {
    let html = checked("python", "def f(a):  # note\n    return \"<b>\" + 1\n");
    let expected = format!(
        "{} {}(a):  {}\n    {} {} + {}\n",
        span("c-kw", "def"),
        span("c-fn", "f"),
        span("c-com", "# note"),
        span("c-kw", "return"),
        span("c-str", "\"&lt;b&gt;\""),
        span("c-num", "1"),
    );
    assert_eq!(html, expected);
    let html = checked("diff", "@@ -1 +1 @@\n-old\n+new\n");
    for (class, text) in [("c-hd", "@@ -1 +1 @@"), ("c-del", "-old"), ("c-ins", "+new")] {
        assert!(html.contains(&span(class, text)), "{html}");
    }
    assert!(checked("json", "{\"key\": true}").contains(&span("c-ty", "\"key\"")));
}

#[test]
fn every_usual_language_is_coloured() {
    for (language, code) in [
        ("ts", "const a: string = `b`;"),
        ("tsx", "const a = <B c=\"d\" />;"),
        ("Dockerfile", "FROM a:1\nRUN b\n"),
        ("toml", "a = \"b\""),
        ("hcl", "resource \"a\" \"b\" {\n}\n"),
        ("yml", "a: b # c"),
        ("console", "$ ls \"a\""),
        ("csharp", "public class A {}"),
        ("jsonc", "{ // a\n}"),
        ("ini", "[a]\nb=\"c\"\n"),
        ("make", "all:\n\techo $(A)\n"),
        ("sql", "SELECT 'a' -- b"),
        ("go", "func a() {}"),
        ("rust", "fn a() {}"),
        ("kotlin", "fun a() = \"b\""),
        ("swift", "let a = \"b\""),
        ("pwsh", "Get-Item -Path 'a' # b"),
        ("proto", "message A { int32 b = 1; }"),
        ("graphql", "type A { b: String }"),
        ("nginx", "server { listen 80; }"),
    ] {
        assert!(checked(language, code).contains("<span"), "{language}");
    }
    for language in ["", "text", "mermaid", "klingon"] {
        assert_eq!(checked(language, "a < \"b\" // c"), "a &lt; \"b\" // c");
    }
}

#[test]
fn what_is_too_much_stays_plain() {
    let long = format!("let a = \"{}\";\n", "x".repeat(2_001));
    let html = checked("js", &format!("let b = 1;\n{long}let c = 2;\n"));
    assert_eq!(html.matches(">let<").count(), 2);
    assert!(!checked("js", &"let a = 1;\n".repeat(20_000)).contains("<span"));
    assert!(!checked("js", &"let a;\n".repeat(5_001)).contains("<span"));
}

#[test]
fn repetition_ends_in_time() {
    let units =
        ["((((", "`", "\"\\", "<a ", "/*", "${", "a.a", "[[", "'", "#{", "<!--", "-- "];
    let start = Instant::now();
    for unit in units {
        let line = unit.repeat(1_990 / unit.len());
        for language in ["ts", "html", "markdown", "ruby", "bash", "sql", "yaml"] {
            checked(language, &line);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(60)
    })]

    #[test]
    fn any_code_keeps_its_text(
        code in "(\\PC|[\n\t<>&{}()\"'`#/*-])*",
        language in prop::sample::select(&["ts", "html", "yaml", "bash", "php"][..]),
    ) {
        checked(language, &code);
    }
}
