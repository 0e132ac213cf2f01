//! Which names the preview answers to.
//!
//! A page elsewhere may let its own name point at this machine ("DNS rebinding"); its
//! requests then bear that name and are refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The names the preview answers to.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// What `--host` names, in lower case, addresses of IPv6 in brackets.
    named: String,
    /// Listening everywhere, so that this machine's address is known to the client
    /// only.
    any_address: bool,
}

impl Hosts {
    /// Those of the `host` that is listened on, without brackets.
    pub(super) fn of(host: &str) -> Self {
        let address = host.parse::<IpAddr>().ok();
        let named = match address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            _ => host.to_ascii_lowercase(),
        };
        let any_address = address.is_some_and(|address| address.is_unspecified());
        Self { named, any_address }
    }

    /// Whether `host`, with or without port, is one of them.
    pub(super) fn accept(&self, host: &str) -> bool {
        let Some((name, _)) = split(host) else { return false };
        let name = name.to_ascii_lowercase();
        let is_own = ["localhost", "127.0.0.1", "[::1]"].contains(&&*name);
        is_own || name == self.named || (self.any_address && is_address(&name))
    }
}

/// Name and port of a host; `None` if it is not well formed.
pub(super) fn split(host: &str) -> Option<(&str, u16)> {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    };
    let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
    let port = if port.is_empty() { 80 } else { port.parse().ok()? };
    (is_number && !name.is_empty()).then_some((name, port))
}

fn is_address(name: &str) -> bool {
    let inside = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    match inside {
        Some(inside) => inside.parse::<Ipv6Addr>().is_ok(),
        None => name.parse::<Ipv4Addr>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_names_are_accepted() {
        let hosts = Hosts::of("127.0.0.1");
        for host in ["localhost", "LocalHost:1", "127.0.0.1:4000", "[::1]", "[::1]:80"] {
            assert!(hosts.accept(host), "{host}");
        }
        for host in [
            "",
            ":80",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:4000",
            "localhost:x",
            "localhost:99999",
            "user@localhost",
            "::1",
            "192.168.0.7",
            "localhost:80:80",
        ] {
            assert!(!hosts.accept(host), "{host}");
        }
    }

    #[test]
    fn listening_everywhere_accepts_addresses_but_no_names() {
        for everywhere in ["0.0.0.0", "::"] {
            let hosts = Hosts::of(everywhere);
            assert!(hosts.accept("192.168.0.7:4000") && hosts.accept("[fe80::1]:4000"));
            assert!(!hosts.accept("evil.example"));
        }
        assert!(Hosts::of("Box.local").accept("box.LOCAL:4000"));
    }
}
