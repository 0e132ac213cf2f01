//! The preview server: a finished site from memory, over HTTP, with live reload.
//!
//! One thread waits for all connections at once (`wire`). It reads the head of a
//! request under limits of size and time, checks it (`request`), has the file at its
//! address made by one of a few threads (`workers`, `answer`), writes the answer and
//! closes. So slow or vanished clients and hundreds of listeners cost a little memory
//! each and never a thread, and no path is ever made of a request.
//!
//! What is shown is a [`Site`]; an [`Edition`] makes its pages when they are asked for,
//! so that an edit is served as soon as the documents are read and linked. A request
//! is answered from the one site that was shown when it came.
//!
//! # What `tiny_http` does here
//!
//! It writes the head of each answer, no more. Its own listener cannot be used: its
//! thread pool loses connections that are kept alive, it allocates what a client
//! announces, reads a head without end, knows no time-outs and takes doubled or odd
//! lengths (CVE-2026-66752). A guard could hand it checked requests over a private
//! socket, but that socket would be a second door for every program of this machine,
//! and behind the guard nothing is left to do but to write an answer. `mio`, which
//! watching files needs anyway, waits for the sockets.

mod about;
mod answer;
mod edition;
mod hosts;
mod live;
mod mime;
mod request;
mod site;
mod wire;
mod workers;

pub use about::Trouble;
pub use edition::{Edition, News};
pub use site::Site;

use crate::text::DocPath;
use hosts::Hosts;
use mio::net::TcpListener;
use std::io;
use std::io::Read;
use std::net::SocketAddr;
use std::net::ToSocketAddrs;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;
use std::thread::JoinHandle;
use std::time::Instant;

/// The bytes of an attachment, and how many they are.
pub type Opened = (Box<dyn Read + Send>, u64);

/// Opens an attachment of the content folder; asked only for files that the build
/// named.
pub type Open = dyn Fn(&DocPath) -> io::Result<Opened> + Send + Sync;

/// What becomes of a request that begins with `bytes`: the path it asks for, or the
/// status of its refusal; `None` if its head is not complete yet. For tests that try all
/// sorts of bytes.
pub fn heed(bytes: &[u8]) -> Option<Result<String, u16>> {
    let read = request::read(bytes, &Hosts::of("127.0.0.1"))?;
    Some(read.map(|request| request.path))
}

/// Why the preview cannot listen.
#[derive(Debug)]
pub enum ServeError {
    /// The host names no address.
    Host {
        /// As asked for.
        host: String,
        /// Why.
        source: io::Error,
    },
    /// Another program listens on the port.
    Taken {
        /// The port asked for.
        port: u16,
    },
    /// The system refuses.
    Listen {
        /// The port asked for.
        port: u16,
        /// Why.
        source: io::Error,
    },
}

/// A running preview. Dropping it ends the preview.
pub struct Server {
    address: SocketAddr,
    host: String,
    shared: Arc<Shared>,
    waker: Arc<mio::Waker>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread that serves and the one that builds share.
pub(in crate::serve) struct Shared {
    shown: Mutex<Shown>,
}

/// What is served now.
#[derive(Clone)]
pub(in crate::serve) struct Shown {
    /// Told to browsers; grows with each change.
    version: u64,
    /// The first one.
    first: u64,
    /// `None` until the first build is there.
    site: Option<Arc<dyn Site>>,
    /// Since when.
    since: Instant,
    /// Why it is not the newest.
    trouble: Option<Arc<Trouble>>,
    is_ending: bool,
}

impl Shared {
    fn now(&self) -> Shown {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        change(&mut self.shown.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Starts to answer at `host` and `port`; 0 takes a free one. Until the first
/// [`Server::show`] every page is "not yet" (503). Versions grow from
/// `version`, which is not 0.
///
/// # Errors
/// If the address cannot be listened on.
pub fn start(
    host: &str,
    port: u16,
    version: u64,
    open: Arc<Open>,
) -> Result<Server, ServeError> {
    let refused = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken { port },
        _ => ServeError::Listen { port, source },
    };
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    let addresses = if plain.eq_ignore_ascii_case("localhost") {
        vec![SocketAddr::from(([127, 0, 0, 1], port))]
    } else {
        let found = (plain, port).to_socket_addrs();
        found
            .map_err(|source| ServeError::Host { host: host.to_owned(), source })?
            .collect()
    };
    let listener = bind(&addresses).map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;

    let since = Instant::now();
    let first = version;
    let shown =
        Shown { version, first, site: None, since, trouble: None, is_ending: false };
    let shared = Arc::new(Shared { shown: Mutex::new(shown) });
    let (wire, waker) =
        wire::Wire::new(listener, Hosts::of(plain), Arc::clone(&shared), open)
            .map_err(refused)?;
    let thread = thread::Builder::new().name("preview".to_owned());
    let thread = thread.spawn(move || wire.run()).map_err(refused)?;
    let host = plain.to_owned();
    Ok(Server { address, host, shared, waker, thread: Some(thread) })
}

/// Listens on the first address that can be had.
fn bind(addresses: &[SocketAddr]) -> io::Result<TcpListener> {
    let mut refused = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpListener::bind(*address) {
            Ok(listener) => {
                // The usual queue of 128 overflows when hundreds of listeners come
                // back at once; who is not let in tries again after a second only.
                #[cfg(unix)]
                rustix::net::listen(&listener, 1024)?;
                return Ok(listener);
            }
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// The path as a part of an address.
pub fn address(path: &str) -> String {
    answer::encode(path)
}

impl Server {
    /// Where the preview answers: `http://HOST:PORT/`.
    pub fn url(&self) -> String {
        let port = self.address.port();
        if self.host.contains(':') {
            format!("http://[{}]:{port}/", self.host)
        } else {
            format!("http://{}:{port}/", self.host)
        }
    }

    /// Whether only programs of this machine can reach the preview.
    pub fn is_private(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Serves `site` from now on, and tells browsers afterwards.
    pub fn show(&self, site: Arc<dyn Site>) {
        self.shared.change(|shown| {
            shown.version += u64::from(shown.site.is_some());
            shown.site = Some(site);
            shown.since = Instant::now();
            shown.trouble = None;
        });
        self.wake();
    }

    /// Says over the last good site why it is not the newest, or that it is again.
    pub fn say(&self, trouble: Option<Trouble>) {
        self.shared.change(|shown| {
            shown.version += u64::from(shown.site.is_some());
            shown.trouble = trouble.map(Arc::new);
        });
        self.wake();
    }

    /// Whether the preview still answers; false only after a bug in it.
    pub fn is_running(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    fn wake(&self) {
        // If it cannot be woken, it wakes by itself within a second.
        let _ = self.waker.wake();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.change(|shown| shown.is_ending = true);
        self.wake();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
