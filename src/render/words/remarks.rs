//! What kenning remarks about a text, in the language of the site.
//!
//! Remarks are made in English far from any table. Their own words are the key, and
//! what they quote or count stands in braces: `` `a.md` is not there`` has the row
//! `{1} is not there`. Without a row a remark stays in English.

use super::Words;
use super::{Piece, pieces};
use serde::Serialize;
use std::fmt::Write;

/// A piece of a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Whether it is the author's text.
    pub quoted: bool,
    /// The words.
    pub text: String,
}

impl Words {
    /// A remark in pieces; backticks set the author's text off.
    pub fn remark(&self, remark: &str) -> Vec<Part> {
        let (key, holes) = key(remark);
        let row = self.table.remark.get(&key).map_or(key.as_str(), String::as_str);
        let part = |piece| match piece {
            Piece::Text(text) => Some(Part { quoted: false, text: text.to_owned() }),
            Piece::Spot(name) => {
                holes.get(name.parse::<usize>().ok()?.checked_sub(1)?).cloned()
            }
        };
        pieces(row).into_iter().filter_map(part).collect()
    }

    /// A sentence about how kenning reads.
    pub fn sentence<'a>(&'a self, text: &'a str) -> &'a str {
        self.table.remark.get(text).map_or(text, String::as_str)
    }
}

/// The row of a remark, and what stands in its holes: what is quoted, and words with a
/// number or a path in them.
fn key(remark: &str) -> (String, Vec<Part>) {
    let (mut key, mut holes) = (String::new(), Vec::new());
    let mut hole = |key: &mut String, quoted, text: &str| {
        holes.push(Part { quoted, text: text.to_owned() });
        let _ = write!(key, "{{{}}}", holes.len());
    };
    for (at, part) in remark.split('`').enumerate() {
        if at % 2 == 1 {
            hole(&mut key, true, part);
            continue;
        }
        for word in part.split_inclusive(' ') {
            let bare = word.trim_end_matches([' ', ',', ';', ':', '.', '?']);
            let varies = bare.contains(|c: char| c.is_ascii_digit() || c == '{');
            if varies || bare.contains(".md:") {
                hole(&mut key, false, bare);
                key.push_str(word.get(bare.len()..).unwrap_or_default());
            } else {
                key.push_str(word);
            }
        }
    }
    (key, holes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_is_no_part_of_the_row() {
        let key = |remark: &str| key(remark).0;
        assert_eq!(key("`a b.md` is not there"), "{1} is not there");
        let said = "what P-1 depends on is `a` here and `b` at x/y.md:88";
        assert_eq!(key(said), "what {1} depends on is {2} here and {3} at {4}");
        assert_eq!(key("12 open entries, all late"), "{1} open entries, all late");
    }

    #[test]
    fn a_remark_without_a_row_says_the_same_in_english() {
        let words = Words::default();
        for remark in ["`{1}` and {2} are `x`", "nothing 12 at a/b.md:3: `c`, `d`"] {
            let all: Vec<String> =
                words.remark(remark).into_iter().map(|p| p.text).collect();
            assert_eq!(all.concat(), remark.replace('`', ""));
        }
    }
}
