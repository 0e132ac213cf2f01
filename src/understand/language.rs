//! The language of a document, and what follows from it.

use super::Settings;
use super::lexicon::Lexicon;
use super::lexicon::languages;
use super::lexicon::lexicon;
use super::outline::Outline;
use super::values::dates;
use super::values::dates::Order;
use super::values::dates::Reading;
use super::values::dates::Year;
use crate::model::Slashes;
use crate::source::Source;
use crate::text::DateOrder;
use crate::text::Moment;

/// The language of the document and the rule that told it: front matter, else what its
/// text shows reliably, else the configuration, else English.
pub(super) fn language(settings: &Settings, source: &Source) -> (String, &'static str) {
    if let Some(stated) = &source.meta.lang {
        return (stated.to_lowercase(), "front-matter");
    }
    let found = by_script(&source.text).or_else(|| detected(&source.text));
    let found = found.map(|code| (code, "language"));
    let configured = || Some((settings.language.clone()?, "language-configured"));
    let unknown = || ("en".to_owned(), "language-unknown");
    found.or_else(configured).unwrap_or_else(unknown)
}

/// The language whose script makes up much of the text. Teams that write Chinese,
/// Japanese or Korean mix in English terms, and a sign of theirs says as much as
/// several Latin letters.
fn by_script(text: &str) -> Option<String> {
    let (mut kana, mut hangul, mut han, mut latin) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        match u32::from(c) {
            0..0x3040 => latin += usize::from(c.is_ascii_alphabetic()),
            0x3040..=0x30ff => kana += 1,
            0xac00..=0xd7af => hangul += 1,
            0x3400..=0x9fff => han += 1,
            _ => {}
        }
    }
    let signs = kana + hangul + han;
    let code = if hangul > kana.max(han) {
        "ko"
    } else if kana * 10 > han {
        "ja"
    } else {
        "zh"
    };
    (signs > 20 && signs * 4 > latin).then(|| code.to_owned())
}

/// The bytes of prose, and of one line, that the detector looks at: more changed its
/// word on none of a hundred real documents, and it takes its time for each.
const ENOUGH: usize = 3_000;

/// Short texts mislead the detector: it is believed only when it is sure of the
/// whole document; else headings and labels decide.
fn detected(text: &str) -> Option<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with(['`', '|']));
    let mut prose = String::new();
    for line in lines {
        if prose.len() > ENOUGH {
            break;
        }
        let long = line.len() > ENOUGH;
        let end = line.char_indices().nth(ENOUGH).filter(|_| long).map(|(at, _)| at);
        prose.push_str(line.get(..end.unwrap_or(line.len())).unwrap_or_default());
        prose.push('\n');
    }
    if is_plainly_english(&prose) {
        return Some("en".to_owned());
    }
    let sure = whatlang::detect(&prose).filter(whatlang::Info::is_reliable);
    match sure {
        Some(found) => code(found.lang()).map(str::to_owned),
        None => by_own_words(text),
    }
}

/// Whether so many words are small ones of English, and of no other language here, that
/// the detector need not be asked: it takes as long as the rest of the reading.
fn is_plainly_english(prose: &str) -> bool {
    let words = prose.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut small) = (0_usize, 0_usize);
    for word in words {
        all += 1;
        small += usize::from(matches!(
            word,
            "the"
                | "The"
                | "and"
                | "of"
                | "to"
                | "with"
                | "from"
                | "that"
                | "this"
                | "is"
                | "are"
                | "was"
                | "were"
                | "been"
                | "not"
                | "for"
                | "by"
                | "which"
                | "should"
                | "would"
                | "their"
                | "have"
                | "has"
        ));
    }
    small >= 20 && small * 8 >= all
}

/// The language in which most headings, labels and column heads are known that are
/// unknown in English; two at least, and more than in any other.
fn by_own_words(text: &str) -> Option<String> {
    let phrases: Vec<&str> = text.lines().flat_map(announcing).collect();
    let known = |code: &str, phrase: &str| {
        let words = lexicon(code);
        words.senses.exact(phrase).is_some() || words.labels.exact(phrase).is_some()
    };
    let foreign: Vec<&str> = phrases.into_iter().filter(|x| !known("en", x)).collect();
    let mut counts: Vec<(usize, &str)> = languages()
        .map(|code| (foreign.iter().filter(|x| known(code, x)).count(), code))
        .collect();
    counts.sort_unstable();
    let (most, code) = counts.pop()?;
    let next = counts.pop().map_or(0, |(count, _)| count);
    (most >= 2 && most > next).then(|| code.to_owned())
}

/// What a line announces: the words of a heading, a label, the cells of a row.
fn announcing(line: &str) -> Vec<&str> {
    if line.starts_with('|') {
        return line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    }
    if line.starts_with('#') {
        return vec![line.trim_start_matches('#')];
    }
    line.split_once([':', '：']).map(|(label, _)| label).into_iter().collect()
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

/// How the numbers of dates are ordered: by the document's own dates, its file's name,
/// its folder, the configuration, else by its language; and what its own dates tell
/// others. English and the languages that write the
/// year first leave `03/04/2026` open.
pub(super) fn date_order(
    settings: &Settings,
    source: &Source,
    language: &str,
    lexicon: &Lexicon,
) -> (Order, Slashes) {
    let reading = Reading { lexicon, order: Order::default(), year: Year::Unknown };
    let name = match dates::of_name(source.path.stem(), reading) {
        Some(Moment::Day(day)) => Some(day),
        _ => None,
    };
    let own = dates::order(&source.text, name, lexicon);
    let code = language.split(['-', '_']).next().unwrap_or_default();
    let year_first = matches!(code, "ja" | "zh" | "ko");
    let usual = (code != "en" && !year_first).then_some(DateOrder::Dmy);
    let proven = match own.slashes {
        Slashes::Proven(order) => Some(order),
        Slashes::Silent | Slashes::Open => None,
    };
    let order = Order {
        slashes: proven.or(settings.folder_order).or(settings.date_order).or(usual),
        year_first: own.year_first || year_first && proven.is_none(),
    };
    (order, own.slashes)
}

/// The year that the file's name, its folder or the title tells, for days without one.
pub(super) fn year(source: &Source, outline: &Outline, lexicon: &Lexicon) -> Year {
    let reading = Reading { lexicon, order: Order::default(), year: Year::Unknown };
    let dated = match dates::of_name(source.path.stem(), reading) {
        Some(Moment::Day(day)) => Some(day.year()),
        Some(Moment::Month(year, _) | Moment::Quarter(year, _) | Moment::Year(year)) => {
            Some(year)
        }
        None => None,
    };
    let folders = source.path.as_str().rsplit('/').skip(1);
    let mut folders = folders.filter(|name| name.len() == 4).filter_map(dates::bare_year);
    let titles = outline.sections.iter().map(|section| section.title.text());
    let mut title = titles.filter(|title| !title.is_empty()).take(1);
    dated
        .or_else(|| dates::year_of_name(source.path.stem()))
        .or_else(|| source.meta.title.as_deref().and_then(dates::bare_year))
        .or_else(|| title.find_map(dates::bare_year))
        .or_else(|| folders.next())
        .map_or(Year::Unknown, Year::Of)
}
