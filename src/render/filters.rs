//! What templates can do with values: words, numbers and dates of the language.

use super::escape::Text;
use super::words::Length;
use super::words::Phrase;
use super::words::Piece;
use super::words::Words;
use super::words::pieces;
use std::sync::Arc;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Adds kenning's own filters. They give plain text, which is escaped as any other, but
/// for `t` where a template hands it markup of its own.
pub(super) fn add_filters(tera: &mut Tera, words: &Arc<Words>) {
    tera.register_filter("safe", refused);
    let list = Arc::clone(words);
    tera.register_filter("t", move |key: &str, args: Kwargs, _: &State| {
        said(&list, key, &args)
    });
    let list = Arc::clone(words);
    tera.register_filter("word", move |key: &str, args: Kwargs, _: &State| {
        let of: &str = args.must_get("of")?;
        let found = list.word(key, of, args.get("n")?);
        let missing = || tera::Error::message(format!("no word for `{key}` in `{of}`"));
        filled(found.ok_or_else(missing)?, &args)
    });
    let list = Arc::clone(words);
    tera.register_filter("remark", move |text: &str, _: Kwargs, _: &State| {
        Value::try_from_serializable(&list.remark(text))
    });
    let list = Arc::clone(words);
    tera.register_filter("sentence", move |text: &str, _: Kwargs, _: &State| {
        list.sentence(text).to_owned()
    });
    add_dates(tera, words);
}

fn add_dates(tera: &mut Tera, words: &Arc<Words>) {
    for (name, length) in [("day", Length::Short), ("long_day", Length::Long)] {
        let list = Arc::clone(words);
        tera.register_filter(name, move |iso: &str, args: Kwargs, _: &State| {
            TeraResult::Ok(if args.get("weekday")? == Some(true) {
                list.date_of_week(iso, length)
            } else {
                list.date(iso, length)
            })
        });
    }
    // `2025-02` becomes `Feb`.
    let list = Arc::clone(words);
    tera.register_filter("month", move |iso: &str, _: Kwargs, _: &State| list.month(iso));
}

/// Markup enters a page as `Html` or not at all.
fn refused(_: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    Err(tera::Error::message("`safe` is not available: markup comes from kenning only"))
}

/// `"{n} more" | t(n=5)`: the text in the language of the site, `n` choosing its form
/// and `many` giving the English one for other numbers than 1.
fn said(words: &Words, key: &str, args: &Kwargs) -> TeraResult<Value> {
    filled(words.phrase(Phrase { key, n: args.get("n")?, many: args.get("many")? }), args)
}

/// `text` with the arguments in place of its placeholders. An argument that is markup,
/// as what a template made between `set` and `endset` is, stays markup; then all else
/// is escaped here.
fn filled(text: &str, args: &Kwargs) -> TeraResult<Value> {
    let is_markup = |value: &Value| value.as_str().is_some() && value.is_safe();
    let markup = args.iter().any(|(_, value)| is_markup(value));
    let escaped = |text: &str| {
        if markup { Text(text).to_string() } else { text.to_owned() }
    };
    let mut said = String::with_capacity(text.len() * 2);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => said.push_str(&escaped(text)),
            Piece::Spot(name) => match args.must_get::<&Value>(name)? {
                value if is_markup(value) => said.push_str(value.as_str().unwrap_or("")),
                value => said.push_str(&escaped(&value.to_string())),
            },
        }
    }
    Ok(if markup { Value::safe_string(&said) } else { Value::normal_string(&said) })
}
