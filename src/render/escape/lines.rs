//! Formats made of lines: CSV and iCalendar.

use std::fmt::{self, Display, Formatter, Write};

/// The longest line of a calendar in bytes without its end (RFC 5545, section 3.1).
const FOLD: usize = 75;

/// One field of CSV (RFC 4180), quoted where it must be.
///
/// A field that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or
/// carriage return first) gets `'` in front, which spreadsheets hide.
#[derive(Clone, Copy, Debug)]
pub struct Csv<'a>(pub &'a str);

impl Display for Csv<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // A blank before the sign does not stop every spreadsheet.
        let first = self.0.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
        let formula = first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let guard = if formula { "'" } else { "" };
        if !self.0.contains(['"', ',', ';', '\n', '\r', '\t']) {
            return write!(f, "{guard}{}", self.0);
        }
        write!(f, "\"{guard}{}\"", self.0.replace('"', "\"\""))
    }
}

/// One content line of iCalendar with a text value (RFC 5545, section 3.3.11),
/// folded at 75 bytes and ended by CRLF.
///
/// `name` is ours, with its parameters: `SUMMARY` or `DTSTART;VALUE=DATE`. Control
/// characters of `value` are dropped, line ends become `\n`.
#[derive(Clone, Copy, Debug)]
pub struct Ics<'a> {
    /// The property with its parameters, not escaped.
    pub name: &'a str,
    /// The text.
    pub value: &'a str,
}

impl Display for Ics<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut line = format!("{}:", self.name);
        let value = self.value.replace("\r\n", "\n").replace('\r', "\n");
        for c in value.chars() {
            match c {
                '\\' => line.push_str("\\\\"),
                ';' => line.push_str("\\;"),
                ',' => line.push_str("\\,"),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        fold(f, &line)
    }
}

/// Writes `line` in pieces of at most 75 bytes, none of which cuts a character.
fn fold(f: &mut Formatter<'_>, line: &str) -> fmt::Result {
    let mut room = FOLD;
    for c in line.chars() {
        if c.len_utf8() > room {
            f.write_str("\r\n ")?;
            room = FOLD - 1;
        }
        room -= c.len_utf8();
        f.write_char(c)?;
    }
    f.write_str("\r\n")
}
