//! Mends text that was UTF-8, was read as another encoding, and was saved again.
//!
//! `✅` read as Mac Roman and saved is `‚úÖ`, as Windows-1252 `âœ…`. A run of
//! non-ASCII characters is damaged if its bytes in that encoding are UTF-8 as a
//! whole, and mean what such runs mean: letters of Latin script, punctuation,
//! arrows, symbols, emoji.
//!
//! Sound text can look so by chance, as a quotation mark behind a capital does:
//! `PÅ”` would be `PŔ`. So one document has one damage, which needs evidence that
//! chance does not give, and explains most of the document's runs.

use super::charset::{Charset, Wrong};
use super::origin::Edit;
use std::ops::Range;

/// What shows a damage: one symbol, or one damaged letter within a word.
const ENOUGH: u32 = 2;

/// The damaged runs of `text` with what they were, in text order.
pub(super) fn repairs(text: &str) -> Vec<Edit> {
    if text.is_ascii() {
        return Vec::new();
    }
    let damages = [Wrong::Windows1252, Wrong::MacRoman].map(|wrong| damage(text, wrong));
    let likely = damages.into_iter().filter(Damage::is_sure);
    likely.max_by_key(|damage| damage.evidence).map_or_else(Vec::new, |it| it.mended)
}

/// What speaks for one damage.
struct Damage {
    mended: Vec<Edit>,
    /// Runs that it does not explain.
    unexplained: usize,
    evidence: u32,
}

impl Damage {
    fn is_sure(&self) -> bool {
        self.evidence >= ENOUGH && self.mended.len() > self.unexplained
    }
}

fn damage(text: &str, wrong: Wrong) -> Damage {
    let charset = Charset::new(wrong);
    let mut found = Damage { mended: Vec::new(), unexplained: 0, evidence: 0 };
    for range in runs(text) {
        let run = text.get(range.clone()).unwrap_or_default();
        // A mark at the very start, read as text, is a mark all the same.
        let meant = charset.undo(run).map(|with| match with.strip_prefix('\u{feff}') {
            Some(rest) if range.start == 0 => (rest.to_owned(), ENOUGH),
            _ => (with, 0),
        });
        match meant.filter(|(with, _)| with.chars().all(is_likely)) {
            Some((with, extra)) => {
                let more = extra + evidence(text, &range, &with, wrong);
                found.evidence = found.evidence.saturating_add(more);
                found.mended.push(Edit { range, with });
            }
            None => found.unexplained += 1,
        }
    }
    found
}

/// The longest stretches without ASCII.
///
/// Both encodings give every byte above ASCII a character above ASCII, the
/// no-break space and the unassigned bytes among them: so a run has all bytes of
/// the characters that it was.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(|byte| !byte.is_ascii())?;
        let rest = bytes.get(start..)?;
        at = start + rest.iter().position(u8::is_ascii).unwrap_or(rest.len());
        Some(start..at)
    })
}

/// How much the run at `range`, which was `with`, speaks for its damage.
///
/// Three bytes that mean a symbol are no chance. Two are, at the edge of a word:
/// so a letter counts only beside a small one, and twice as Windows-1252, whose
/// `Ã` is a capital; the `√` of Mac Roman stands behind letters in formulas too.
fn evidence(text: &str, range: &Range<usize>, with: &str, wrong: Wrong) -> u32 {
    let symbols = with.chars().filter(|c| *c >= '\u{2000}').count();
    if symbols > 0 {
        return ENOUGH;
    }
    if with.chars().any(|c| c >= '\u{1e00}') {
        return 1;
    }
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    let letters = with.chars().all(|c| matches!(c, 'ß'..='ö' | 'ø'..='ÿ'));
    match wrong {
        _ if !letters || !(small(before) || small(after)) => 0,
        Wrong::Windows1252 => ENOUGH,
        Wrong::MacRoman => 1,
    }
}

