//! The language of a document, and what follows from it.

use super::Settings;
use super::values::dates;
use crate::config::DateOrder;
use crate::source::Source;

/// The language of the document: front matter, else what its text shows reliably,
/// else the configuration, else English.
pub(super) fn language(settings: &Settings, source: &Source) -> String {
    if let Some(stated) = &source.meta.lang {
        return stated.to_lowercase();
    }
    detected(&source.text)
        .or_else(|| settings.language.clone())
        .unwrap_or_else(|| "en".to_owned())
}

/// Short texts mislead the detector: it is believed only when it is sure of the
/// whole document.
fn detected(text: &str) -> Option<String> {
    let prose: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with(['`', '|']))
        .collect::<Vec<_>>()
        .join("\n");
    let found = whatlang::detect(&prose).filter(whatlang::Info::is_reliable)?;
    let code = match found.lang() {
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
    };
    Some(code.to_owned())
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
