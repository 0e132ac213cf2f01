//! Hands the arguments over and returns the exit code.

use std::process::ExitCode;

// Parsing allocates a lot of small pieces; this allocator makes it half as fast again.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    kenning::cli::run(std::env::args_os())
}
