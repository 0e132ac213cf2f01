//! `kenning serve`: shows the site, and looks again whenever something changed. Nothing
//! is written anywhere.

use super::args;
use super::build::tell;
use super::failure::Failure;
use super::inputs;
use super::out;
use super::plan::Plan;
use super::preview::Preview;
use crate::build::Drafts;
use crate::disk::Attachment;
use crate::disk::{How, Look, Waker, Watch};
use crate::serve;
use crate::serve::Server;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// How often to ask whether the day or the commit is another.
const TICK: Duration = Duration::from_secs(20);

/// Serves the site until a signal ends it.
pub(super) fn serve(plan: &Plan, action: &args::Serve) -> Result<u8, Failure> {
    let start = Instant::now();
    let gathered = inputs::gather(plan)?;
    if gathered.folder.files.is_empty() {
        tell(plan.out, &gathered.folder.findings);
        return Err(Failure::NoDocuments(plan.source.clone()));
    }
    let source = plan.source.clone();
    let open = Arc::new(move |path: &_| {
        let file = Attachment::open(&source, path)?;
        let size = file.size();
        Ok((Box::new(file) as _, size))
    });
    let server = serve::start(&action.host, action.port, first_version(), open)?;
    let (folders, files) = inputs::watched(plan);
    let how = if action.poll { How::Poll } else { How::Events };
    let mut watch = Watch::new(folders, files, how);
    let stop = stop_on_signals(watch.waker())?;

    let drafts = if action.drafts { Drafts::Shown } else { Drafts::Hidden };
    let editor = editor(&action.editor, &plan.source);
    let mut preview = Preview::new(plan, &server, drafts, editor);
    preview.update(gathered, start);
    if !preview.is_shown() {
        return Err(Failure::PreviewEnded);
    }
    greet(plan, action, &server)?;
    let mut is_told = action.poll;
    loop {
        if watch.how() == How::Poll && !is_told {
            plan.out
                .say("the system refuses to watch; looking for changes twice a second");
            is_told = true;
        }
        let look = watch.wait(TICK);
        if stop.load(Ordering::Relaxed) {
            return Ok(0);
        }
        if !server.is_running() {
            return Err(Failure::PreviewEnded);
        }
        match look {
            Look::Again => preview.look(),
            Look::Timeout => preview.tick(),
            Look::Woken => {}
        }
    }
}

/// The address that opens a document, by the name of an editor or as it was given.
fn editor(asked: &str, source: &Path) -> String {
    let pattern = match asked {
        "vscode" => "vscode://file{path}:{line}",
        "idea" => "idea://open?file={path}&line={line}",
        "zed" => "zed://file{path}:{line}",
        other => other,
    };
    let folder = source.canonicalize().unwrap_or_else(|_| source.to_path_buf());
    let folder = serve::address(&folder.to_string_lossy());
    pattern.replace("{path}", &format!("{folder}/{{path}}"))
}

fn greet(plan: &Plan, action: &args::Serve, server: &Server) -> Result<(), Failure> {
    let url = server.url();
    out::data(format!("{url}\n").as_bytes())?;
    if !server.is_private() {
        plan.out.say("everyone in this network can read the preview");
    }
    if action.open {
        open_browser(&url);
    }
    Ok(())
}

/// Greater than any version an earlier preview told, so that a page that was left
/// open sees that it is old.
fn first_version() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default().max(1)
}

/// Sets the flag and ends the wait on Ctrl-C and the like.
fn stop_on_signals(waker: Waker) -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]);
        let mut signals = signals.map_err(Failure::Signals)?;
        let flag = Arc::clone(&stop);
        thread::spawn(move || {
            if signals.forever().next().is_some() {
                flag.store(true, Ordering::Relaxed);
                waker.wake();
                end_soon();
            }
        });
    }
    #[cfg(not(unix))]
    drop(waker);
    Ok(stop)
}

/// A long build does not hold up the end; the preview writes nothing that could be
/// left half done.
#[cfg(unix)]
#[expect(clippy::exit, reason = "the thread that should return is busy building")]
fn end_soon() {
    thread::sleep(Duration::from_millis(1500));
    std::process::exit(0);
}

/// Starts the browser, never through a shell.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Without a browser the address on the screen is enough.
    if let Ok(mut child) = command.spawn() {
        thread::spawn(move || child.wait());
    }
}
