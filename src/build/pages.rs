//! The pages of a linked site become files; only those whose data changed are made.
//!
//! Two memos: the text of a document by the data of its body (parsing and colouring
//! code are the dearest part of a build), and a page by all its data. A panic or a
//! template that asks for what is not there costs the one page its look, and a
//! finding names it.

use super::memo::Key;
use super::memo::Memo;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::link::Site;
use crate::render::Renderer;
use crate::render::html::Html;
use crate::theme;
use crate::theme::Theme;
use crate::view;
use crate::view::Content;
use crate::view::Page;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;

/// What is kept of pages between builds.
#[derive(Default)]
pub(super) struct Pages {
    renderer: Option<Loaded>,
    bodies: Memo<Rendered<Html>>,
    files: Memo<Rendered<Arc<[u8]>>>,
}

/// A theme ready to render, and what was wrong with it.
struct Loaded {
    key: Key,
    renderer: Option<Renderer>,
    fault: Option<String>,
}

/// A result, and what went wrong on the way.
struct Rendered<T> {
    value: T,
    fault: Option<String>,
}

/// The files by address, and findings about pages that could not be made as meant.
pub(super) type Files = (BTreeMap<String, Arc<[u8]>>, Vec<Finding>);

impl Pages {
    /// The files of `site` but for its data.
    pub(super) fn build(&mut self, site: &Site, config: &Config, theme: &Theme) -> Files {
        let mut files = assets(config, theme);
        let mut findings = Vec::new();
        let key = Key::of(&(&theme.files, &config.language));
        if self.renderer.as_ref().is_none_or(|loaded| loaded.key != key) {
            self.renderer = Some(load(theme, config.language.as_deref(), key));
        }
        let Some(loaded) = &self.renderer else { return (files, findings) };
        findings.extend(loaded.fault.as_ref().map(|fault| theme_finding(fault)));
        let Some(renderer) = &loaded.renderer else { return (files, findings) };
        if let Some(words) = renderer.script() {
            files.insert("words.js".to_owned(), words.as_bytes().into());
        }

        let pages = view::pages(site, config);
        let texts: Vec<(Key, &Page)> =
            pages.iter().filter_map(|page| text_job(page, key)).collect();
        let bodies = self.bodies.all(&texts, |page| body(renderer, page));
        let mut by_page: BTreeMap<&str, &Rendered<Html>> = BTreeMap::new();
        for ((_, page), body) in texts.iter().zip(&bodies) {
            by_page.insert(page.url.as_str(), body);
        }
        let jobs: Vec<(Key, &Page)> =
            pages.iter().map(|page| (Key::of(&(page, key)), page)).collect();
        let made = self.files.all(&jobs, |page| {
            file(renderer, page, by_page.get(page.url.as_str()).map(|body| &body.value))
        });
        for ((_, page), made) in jobs.iter().zip(&made) {
            files.insert(page.url.as_str().to_owned(), Arc::clone(&made.value));
            let body =
                by_page.get(page.url.as_str()).and_then(|body| body.fault.as_ref());
            let faults = made.fault.iter().chain(body);
            findings.extend(faults.map(|fault| page_finding(page, fault)));
        }
        self.bodies.sweep();
        self.files.sweep();
        (files, findings)
    }
}

/// Styles, scripts, fonts, and what the configuration adds to them.
fn assets(config: &Config, theme: &Theme) -> BTreeMap<String, Arc<[u8]>> {
    let assets =
        theme.assets().map(|(url, bytes)| (url.as_str().to_owned(), Arc::clone(bytes)));
    let mut files: BTreeMap<String, Arc<[u8]>> = assets.collect();
    let accent = config.accent.as_deref().and_then(theme::accent);
    if let Some(style) = accent {
        files.insert("accent.css".to_owned(), style.into_bytes().into());
    }
    files
}

/// A team's theme that cannot be used gives way to the built-in one.
fn load(theme: &Theme, language: Option<&str>, key: Key) -> Loaded {
    match Renderer::new(theme, language) {
        Ok(renderer) => Loaded { key, renderer: Some(renderer), fault: None },
        Err(error) => {
            let renderer = Renderer::new(&Theme::built_in(), language).ok();
            Loaded { key, renderer, fault: Some(error.to_string()) }
        }
    }
}

fn text_job(page: &Page, theme: Key) -> Option<(Key, &Page)> {
    let Content::Document(document) = &page.content else { return None };
    Some((Key::of(&(&document.body, &document.notes, theme)), page))
}

fn body(renderer: &Renderer, page: &Page) -> Rendered<Html> {
    let rendered = catch_unwind(AssertUnwindSafe(|| renderer.body(page)));
    let fault = match rendered {
        Ok(Ok(value)) => return Rendered { value, fault: None },
        Ok(Err(error)) => error.to_string(),
        Err(_) => "kenning broke on the text of this document".to_owned(),
    };
    let text = match &page.content {
        Content::Document(document) => &*document.body.text,
        _ => "",
    };
    Rendered { value: Html::text(text), fault: Some(fault) }
}

fn file(renderer: &Renderer, page: &Page, body: Option<&Html>) -> Rendered<Arc<[u8]>> {
    let rendered = catch_unwind(AssertUnwindSafe(|| renderer.page_around(page, body)));
    let fault = match rendered {
        Ok(Ok(bytes)) => return Rendered { value: bytes.into(), fault: None },
        Ok(Err(error)) => error.to_string(),
        Err(_) => "kenning broke on this page".to_owned(),
    };
    let plain = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>{body}",
        title = Html::text(&page.frame.title.text),
        body = body.map(Html::as_str).unwrap_or_default(),
    );
    Rendered { value: plain.into_bytes().into(), fault: Some(fault) }
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
