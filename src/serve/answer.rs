//! What a request is answered with: looked up in the list of what was built.

use super::about;
use super::live;
use super::mime::content_type;
use super::request::{From, Method, Refusal, Request};
use super::site::Site;
use super::{Open, Shown};
use std::fmt::Write;
use std::io;
use std::io::Read;
use std::sync::Arc;
use tiny_http::{HTTPVersion, Header, Response, StatusCode};

/// An answer, ready to be sent.
pub(super) struct Answer {
    /// Status line and headers.
    pub(super) head: Vec<u8>,
    pub(super) body: Body,
    /// The version told, if the client stays to listen.
    pub(super) listens: Option<u64>,
}

/// What follows the head.
pub(super) enum Body {
    Nothing,
    Bytes(Arc<[u8]>),
    /// This many bytes of a file.
    File(Box<dyn Read + Send>, u64),
}

impl Body {
    fn text(text: &str) -> Self {
        Self::Bytes(text.as_bytes().into())
    }

    fn len(&self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }
}

/// The version of a listener who was told none.
pub(super) const NOTHING: u64 = 0;

const JSON: &str = "application/json; charset=utf-8";

const PLAIN: &str = "text/plain; charset=utf-8";

/// The answer to a request that may be answered; `None` if the site has to be asked,
/// which may take a while.
pub(super) fn answer(request: &Request, shown: &Shown) -> Option<Answer> {
    let answer = if let Some(own) = own(request, shown) {
        own
    } else if shown.site.is_some() {
        return None;
    } else {
        let body = Body::text("The site is being built; this page loads by itself.\n");
        let extra = [("Refresh", "1".to_owned()), ("Retry-After", "1".to_owned())];
        plain(503, PLAIN, body, &extra)
    };
    Some(to(request, answer))
}

/// The answer of the site that is shown.
pub(super) fn from_site(request: &Request, shown: &Shown, open: &Open) -> Answer {
    let Some(site) = &shown.site else { return refusal(503) };
    if let Some(path) = request.path.strip_prefix(live::ABOUT) {
        let about = about::about(path, shown);
        return to(request, plain(200, JSON, Body::text(&about), &[]));
    }
    to(request, found(&request.path, &**site, shown.version, open))
}

fn to(request: &Request, answer: Answer) -> Answer {
    match request.method {
        Method::Get => answer,
        Method::Head => Answer { body: Body::Nothing, listens: None, ..answer },
    }
}

/// The answer to a request that may not be answered; says nothing of it.
pub(super) fn refusal(status: Refusal) -> Answer {
    let allow = [("Allow", "GET, HEAD".to_owned())];
    let extra: &[_] = if status == 405 { &allow } else { &[] };
    plain(status, PLAIN, Body::Nothing, extra)
}

/// The addresses of the preview itself; `None` for what has to be made.
fn own(request: &Request, shown: &Shown) -> Option<Answer> {
    let path = request.path.as_str();
    let file = live::FILES.iter().find(|(at, _)| *at == path);
    if path != live::EVENTS && file.is_none() && !path.starts_with(live::ABOUT) {
        return None;
    }
    match (request.from, file) {
        (From::Elsewhere, _) => Some(refusal(403)),
        (From::Here, Some((_, text))) => {
            Some(plain(200, content_type(path), Body::text(text), &[]))
        }
        (From::Here, None) if path == live::EVENTS => Some(events(shown)),
        (From::Here, None) => None,
    }
}

/// The head of a stream of events; the rest comes as it happens.
fn events(shown: &Shown) -> Answer {
    let mut head = String::from("HTTP/1.1 200 OK\r\nServer: kenning\r\n");
    head.push_str("Content-Type: text/event-stream; charset=utf-8\r\n");
    head.push_str("Connection: close\r\n");
    for (name, value) in SAFETY {
        // Writing to a string cannot fail.
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    let mut first = String::from("retry: 500\n\n");
    if shown.site.is_some() {
        first.push_str(&live::message(shown.version));
    }
    let told = if shown.site.is_some() { shown.version } else { NOTHING };
    Answer { head: head.into_bytes(), body: Body::text(&first), listens: Some(told) }
}

fn found(path: &str, site: &dyn Site, version: u64, open: &Open) -> Answer {
    let candidates = if path.is_empty() || path.ends_with('/') {
        vec![format!("{path}index.html")]
    } else {
        vec![path.to_owned(), format!("{path}.html")]
    };
    let mut files = candidates.iter().filter_map(|at| file(200, at, site, version, open));
    if let Some(answer) = files.next() {
        return answer;
    }
    let folder = format!("{path}/index.html");
    if !path.is_empty()
        && (site.file(&folder).is_some() || site.attachment(&folder).is_some())
    {
        // What is relative in the page counts from the folder.
        return elsewhere(&format!("{path}/"));
    }
    if let Some(now) = candidates.iter().find_map(|at| site.moved(at)) {
        return elsewhere(&now);
    }
    let lost = file(404, "404.html", site, version, open);
    lost.unwrap_or_else(|| plain(404, PLAIN, Body::text("There is no such page.\n"), &[]))
}

/// Leads to a known address of the site, and so never off it.
fn elsewhere(path: &str) -> Answer {
    let place = format!("/{}", encode(path));
    plain(302, PLAIN, Body::Nothing, &[("Location", place)])
}

fn file(
    status: u16,
    at: &str,
    site: &dyn Site,
    version: u64,
    open: &Open,
) -> Option<Answer> {
    let kind = content_type(at);
    let mut extra = Vec::new();
    if kind.starts_with("image/svg") {
        // An image that is opened by itself is a page; it may do nothing.
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        extra.push(("Content-Security-Policy", policy.to_owned()));
    }
    if let Some(bytes) = site.file(at) {
        let body = match std::str::from_utf8(&bytes) {
            Ok(html) if kind.starts_with("text/html") => {
                Body::text(&live::page(html, version))
            }
            _ => Body::Bytes(bytes),
        };
        return Some(plain(status, kind, body, &extra));
    }
    let path = site.attachment(at)?;
    Some(match open(&path) {
        Ok((file, length)) => plain(status, kind, Body::File(file, length), &extra),
        Err(_) => plain(404, PLAIN, Body::text("The file cannot be read.\n"), &[]),
    })
}

/// On every answer: nothing may be framed, guessed, kept or read by other sites.
const SAFETY: &[(&str, &str)] = &[
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
];

fn plain(
    status: u16,
    kind: &str,
    body: Body,
    extra: &[(&'static str, String)],
) -> Answer {
    let own = [("Server", "kenning"), ("Content-Type", kind)];
    let own = own.iter().chain(SAFETY).copied();
    let extra = extra.iter().map(|(name, value)| (*name, value.as_str()));
    let headers =
        own.chain(extra).filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    let length = usize::try_from(body.len()).ok();
    let (status, headers) = (StatusCode(status), headers.collect());
    let response = Response::new(status, headers, io::empty(), length, None);
    let mut head = Vec::new();
    // Version 1.0 says that the connection ends; writing to memory cannot fail.
    let _ = response.raw_print(&mut head, HTTPVersion(1, 0), &[], true, None);
    Answer { head, body, listens: None }
}

pub(super) fn encode(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
