//! The words of the interface, from the tables of the theme.
//!
//! The English text is the key: `words/de.toml` holds its translation, and what a table
//! lacks is shown in English. `words/en.toml` holds how dates are written and which
//! English text stands for a word of the contract, such as `in-progress`. Placeholders
//! stand in braces, and a number chooses between the forms of a text:
//!
//! ```toml
//! "{n} document" = { one = "{n} Dokument", other = "{n} Dokumente" }
//! ```

mod dates;
mod plural;
mod remarks;
mod script;

use crate::render::template::ThemeError;
use crate::theme::Theme;
use plural::category;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use dates::Length;
pub use remarks::Part;
pub use script::keys as script_keys;

/// The words of the interface in one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    language: String,
    table: Table,
    english: Table,
}

/// A file of words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Whether the language runs from right to left.
    #[serde(default)]
    rtl: bool,
    /// How dates are written.
    dates: Option<dates::Dates>,
    /// What English texts are in this language.
    #[serde(default)]
    text: BTreeMap<String, Forms>,
    /// What remarks about a text are in this language.
    #[serde(default)]
    remark: BTreeMap<String, String>,
    /// English texts by group and word of the contract.
    #[serde(default)]
    word: BTreeMap<String, BTreeMap<String, Forms>>,
}

/// A text, or its forms by the category of a number: `one`, `few`, `many`, `other`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
enum Forms {
    Text(String),
    ByNumber(BTreeMap<String, String>),
}

impl Forms {
    fn of(&self, category: &str) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::ByNumber(forms) => {
                forms.get(category).or_else(|| forms.get("other")).map(String::as_str)
            }
        }
    }
}

/// A text in English, and its second form where it counts something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// The text; with a number, its form for 1. The key of the tables.
    pub key: &'a str,
    /// What is counted.
    pub n: Option<u64>,
    /// The English form for other numbers.
    pub many: Option<&'a str>,
}

impl Words {
    /// The words of `theme` in `language`, such as `de` or `de-CH`; English where the
    /// theme has no table for it.
    ///
    /// # Errors
    ///
    /// Where a table is not UTF-8 or is no table of words.
    pub fn read(theme: &Theme, language: Option<&str>) -> Result<Self, ThemeError> {
        let english = table(theme, "en")?.unwrap_or_default();
        let whole = language.unwrap_or("en").to_ascii_lowercase();
        let short = whole.split(['-', '_']).next().unwrap_or_default();
        for code in [&*whole, short] {
            if code != "en"
                && let Some(table) = table(theme, code)?
            {
                return Ok(Self { language: code.to_owned(), table, english });
            }
        }
        Ok(Self { language: "en".to_owned(), table: english.clone(), english })
    }

    /// The code of the language, such as `de`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.table.rtl { "rtl" } else { "ltr" }
    }

    /// `phrase` in this language, with its placeholders.
    pub fn phrase<'a>(&'a self, phrase: Phrase<'a>) -> &'a str {
        let known = self.table.text.get(phrase.key);
        let category = phrase.n.map_or("other", |n| category(&self.language, n));
        let english = match phrase {
            Phrase { n: Some(n), many: Some(many), .. } if n != 1 => many,
            Phrase { key, .. } => key,
        };
        known.and_then(|forms| forms.of(category)).unwrap_or(english)
    }

    /// `key` in this language.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.phrase(Phrase { key, n: None, many: None })
    }

    /// The text for the word `key` of the group `of`; `None` if there is none, so that
    /// a gap in the table shows when templates are tested.
    pub fn word(&self, key: &str, of: &str, n: Option<u64>) -> Option<&str> {
        let forms = self.english.word.get(of)?.get(key)?;
        let (key, many) = match forms {
            Forms::Text(text) => (text.as_str(), None),
            Forms::ByNumber(_) => (forms.of("one")?, forms.of("other")),
        };
        Some(self.phrase(Phrase { key, n, many }))
    }
}

/// A piece of a text with placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// The name of a placeholder, without braces.
    Spot(&'a str),
}

/// The pieces of `text`; a brace that opens no placeholder is text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        pieces.extend([Piece::Text(before), Piece::Spot(name)]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// `text` with values in place of its placeholders; one without a value is left out.
pub fn fill(text: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let filled = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Spot(name) => value(name).unwrap_or_default(),
    });
    filled.collect()
}

fn table(theme: &Theme, code: &str) -> Result<Option<Table>, ThemeError> {
    let path = format!("words/{code}.toml");
    let Some(bytes) = theme.files.get(&path) else { return Ok(None) };
    let text = String::from_utf8(bytes.to_vec())
        .map_err(|_| ThemeError::NotText(path.clone()))?;
    toml::from_str(&text).map(Some).map_err(|error| ThemeError::Words(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> Words {
        Words::read(&Theme::built_in(), Some("de-CH")).unwrap()
    }

    #[test]
    fn a_language_without_a_table_is_english() {
        let words = Words::read(&Theme::built_in(), Some("xx")).unwrap();
        assert_eq!((words.language(), words.text("Owner")), ("en", "Owner"));
        assert_eq!(german().language(), "de");
    }

    #[test]
    fn a_number_chooses_the_form() {
        let said = |words: &Words, n| {
            let key = "{n} document";
            let phrase = Phrase { key, n: Some(n), many: Some("{n} documents") };
            fill(words.phrase(phrase), |name| (name == "n").then(|| n.to_string()))
        };
        let english = Words::read(&Theme::built_in(), None).unwrap();
        assert_eq!(said(&english, 1), "1 document");
        assert_eq!(said(&english, 0), "0 documents");
        assert_eq!(said(&german(), 1), "1 Dokument");
        assert_eq!(said(&german(), 2), "2 Dokumente");
        assert_eq!(
            german().word("actions", "register_count", Some(2)),
            Some("{n} Aufgaben")
        );
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        let filled = fill("{a} {b} {", |name| (name == "a").then(|| "{b}".to_owned()));
        assert_eq!(filled, "{b}  {");
    }
}
