//! Fills the templates of a theme.

use crate::render::body;
use crate::render::html::Html;
use crate::text::Moment;
use crate::theme::Theme;
use crate::view::Content;
use crate::view::Page;
use std::fmt;
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// What a page may load (design, "Policy"); the same on every page.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; base-uri 'none'; object-src 'none'; \
    form-action 'self'";

/// What can be wrong with a theme.
#[derive(Debug)]
pub enum ThemeError {
    /// A template or the word list is not UTF-8.
    NotText(String),
    /// A template does not parse, or names something that is not there.
    Template(tera::Error),
    /// The word list does not parse.
    Words(toml::de::Error),
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText(path) => write!(f, "`{path}` of the theme is not UTF-8"),
            Self::Template(error) => write!(f, "a template cannot be used: {error}"),
            Self::Words(error) => write!(f, "`words/en.toml` cannot be used: {error}"),
        }
    }
}

impl std::error::Error for ThemeError {}

/// A page that its template could not show.
#[derive(Debug)]
pub struct RenderError {
    /// The template, such as `home.html`.
    pub template: &'static str,
    /// What went wrong in it.
    pub source: tera::Error,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "template `{}`: {}", self.template, self.source)?;
        let mut cause = std::error::Error::source(&self.source);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for RenderError {}

/// The templates of a theme, ready to be filled; shared by threads.
pub struct Renderer {
    tera: Tera,
}

impl Renderer {
    /// Reads the templates and words of `theme`.
    ///
    /// # Errors
    ///
    /// Where a template or the word list does not parse, or a template uses a
    /// filter, component or template that does not exist.
    pub fn new(theme: &Theme) -> Result<Self, ThemeError> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        let words = text(theme, "words/en.toml")?;
        let words = toml::from_str(&words).map_err(ThemeError::Words)?;
        add_filters(&mut tera, Words(words));
        tera.global_context().insert("policy", POLICY);
        let mut templates = Vec::new();
        for (name, _) in theme.below("templates/") {
            templates.push((name, text(theme, &format!("templates/{name}"))?));
        }
        tera.add_raw_templates(templates).map_err(ThemeError::Template)?;
        Ok(Self { tera })
    }

    /// The finished file of `page`.
    ///
    /// # Errors
    ///
    /// Where the template asks for something that the page does not have.
    pub fn page(&self, page: &Page) -> Result<Vec<u8>, RenderError> {
        let body = match &page.content {
            Content::Document(_) => Some(self.body(page)?),
            _ => None,
        };
        self.page_around(page, body.as_ref())
    }

    /// The text of a document with its notes; empty for other pages.
    ///
    /// # Errors
    ///
    /// As `page`.
    pub fn body(&self, page: &Page) -> Result<Html, RenderError> {
        let Content::Document(document) = &page.content else {
            return Ok(Html::default());
        };
        Ok(body::body(&document.body, &self.notes(page)?))
    }

    /// The finished file of `page` around its rendered text, for callers that keep
    /// texts between builds.
    ///
    /// # Errors
    ///
    /// As `page`.
    pub fn page_around(
        &self,
        page: &Page,
        body: Option<&Html>,
    ) -> Result<Vec<u8>, RenderError> {
        let template = page.content.template();
        let mut context = context(page, template)?;
        if let Some(body) = body {
            context.insert_value("body", Value::safe_string(body.as_str()));
        }
        let mut file = Vec::new();
        let rendered = self.tera.render_to(template, &context, &mut file);
        rendered.map_err(|source| RenderError { template, source })?;
        Ok(file)
    }

    /// What is said beside each item of a document's text, in the order of the
    /// items; empty for other pages.
    ///
    /// # Errors
    ///
    /// As `page`.
    pub fn notes(&self, page: &Page) -> Result<Vec<Html>, RenderError> {
        let Content::Document(document) = &page.content else {
            return Ok(Vec::new());
        };
        let note = |note| {
            let template = "note.html";
            let fail = |source| RenderError { template, source };
            let mut context = Context::new();
            let value = Value::try_from_serializable(note).map_err(fail)?;
            context.insert_value("note", value);
            let html = self.tera.render(template, &context).map_err(fail)?;
            Ok(Html::trusted(html.trim().to_owned()))
        };
        document.notes.iter().map(note).collect()
    }
}

