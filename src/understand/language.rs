//! The language of a document, and what follows from it.

use super::Settings;
use super::lexicon::lexicon;
use super::values::dates;
use crate::config::DateOrder;
use crate::source::Source;

/// The language of the document and the rule that told it: front matter, else what its
/// text shows reliably, else the configuration, else English.
pub(super) fn language(settings: &Settings, source: &Source) -> (String, &'static str) {
    if let Some(stated) = &source.meta.lang {
        return (stated.to_lowercase(), "front-matter");
    }
    let found = detected(&source.text).map(|code| (code, "language"));
    let configured = || Some((settings.language.clone()?, "language-configured"));
    let unknown = || ("en".to_owned(), "language-unknown");
    found.or_else(configured).unwrap_or_else(unknown)
}

/// Short texts mislead the detector: it is believed only when it is sure of the
/// whole document, or when headings and labels bear it out.
fn detected(text: &str) -> Option<String> {
    let prose: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with(['`', '|']))
        .collect::<Vec<_>>()
        .join("\n");
    let found = whatlang::detect(&prose)?;
    let code = code(found.lang())?;
    (found.is_reliable() || has_own_words(text, code)).then(|| code.to_owned())
}

/// Whether two headings or labels are known in `code` and unknown in English: a
/// guess that the author's own headings confirm is no guess.
fn has_own_words(text: &str, code: &str) -> bool {
    let known = |code: &str, phrase: &str| {
        let words = lexicon(code);
        words.senses.exact(phrase).is_some() || words.labels.exact(phrase).is_some()
    };
    let own = text.lines().filter(|line| {
        let heading = line.starts_with('#');
        let label = line.split_once([':', '：']).map(|(label, _)| label);
        let phrase = if heading { Some(*line) } else { label };
        let phrase = phrase.map(|phrase| phrase.trim_start_matches('#'));
        phrase.is_some_and(|phrase| known(code, phrase) && !known("en", phrase))
    });
    code != "en" && own.take(2).count() == 2
}

fn code(language: whatlang::Lang) -> Option<&'static str> {
    Some(match language {
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Deu => "de",
        whatlang::Lang::Fra => "fr",
        whatlang::Lang::Spa => "es",
        whatlang::Lang::Ita => "it",
        whatlang::Lang::Nld => "nl",
        whatlang::Lang::Swe => "sv",
        whatlang::Lang::Tur => "tr",
        whatlang::Lang::Cmn => "zh",
        whatlang::Lang::Jpn => "ja",
        whatlang::Lang::Kor => "ko",
        whatlang::Lang::Por => "pt",
        _ => return None,
    })
}

/// How slashes in dates are read: by the document's own dates, its file name, the
/// configuration, else by its language; English alone is ambiguous.
pub(super) fn date_order(
    settings: &Settings,
    source: &Source,
    language: &str,
) -> Option<DateOrder> {
    dates::order(&source.text)
        .or(settings.date_order)
        .or_else(|| (!language.starts_with("en")).then_some(DateOrder::Dmy))
}
