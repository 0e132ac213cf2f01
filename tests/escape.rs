//! Each escape keeps its text and lets nothing out.

use kenning::render::escape::{
    Attribute, Csv, Ics, Json, JsonInScript, Text, Url, Xml, href,
};
use proptest::prelude::*;

#[test]
fn each_place_has_its_own_rule() {
    let hostile = "<a href=\"x\" title='y'>&\0";
    assert_eq!(Text(hostile).to_string(), "&lt;a href=\"x\" title='y'&gt;&amp;\u{fffd}");
    assert_eq!(
        Attribute(hostile).to_string(),
        "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;\u{fffd}"
    );
    assert_eq!(
        Url("docs/größe 100%/a'b.html?q=1&r=2#x y").to_string(),
        "docs/gr%C3%B6%C3%9Fe%20100%25/a%27b.html?q=1&r=2#x%20y"
    );
    assert_eq!(Xml("a\u{1}<b>\n").to_string(), "a\u{fffd}&lt;b&gt;&#10;");
    assert_eq!(Json(&"</script>").to_string(), "\"</script>\"");
    assert_eq!(
        JsonInScript(&"</script><!--\u{2028}&").to_string(),
        "\"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\""
    );
}

#[test]
fn fields_of_csv_are_quoted_and_never_formulas() {
    for (field, expected) in [
        ("plain", "plain"),
        ("a,b", "\"a,b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5", "'-5"),
        ("@DevOps", "'@DevOps"),
        (" =1", "' =1"),
        ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
        ("", ""),
    ] {
        assert_eq!(Csv(field).to_string(), expected, "{field}");
    }
}

#[test]
fn lines_of_a_calendar_are_folded_between_characters() {
    let line = Ics { name: "SUMMARY", value: "a;b,c\\d\ne\u{7}" }.to_string();
    assert_eq!(line, "SUMMARY:a\\;b\\,c\\\\d\\ne\r\n");
    let long = Ics { name: "SUMMARY", value: &"ü".repeat(90) }.to_string();
    assert!(long.matches("\r\n ").count() >= 2, "{long}");
}

#[test]
fn addresses_of_raw_html_are_decoded_before_they_are_judged() {
    let found = |value| href(value).map(|href| (href.address, href.web));
    let web = "https://a.example/?b=1&c".to_owned();
    assert_eq!(found("https://a.example/?b=1&amp;c"), Some((web, true)));
    assert_eq!(found(" a b.md\n"), Some(("a%20b.md".into(), false)));
    assert_eq!(found("java&#115;cript:x"), None);
    assert_eq!(found("//a.example"), None);
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(500)
    })]

    #[test]
    fn markup_holds_no_bare_marks_and_reads_back(text in "(\\PC|[<>&\"'\r\n\t,;=])*") {
        let back = |text: String| {
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            let text = text.replace("&#39;", "'").replace("&#9;", "\t");
            text.replace("&#10;", "\n").replace("&#13;", "\r").replace("&amp;", "&")
        };
        let plain = Text(&text).to_string();
        let quoted = Attribute(&text).to_string();
        let xml = Xml(&text).to_string();
        prop_assert!(!plain.contains(['<', '>']));
        prop_assert!(!quoted.contains(['<', '>', '"', '\'', '\n', '\r']));
        prop_assert!(!xml.contains(['<', '>', '"', '\'']));
        prop_assert_eq!(back(plain), text.clone());
        prop_assert_eq!(back(quoted), text.replace('\r', " "));
        prop_assert_eq!(back(xml), text);
    }

    #[test]
    fn addresses_are_plain_ascii(text in "\\PC*") {
        let url = Url(&text).to_string();
        prop_assert!(url.is_ascii());
        prop_assert!(!url.contains(['"', '<', '>', '\'', '\\', ' ', '`']));
        for piece in url.split('%').skip(1) {
            prop_assert!(piece.len() >= 2 && u8::from_str_radix(&piece[..2], 16).is_ok());
        }
    }

    #[test]
    fn json_reads_back_in_a_script_too(text in "(\\PC|[<>&\u{2028}\u{2029}\"\\\\])*") {
        let script = JsonInScript(&text).to_string();
        let bare = script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
        prop_assert!(!bare);
        let back: String = serde_json::from_str(&script).unwrap();
        prop_assert_eq!(&back, &text);
        let back: String = serde_json::from_str(&Json(&text).to_string()).unwrap();
        prop_assert_eq!(back, text);
    }

    #[test]
    fn a_field_of_csv_reads_back(text in "(\\PC|[,;\"\r\n=+@\t-])*") {
        let field = Csv(&text).to_string();
        let quoted = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        prop_assert!(quoted.is_some() || !field.contains(['"', ',', '\n', '\r']));
        let inner = quoted.map_or(field.clone(), |inner| inner.replace("\"\"", "\""));
        prop_assert!(!inner.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert!(inner == text || inner.strip_prefix('\'') == Some(&text));
    }

    #[test]
    fn a_line_of_a_calendar_reads_back(text in "(\\PC|[\\\\;,\n])*") {
        let line = Ics { name: "X", value: &text }.to_string();
        for folded in line.strip_suffix("\r\n").unwrap().split("\r\n") {
            prop_assert!(folded.len() <= 75 && !folded.contains(['\r', '\n']));
        }
        let value = line.replace("\r\n ", "");
        let value = value.strip_prefix("X:").unwrap().strip_suffix("\r\n").unwrap();
        let mut back = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            let escaped = |c| if c == 'n' { '\n' } else { c };
            back.push(if c == '\\' { escaped(chars.next().unwrap()) } else { c });
        }
        prop_assert_eq!(back, text);
    }
}
