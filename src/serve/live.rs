//! What is added to pages on the way out, so that they show an edit by themselves.

/// Where the script listens.
pub(super) const EVENTS: &str = "_kenning/events";

/// Where the script asks about a page: the page's own address follows.
pub(super) const ABOUT: &str = "_kenning/about/";

/// Where the script lies.
const SCRIPT: &str = "_kenning/live.js";

/// What the preview adds to a site, by address; none of it is ever published.
/// `idiomorph` changes a page into another one in place (0BSD, see its licence beside).
pub(super) const FILES: &[(&str, &str)] = &[
    (SCRIPT, include_str!("browser/live.js")),
    ("_kenning/panel.js", include_str!("browser/panel.js")),
    ("_kenning/live.css", include_str!("browser/live.css")),
    ("_kenning/idiomorph.js", include_str!("browser/idiomorph-0.8.0.min.js")),
];

/// The message that tells of `version`.
pub(super) fn message(version: u64) -> String {
    format!("event: update\ndata: {version}\n\n")
}

/// The page with the script, which its own policy then allows to listen. Published
/// pages have neither.
pub(super) fn page(html: &str, version: u64) -> String {
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/_kenning/live.css\">\
         <script src=\"/_kenning/idiomorph.js\" defer></script>\
         <script src=\"/_kenning/panel.js\" defer></script>\
         <script src=\"/{SCRIPT}\" data-k-version=\"{version}\" defer></script>"
    );
    let html = allow_listening(html);
    let at = html.find("</head>").or_else(|| html.rfind("</body>")).unwrap_or(html.len());
    let (before, after) = html.split_at(at);
    format!("{before}{script}{after}")
}

/// Lets scripts of the page connect to this server, and to no other.
fn allow_listening(html: &str) -> String {
    let changed = || {
        // No content can stand before the policy, which heads the page.
        let policy = html.find("Content-Security-Policy")?;
        let start = policy + html.get(policy..)?.find("content=")? + "content=".len() + 1;
        let end = start + html.get(start..)?.find(['"', '>'])?;
        let (before, policy, after) =
            (html.get(..start)?, html.get(start..end)?, html.get(end..)?);
        // A template may have written the quotes as entities.
        let quote = ["&#39;", "&#x27;"].into_iter().find(|quote| policy.contains(quote));
        let (own, none) = match quote {
            Some(quote) => (format!("{quote}self{quote}"), format!("{quote}none{quote}")),
            None => ("'self'".to_owned(), "'none'".to_owned()),
        };
        let policy = match policy.find("connect-src ") {
            None => format!("connect-src {own}; {policy}"),
            Some(_) => policy
                .replace(&format!("connect-src {none}"), &format!("connect-src {own}")),
        };
        Some(format!("{before}{policy}{after}"))
    };
    changed().unwrap_or_else(|| html.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(policy: &str) -> String {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"></head>"
        )
    }

    #[test]
    fn the_policy_lets_the_script_listen_here_only() {
        for (policy, expected) in [
            ("default-src 'none'", "connect-src 'self'; default-src 'none'"),
            (
                "default-src 'none'; connect-src 'none'",
                "default-src 'none'; connect-src 'self'",
            ),
            ("connect-src 'self'", "connect-src 'self'"),
            (
                "default-src &#39;none&#39;",
                "connect-src &#39;self&#39;; default-src &#39;none&#39;",
            ),
        ] {
            let html = page(&head(policy), 7);
            assert!(html.contains(&format!("content=\"{expected}\"")), "{html}");
            assert!(html.contains("data-k-version=\"7\" defer></script></head>"));
        }
    }

    /// The library is the file that its makers published as version 0.8.0, unchanged.
    #[test]
    fn the_library_is_the_published_one() {
        let library = include_str!("browser/idiomorph-0.8.0.min.js");
        let hash = blake3::hash(library.as_bytes()).to_hex();
        assert_eq!(
            hash.as_str(),
            "36fed53a4ae399cfbf0a12100369d08a1f9608342e60574fe22ddd3eb6341c92"
        );
        assert!(
            include_str!("browser/idiomorph-LICENSE.txt").starts_with("Zero-Clause BSD")
        );
    }

    #[test]
    fn a_page_without_a_head_gets_the_script_at_its_end() {
        assert!(page("<p>x</body></html>", 1).ends_with("</script></body></html>"));
        assert!(page("", 1).starts_with("<link"));
    }
}