/// What the template of `page` sees.
fn context(page: &Page, template: &'static str) -> Result<Context, RenderError> {
    let fail = |source| RenderError { template, source };
    let mut context = Context::new();
    let frame = Value::try_from_serializable(&page.frame).map_err(fail)?;
    let shown = Value::try_from_serializable(&page.content).map_err(fail)?;
    context.insert_value("frame", frame);
    context.insert_value("page", shown);
    Ok(context)
}

fn text(theme: &Theme, path: &str) -> Result<String, ThemeError> {
    let bytes = theme.files.get(path).map(|bytes| bytes.to_vec()).unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| ThemeError::NotText(path.to_owned()))
}

/// Markup enters a page as [`Html`] or not at all.
fn refused(_: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    Err(tera::Error::message("`safe` is not available: markup comes from kenning only"))
}

/// The words of the interface, for the filters.
struct Words(toml::Table);

impl Words {
    /// The word for `key` in the table `of`; an unknown one is an error, so that a
    /// gap in the list shows when templates are tested.
    fn word(&self, key: &str, of: &str) -> TeraResult<String> {
        let word = self.0.get(of).and_then(|table| table.get(key)?.as_str());
        word.map(str::to_owned)
            .ok_or_else(|| tera::Error::message(format!("no word for `{key}` in `{of}`")))
    }

    /// The `number`th of the list `of`, counted from 1.
    fn nth(&self, number: i8, of: &str) -> &str {
        let list = self.0.get(of).and_then(toml::Value::as_array);
        let at = usize::try_from(number).unwrap_or_default().checked_sub(1);
        let word = list.zip(at).and_then(|(list, at)| list.get(at)?.as_str());
        word.unwrap_or_default()
    }

    /// `2025-08-14` becomes `14 Aug 2025`, `2025-08` becomes `Aug 2025`, with the
    /// months of the list `of`; other text stays.
    fn date(&self, iso: &str, of: &str) -> String {
        match Moment::parse(iso) {
            Some(Moment::Day(day)) => {
                format!("{} {} {}", day.day(), self.nth(day.month(), of), day.year())
            }
            Some(Moment::Month(year, month)) => {
                format!("{} {year}", self.nth(month, of))
            }
            Some(Moment::Quarter(year, quarter)) => format!("Q{quarter} {year}"),
            Some(Moment::Year(year)) => year.to_string(),
            None => iso.to_owned(),
        }
    }

    fn weekday(&self, iso: &str) -> String {
        match Moment::parse(iso) {
            Some(Moment::Day(day)) => {
                self.nth(day.weekday().to_monday_one_offset(), "weekday").to_owned()
            }
            _ => String::new(),
        }
    }
}

/// Adds kenning's own filters; each gives plain text, which is escaped as any other.
fn add_filters(tera: &mut Tera, words: Words) {
    let words = Arc::new(words);
    tera.register_filter("safe", refused);
    // `3 | count(one="entry", many="entries")` gives `3 entries`.
    tera.register_filter("count", |number: u64, args: Kwargs, _: &State| {
        let noun: &str = args.must_get(if number == 1 { "one" } else { "many" })?;
        TeraResult::Ok(format!("{number} {noun}"))
    });
    let list = Arc::clone(&words);
    tera.register_filter("word", move |key: &str, args: Kwargs, _: &State| {
        list.word(key, args.must_get("of")?)
    });
    let list = Arc::clone(&words);
    tera.register_filter("day", move |iso: &str, _: Kwargs, _: &State| {
        list.date(iso, "month_short")
    });
    // `2025-02` becomes `Feb`.
    let list = Arc::clone(&words);
    tera.register_filter("month", move |iso: &str, _: Kwargs, _: &State| {
        match Moment::parse(iso) {
            Some(Moment::Month(_, month)) => list.nth(month, "month_short").to_owned(),
            _ => String::new(),
        }
    });
    let list = Arc::clone(&words);
    tera.register_filter("long_day", move |iso: &str, _: Kwargs, _: &State| {
        list.date(iso, "month")
    });
    tera.register_filter("weekday", move |iso: &str, _: Kwargs, _: &State| {
        words.weekday(iso)
    });
}
