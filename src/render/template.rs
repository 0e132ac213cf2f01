//! Fills the templates of a theme.

use crate::render::body;
use crate::render::filters::add_filters;
use crate::render::html::Html;
use crate::render::words::Words;
use crate::theme::Theme;
use crate::view;
use crate::view::Content;
use crate::view::Page;
use std::fmt;
use std::io;
use std::io::Write;
use std::sync::Arc;
use tera::{Context, Tera, Value};

/// What a page may load (design, "Policy") where the configuration names no host for
/// pictures; the same on every page.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; base-uri 'none'; object-src 'none'; \
    form-action 'self'";

/// [`POLICY`] with the `hosts` from which pictures may be loaded besides.
///
/// Each is the name of a host alone; a name with any other character is passed over,
/// since it could say more than where pictures come from.
pub fn policy(hosts: &[String]) -> String {
    let is_name = |host: &&String| {
        host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))
    };
    let named = hosts.iter().filter(is_name);
    let sources = named.map(|host| format!(" http://{host}:* https://{host}:*"));
    let images = "img-src 'self' data:";
    POLICY.replace(images, &format!("{images}{}", sources.collect::<String>()))
}

/// Escapes what a template prints. NUL, which no page may hold, becomes U+FFFD, as in
/// [`super::escape::Text`].
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for (at, part) in text.split('\0').enumerate() {
        if at > 0 {
            out.write_all("\u{fffd}".as_bytes())?;
        }
        tera::escape_html(part, out)?;
    }
    Ok(())
}

/// What can be wrong with a theme.
#[derive(Debug)]
pub enum ThemeError {
    /// A template or a table of words is not UTF-8.
    NotText(String),
    /// A template does not parse, or names something that is not there.
    Template(tera::Error),
    /// The table of words at this path does not parse.
    Words(String, toml::de::Error),
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText(path) => write!(f, "`{path}` of the theme is not UTF-8"),
            Self::Template(error) => write!(f, "a template cannot be used: {error}"),
            Self::Words(path, error) => write!(f, "`{path}` cannot be used: {error}"),
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
    words: Arc<Words>,
    script: Option<String>,
}

impl Renderer {
    /// Reads the templates of `theme` and its words in `language`, in English where it
    /// has none.
    ///
    /// # Errors
    ///
    /// Where a template or a table of words does not parse, or a template uses a
    /// filter, component or template that does not exist.
    pub fn new(theme: &Theme, language: Option<&str>) -> Result<Self, ThemeError> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        tera.set_escape_fn(escape);
        let words = Arc::new(Words::read(theme, language)?);
        add_filters(&mut tera, &words);
        let script = words.script(theme);
        let context = tera.global_context();
        context.insert("policy", POLICY);
        context.insert("schema", view::SHAPE);
        context.insert("language", words.language());
        context.insert("dir", words.direction());
        context.insert("words_script", &script.is_some());
        context.insert("theme_css", &theme.files.contains_key("static/theme.css"));
        let mut templates = Vec::new();
        for (name, _) in theme.below("templates/") {
            templates.push((name, text(theme, &format!("templates/{name}"))?));
        }
        tera.add_raw_templates(templates).map_err(ThemeError::Template)?;
        Ok(Self { tera, words, script })
    }

    /// Lets pages load pictures from `hosts`, too.
    #[must_use]
    pub fn with_images_of(mut self, hosts: &[String]) -> Self {
        self.tera.global_context().insert("policy", &policy(hosts));
        self
    }

    /// The words of the scripts, to be published as `words.js`; `None` where the
    /// scripts need none.
    pub fn script(&self) -> Option<&str> {
        self.script.as_deref()
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
        Ok(body::body(&document.body, &self.notes(page)?, &self.words))
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

/// A file of `theme`; empty if it is not there.
fn text(theme: &Theme, path: &str) -> Result<String, ThemeError> {
    let bytes = theme.files.get(path).map(|bytes| bytes.to_vec()).unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| ThemeError::NotText(path.to_owned()))
}
