//! Bytes to text: UTF-8 with or without mark, UTF-16 with mark, Windows-1252.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// In which encoding a file was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-16 of either byte order.
    Utf16,
    /// Windows-1252, of which ASCII and the visible part of Latin-1 are part.
    Windows1252,
    /// UTF-8 with bytes of Windows-1252 in between, as when two files are joined;
    /// holds where, in the decoded text, the characters made of single bytes are.
    Mixed(Vec<u32>),
}

impl Encoding {
    /// What the author's editor calls it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Mixed(_) => "UTF-8 and Windows-1252 mixed",
        }
    }

    /// How many bytes of the file, after its mark, the text `before` a place took.
    ///
    /// Walks the text unless the file is UTF-8.
    pub(super) fn bytes(&self, before: &str) -> usize {
        match self {
            Self::Utf8 => before.len(),
            Self::Utf16 => before.chars().map(|c| c.len_utf16() * 2).sum(),
            Self::Windows1252 => before.chars().count(),
            Self::Mixed(single) => {
                let widths = single.iter().map_while(|at| {
                    let c = before.get(*at as usize..)?.chars().next()?;
                    Some(c.len_utf8() - 1)
                });
                before.len() - widths.sum::<usize>()
            }
        }
    }
}

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text without byte-order mark.
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// The length of the byte-order mark.
    pub(super) mark: usize,
}

/// Decodes a file; `None` where it is no text.
///
/// What is not UTF-8 and has no mark is taken for Windows-1252, which has a
/// character for every byte; where most of it is UTF-8 all the same, for single
/// bytes of Windows-1252 within UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => {
            let (text, _) = UTF_16LE.decode_without_bom_handling(rest);
            Decoded { text: text.into_owned(), encoding: Encoding::Utf16, mark: 2 }
        }
        [0xfe, 0xff, rest @ ..] => {
            let (text, _) = UTF_16BE.decode_without_bom_handling(rest);
            Decoded { text: text.into_owned(), encoding: Encoding::Utf16, mark: 2 }
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => narrow(rest, 3),
        _ => narrow(bytes, 0),
    };
    is_text(&decoded.text).then_some(decoded)
}

fn narrow(bytes: &[u8], mark: usize) -> Decoded {
    if let Ok(text) = str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: Encoding::Utf8, mark };
    }
    let (mut wide, mut single) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        single += chunk.invalid().len();
    }
    if wide > single {
        return mixed(bytes, mark);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: Encoding::Windows1252, mark }
}

fn mixed(bytes: &[u8], mark: usize) -> Decoded {
    let (mut text, mut single) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let (rest, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        for c in rest.chars() {
            single.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            text.push(c);
        }
    }
    Decoded { text, encoding: Encoding::Mixed(single), mark }
}

/// Whether at most one character in twenty is one that no text has.
///
/// Random bytes have twice as many, UTF-16 without mark ten times.
fn is_text(text: &str) -> bool {
    let alien = |byte: &&u8| matches!(**byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    let aliens = text.as_bytes().iter().filter(alien).count();
    aliens * 20 <= text.len()
}
