//! Text that may be shown on a terminal or in a log.

use std::fmt::Write;

/// The text on one line, without characters that would steer a terminal or turn
/// the reading order: each becomes one visible sign, so that columns still count.
pub(super) fn safe(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// JSON in which no such character stands raw; it means the same.
///
/// They can stand inside strings only, where an escape may replace them.
pub(super) fn safe_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let is_layout = matches!(c, '\n' | '\t' | '\r');
        if !is_layout && shown(c) != c {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        // The block "Control Pictures" follows the order of the controls.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(safe("a\u{1b}[31m\nb\u{9b}c\u{202e}"), "a␛[31m␊b\u{fffd}c\u{fffd}");
        assert_eq!(safe("Größe 部署"), "Größe 部署");
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = "a\u{9b}\u{7f}\u{202e}b";
        let json = safe_json(&serde_json::to_string(text).unwrap());
        assert!(json.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
