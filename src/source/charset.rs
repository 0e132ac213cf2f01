//! The two encodings as which UTF-8 is read by mistake, from character to byte.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// An encoding of one byte a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// What Windows programs take text for.
    Windows1252,
    /// What old programs of the Mac take text for.
    MacRoman,
}

/// The bytes of one encoding by character.
pub(super) struct Charset {
    bytes: Vec<(char, u8)>,
}

impl Charset {
    pub(super) fn new(wrong: Wrong) -> Self {
        let upper: Vec<u8> = (0x80..=0xff).collect();
        let encoding = match wrong {
            Wrong::Windows1252 => WINDOWS_1252,
            Wrong::MacRoman => MACINTOSH,
        };
        let (text, _) = encoding.decode_without_bom_handling(&upper);
        let mut bytes: Vec<(char, u8)> = text.chars().zip(0x80..=0xff).collect();
        if wrong == Wrong::Windows1252 {
            // Many programs say Latin-1, whose bytes 0x80 to 0x9f are controls, and
            // some mean both; the controls stand in no sound text.
            bytes.extend((0x80..=0x9f).map(|byte| (char::from(byte), byte)));
        }
        bytes.sort_unstable();
        bytes.dedup();
        Self { bytes }
    }

    /// The text whose UTF-8 was read as `run`; `None` where there is none.
    pub(super) fn undo(&self, run: &str) -> Option<String> {
        let byte = |c: char| {
            let at = self.bytes.binary_search_by_key(&c, |(c, _)| *c).ok()?;
            self.bytes.get(at).map(|(_, byte)| *byte)
        };
        let bytes: Option<Vec<u8>> = run.chars().map(byte).collect();
        String::from_utf8(bytes?).ok()
    }
}
