//! Reads and checks the head of a request. Nothing in it is believed, no length in it
//! is ever used for anything but a refusal.

use super::hosts;
use super::hosts::Hosts;
use httparse::Header;

/// The largest head, in bytes.
pub(super) const LARGEST: usize = 16 * 1024;

/// The most headers.
const MOST: usize = 100;

/// A request that may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// The path without its first `/`, decoded; not yet looked up.
    pub(super) path: String,
    pub(super) from: From,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    /// As GET without content.
    Head,
}

/// What the browser says of the page that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// One of ours, or no page at all.
    Here,
    /// A page of another site.
    Elsewhere,
}

/// The status of a refusal.
pub(super) type Refusal = u16;

/// Reads the head that begins `bytes`; `None` if it is not complete yet.
///
/// # Errors
/// The status to refuse it with.
pub(super) fn read(bytes: &[u8], hosts: &Hosts) -> Option<Result<Request, Refusal>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST];
    let mut head = httparse::Request::new(&mut headers);
    match head.parse(bytes.get(..bytes.len().min(LARGEST)).unwrap_or_default()) {
        Ok(httparse::Status::Complete(_)) => Some(check(&head, hosts)),
        Ok(httparse::Status::Partial) if bytes.len() >= LARGEST => Some(Err(431)),
        Ok(httparse::Status::Partial) => None,
        Err(httparse::Error::TooManyHeaders) => Some(Err(431)),
        Err(_) => Some(Err(400)),
    }
}

fn check(head: &httparse::Request<'_, '_>, hosts: &Hosts) -> Result<Request, Refusal> {
    let host =
        only(head.headers, "host").filter(|host| hosts.accept(host)).ok_or(421_u16)?;
    let method = match head.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => return Err(405),
    };
    check_body(head.headers)?;
    let target = head.path.and_then(|path| path.strip_prefix('/')).ok_or(400_u16)?;
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = decode(path).ok_or(400_u16)?;
    Ok(Request { method, path, from: from(head.headers, host) })
}

