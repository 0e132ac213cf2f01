//! The preview server.

use std::io;

/// Why the preview cannot listen.
#[derive(Debug)]
pub enum ServeError {
    /// The host names no address of this machine.
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