/// Whether people write `c` among Latin letters. Combining marks are not here:
/// `Ã©` as Mac Roman would be one.
fn is_likely(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}'
        // Spaces, joiners and punctuation, without those that turn the direction.
        | '\u{2000}'..='\u{200d}' | '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{205f}'
        | '\u{2070}'..='\u{209c}' | '\u{20a0}'..='\u{20c0}' | '\u{20e3}'
        | '\u{2100}'..='\u{23ff}' | '\u{2460}'..='\u{27ff}' | '\u{2900}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe0e}' | '\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{MACINTOSH, WINDOWS_1252};
    use proptest::prelude::*;

    fn mend(text: &str) -> String {
        super::super::origin::apply(text, &repairs(text)).0
    }

    fn damaged(text: &str, by: &'static encoding_rs::Encoding) -> String {
        by.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn both_damages_are_mended() {
        let texts = [
            "Ship it 🚀 – today ✅",
            "⚠\u{fe0f} 1\u{fe0f}\u{20e3} first, 👩🏽\u{200d}💻 next → done…",
            "“Quoted” — it’s fine",
            "Müller führt die Übersicht, heißt es",
            "a caf\u{e9} in Montr\u{e9}al",
            "Tiếng Việt có dấu, đường phố",
            "10\u{a0}€, 21\u{a0}°C, ½ and ©",
            "🇩🇪 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "│ ├── src",
        ];
        for text in texts {
            for by in [MACINTOSH, WINDOWS_1252] {
                assert_eq!(mend(&damaged(text, by)), text);
            }
        }
        // Latin-1 has controls where Windows-1252 has quotation marks.
        assert_eq!(mend("it\u{e2}\u{80}\u{99}s"), "it’s");
        assert_eq!(mend("\u{ef}\u{bb}\u{bf}# Title"), "# Title");
        assert_eq!(mend("one cafÃ© only"), "one café only");
    }

    #[test]
    fn sound_text_stays() {
        let texts = [
            "Größe, Übung, Ärger: „Ä“ und ‚ö‘, »Öffnung« und »über«, STRAẞE, Maß“",
            "« L’École » et «été», CAFÉ», DÉJÀ…",
            "Người viết đã kiểm tra — ổn, «à»",
            "スプリント「完了」：次は明日、です。",
            "发布完成，下一步：测试……",
            "Η ομάδα «έτοιμη» – ναι",
            "Команда готова — да, «всё»",
            "Ã",
            "SÃO PAULO, NÃO, a letra “Ã”, IRMû",
            "«olá»… e «Olá»",
            "naïve café, €5",
            "Ü– und Ö– und Ä–",
            "‘single’ “double” – dash — long… ‹x›",
            "HÅLL UT PÅ”",
            "Ç’kemi, Ç’do",
            "√π + √Ω ≠ √µ, ¬π ∧ ¬∂",
            "✅ 🚀 ⚠\u{fe0f} →",
            "25\u{a0}°C ±2, ©\u{a0}2025, №\u{a0}5",
            "Žluťoučký kůň, łódź, ğüşıöç, ő",
            "שלום — عربي",
        ];
        for text in texts {
            assert_eq!(mend(text), text);
        }
    }

    #[test]
    fn what_shows_no_damage_stays_among_sound_text() {
        // A page about damage shows the sound sign beside it.
        let text = "`é` becomes `Ã©` and `’` becomes `â€™`";
        assert_eq!(mend(text), text);
        // These bytes are UTF-8, of a script that the guard does not expect.
        let text = damaged("Привет", WINDOWS_1252);
        assert_eq!(mend(&text), text);
    }

    proptest! {
        #[test]
        fn damage_to_symbols_is_undone(words in "([a-z ]{0,4}[🚀✅⚠→–—…’“”📊🛡🇫]){1,20}") {
            for by in [MACINTOSH, WINDOWS_1252] {
                prop_assert_eq!(mend(&damaged(&words, by)), words.as_str());
            }
        }

        #[test]
        fn text_without_such_runs_stays(words in "([a-zA-Z .]{0,3}[äöüßéèçñøåłţЖж漢かん字한😀→“”]){0,40}") {
            prop_assert_eq!(mend(&words), words.as_str());
        }

        #[test]
        fn mending_gives_fewer_bytes(text in ".{0,60}") {
            prop_assert!(mend(&text).len() <= text.len());
        }
    }
}