/// No request that we answer has content.
fn check_body(headers: &[Header<'_>]) -> Result<(), Refusal> {
    if all(headers, "transfer-encoding").next().is_some() {
        return Err(400);
    }
    let mut lengths = all(headers, "content-length");
    let Some(length) = lengths.next() else { return Ok(()) };
    let is_plain = !length.is_empty() && length.iter().all(u8::is_ascii_digit);
    if !is_plain || lengths.next().is_some() {
        return Err(400);
    }
    if length.iter().all(|digit| *digit == b'0') { Ok(()) } else { Err(413) }
}

/// Judged by each of the two headers alone; a browser always sends one of them with
/// a request that a page of another site makes its script read.
fn from(headers: &[Header<'_>], host: &str) -> From {
    let is_own_origin = |origin: &[u8]| {
        let origin = std::str::from_utf8(origin).ok();
        let origin = origin.and_then(|origin| origin.strip_prefix("http://"));
        match (origin.and_then(hosts::split), hosts::split(host)) {
            (Some((name, port)), Some((own, own_port))) => {
                name.eq_ignore_ascii_case(own) && port == own_port
            }
            _ => false,
        }
    };
    let is_own_site = |site: &[u8]| site == b"same-origin" || site == b"none";
    let here = all(headers, "origin").all(is_own_origin)
        && all(headers, "sec-fetch-site").all(is_own_site);
    if here { From::Here } else { From::Elsewhere }
}

fn all<'h>(headers: &'h [Header<'_>], name: &str) -> impl Iterator<Item = &'h [u8]> {
    let named =
        headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
    named.map(|header| header.value)
}

fn only<'h>(headers: &'h [Header<'_>], name: &str) -> Option<&'h str> {
    let mut found = all(headers, name);
    let value = std::str::from_utf8(found.next()?).ok()?;
    found.next().is_none().then_some(value)
}

/// Decodes `%20`; `None` if that is malformed or not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(bytes.next()?)? * 16 + digit(bytes.next()?)?;
            decoded.push(u8::try_from(value).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(head: &str) -> Option<Result<Request, Refusal>> {
        read(head.replace('\n', "\r\n").as_bytes(), &Hosts::of("127.0.0.1"))
    }

    fn refusal(head: &str) -> Refusal {
        ask(head).unwrap().unwrap_err()
    }

    #[test]
    fn a_plain_request_is_read() {
        let request = ask("GET /docs/a%20b.html?x#y HTTP/1.1\nHost: localhost:1\n\n");
        let expected = Request {
            method: Method::Get,
            path: "docs/a b.html".to_owned(),
            from: From::Here,
        };
        assert_eq!(request, Some(Ok(expected)));
        assert_eq!(ask("GET / HTTP/1.1\nHost: localh"), None);
    }

    #[test]
    fn refusals_have_their_status() {
        let host = "Host: localhost\n";
        for (head, status) in [
            ("GET / HTTP/1.1\n\n".to_owned(), 421),
            (format!("GET / HTTP/1.1\n{host}{host}\n"), 421),
            ("GET / HTTP/1.1\nHost: evil.example\n\n".to_owned(), 421),
            (format!("POST / HTTP/1.1\n{host}\n"), 405),
            (format!("OPTIONS * HTTP/1.1\n{host}\n"), 405),
            (format!("GET http://localhost/ HTTP/1.1\n{host}\n"), 400),
            (format!("GET /%zz HTTP/1.1\n{host}\n"), 400),
            (format!("GET /%ff HTTP/1.1\n{host}\n"), 400),
            (format!("GET / HTTP/1.1\n{host}Transfer-Encoding: chunked\n\n"), 400),
            (format!("GET / HTTP/1.1\n{host}Transfer-Encoding: x\n\n"), 400),
            (format!("GET / HTTP/1.1\n{host}Content-Length: 5\n\n"), 413),
            (format!("GET / HTTP/1.1\n{host}Content-Length: +0\n\n"), 400),
            (format!("GET / HTTP/1.1\n{host}Content-Length: 0, 0\n\n"), 400),
            (format!("GET / HTTP/1.1\n{host}Content-Length:\n\n"), 400),
            (
                format!("GET / HTTP/1.1\n{host}Content-Length: 0\nContent-Length: 0\n\n"),
                400,
            ),
            (
                format!("GET / HTTP/1.1\n{host}Content-Length: 18446744073709551615\n\n"),
                413,
            ),
            (format!("GET / HTTP/1.1\n{host}{}\n", "A: b\n".repeat(100)), 431),
            (format!("GET / HTTP/1.1\n{host}A: {}", "b".repeat(LARGEST)), 431),
            ("\u{1}\u{2}\u{3}\n\n".to_owned(), 400),
        ] {
            assert_eq!(refusal(&head), status, "{}", &head[..head.len().min(80)]);
        }
    }

    #[test]
    fn each_of_two_headers_alone_tells_a_foreign_page() {
        let from = |header: &str| {
            let head = format!("GET / HTTP/1.1\nHost: LOCALHOST:4000\n{header}\n\n");
            ask(&head).unwrap().unwrap().from
        };
        for own in [
            "A: b",
            "Origin: http://localhost:4000",
            "Sec-Fetch-Site: same-origin",
            "Sec-Fetch-Site: none",
        ] {
            assert_eq!(from(own), From::Here, "{own}");
        }
        for foreign in [
            "Origin: null",
            "Origin: https://localhost:4000",
            "Origin: http://localhost:4001",
            "Origin: http://localhost",
            "Origin: http://127.0.0.1:4000",
            "Origin: http://evil.example",
            "Origin: http://localhost:4000\nOrigin: http://evil.example",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Origin: http://localhost:4000\nSec-Fetch-Site: cross-site",
        ] {
            assert_eq!(from(foreign), From::Elsewhere, "{foreign}");
        }
    }
}
