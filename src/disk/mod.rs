//! The edge to the file system.
