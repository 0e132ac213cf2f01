//! What a site looks like: a theme ready to show pages.
//!
//! A panic or a template that asks for what is not there costs the one page its look,
//! and a finding names it.

use crate::config::Config;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::render::Renderer;
use crate::render::html::Html;
use crate::theme::Theme;
use crate::view::Content;
use crate::view::Page;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;

/// A theme ready to show pages, and what was wrong with it.
pub(super) struct Look {
    theme: Arc<Theme>,
    language: Option<String>,
    /// Hosts whose pictures pages may load.
    hosts: Vec<String>,
    renderer: Option<Renderer>,
    fault: Option<String>,
}

/// A page as a file, and why it does not look as meant.
pub(super) struct Shown {
    pub(super) bytes: Arc<[u8]>,
    pub(super) fault: Option<Finding>,
}

impl Look {
    /// A team's theme that cannot be used gives way to the built-in one.
    pub(super) fn of(theme: &Arc<Theme>, config: &Config) -> Self {
        let language = config.language.as_deref();
        let (renderer, fault) = match Renderer::new(theme, language) {
            Ok(renderer) => (Some(renderer), None),
            Err(error) => {
                let renderer = Renderer::new(&Theme::built_in(), language).ok();
                (renderer, Some(error.to_string()))
            }
        };
        let hosts = config.remote_images.clone();
        let renderer = renderer.map(|renderer| renderer.with_images_of(&hosts));
        let language = language.map(str::to_owned);
        Self { theme: Arc::clone(theme), language, hosts, renderer, fault }
    }

    /// Whether it is that of `theme` under these settings.
    pub(super) fn is_of(&self, theme: &Arc<Theme>, config: &Config) -> bool {
        let is_same = Arc::ptr_eq(&self.theme, theme) || self.theme == *theme;
        is_same && self.language == config.language && self.hosts == config.remote_images
    }

    /// The words of the scripts in the language of the site, as a script.
    pub(super) fn words(&self) -> Option<&str> {
        self.renderer.as_ref()?.script()
    }

    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// What was wrong with the theme.
    pub(super) fn finding(&self) -> Option<Finding> {
        self.fault.as_ref().map(|fault| theme_finding(fault))
    }

    /// The file of `page`; `None` only if not even the built-in theme can be used.
    pub(super) fn show(&self, page: &Page) -> Option<Shown> {
        let renderer = self.renderer.as_ref()?;
        let (body, in_body) = body(renderer, page);
        let (bytes, around) = file(renderer, page, &body);
        let fault = around.or(in_body).map(|fault| page_finding(page, &fault));
        Some(Shown { bytes: bytes.into(), fault })
    }
}

/// The text of a document; as it is written where it cannot be shown as meant.
fn body(renderer: &Renderer, page: &Page) -> (Html, Option<String>) {
    let rendered = catch_unwind(AssertUnwindSafe(|| renderer.body(page)));
    let fault = match rendered {
        Ok(Ok(html)) => return (html, None),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "kenning broke on the text of this document".to_owned(),
    };
    let text = match &page.content {
        Content::Document(document) => &*document.body.text,
        _ => "",
    };
    (Html::text(text), Some(fault))
}

fn file(renderer: &Renderer, page: &Page, body: &Html) -> (Vec<u8>, Option<String>) {
    let is_document = matches!(page.content, Content::Document(_));
    let text = is_document.then_some(body);
    let rendered = catch_unwind(AssertUnwindSafe(|| renderer.page_around(page, text)));
    let fault = match rendered {
        Ok(Ok(bytes)) => return (bytes, None),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "kenning broke on this page".to_owned(),
    };
    let plain = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>{body}",
        title = Html::text(&page.frame.title.text),
        body = body.as_str(),
    );
    (plain.into_bytes(), Some(fault))
}

fn theme_finding(fault: &str) -> Finding {
    finding("theme", Code::InvalidConfig, fault, "the built-in theme is used instead")
}

fn page_finding(page: &Page, fault: &str) -> Finding {
    let path = match &page.content {
        Content::Document(document) => document.path.as_str(),
        _ => page.url.as_str(),
    };
    finding(path, Code::InternalError, fault, "the page is published without its look")
}

fn finding(path: &str, code: Code, message: &str, hint: &str) -> Finding {
    Finding {
        path: path.to_owned(),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        severity: Severity::Error,
        code,
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
        excerpt: None,
    }
}
