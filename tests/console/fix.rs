//! `kenning fix`.

use super::{project, ran};
use kenning::source::mended;
use proptest::prelude::*;
use std::fs;

const DAMAGED: &str = "# Week\r\n\r\n<!-- ‚úÖ --> ‚úÖ Done\r\n- ✅ sound\n- next ‚Üí ‚úÖ";
const MENDED: &str = "# Week\r\n\r\n<!-- ✅ --> ✅ Done\r\n- ✅ sound\n- next → ✅";

#[test]
fn the_diff_changes_nothing_and_the_mending_nothing_else() {
    let folder =
        project(&[("content/week.md", DAMAGED), ("content/ok.md", "# Fine ✅\n")]);
    let old = folder.path().join("content/old.md");
    fs::write(&old, b"# Caf\xe9\n").unwrap();

    let (code, diff, talk) = ran(folder.path(), &["fix"]);
    let expected = "\
old.md: Windows-1252 becomes UTF-8
--- a/week.md
+++ b/week.md
@@ -1,5 +1,5 @@
 # Week
 
-<!-- ‚úÖ --> ‚úÖ Done
+<!-- ✅ --> ✅ Done
 - ✅ sound
-- next ‚Üí ‚úÖ
+- next → ✅
";
    assert_eq!((code, diff.as_str()), (0, expected));
    assert!(
        talk.ends_with(
            "2 documents to mend; nothing was written, `kenning fix --write` mends them\n"
        ),
        "{talk}"
    );
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("content/week.md"), DAMAGED.as_bytes());

    let (code, done, _) = ran(folder.path(), &["fix", "--write"]);
    let lines = "old.md: Windows-1252 became UTF-8\nweek.md: 4 damaged signs mended\n";
    assert_eq!((code, done.as_str()), (0, lines));
    assert_eq!(read("content/week.md"), MENDED.as_bytes());
    assert_eq!(read("content/old.md"), "# Café\n".as_bytes());
    assert_eq!(read("content/ok.md"), "# Fine ✅\n".as_bytes());

    for arguments in [&["fix"][..], &["fix", "--write"]] {
        let (code, out, _) = ran(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (0, ""), "a second run finds nothing");
    }
    let left: Vec<_> = fs::read_dir(folder.path().join("content")).unwrap().collect();
    assert_eq!(left.len(), 3, "no temporary file is left: {left:?}");
}

#[cfg(unix)]
#[test]
fn rights_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = project(&[("content/week.md", DAMAGED), ("outside.md", DAMAGED)]);
    let at = |name: &str| folder.path().join(name);
    fs::set_permissions(at("content/week.md"), fs::Permissions::from_mode(0o640))
        .unwrap();
    symlink("week.md", at("content/link.md")).unwrap();
    symlink("../outside.md", at("content/leak.md")).unwrap();
    let (code, _, _) = ran(folder.path(), &["fix", "--write"]);
    assert_eq!(code, 0);
    assert!(at("content/link.md").symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_to_string(at("content/week.md")).unwrap(), MENDED);
    assert_eq!(
        fs::metadata(at("content/week.md")).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(fs::read_to_string(at("outside.md")).unwrap(), DAMAGED);
}

#[test]
fn a_mark_that_was_there_stays_and_none_is_added() {
    let marked = mended("\u{feff}it‚Äôs ‚úÖ\n".as_bytes()).unwrap();
    assert_eq!(marked.bytes(), "\u{feff}it’s ✅\n".as_bytes());
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("# ä\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(mended(&wide).unwrap().bytes(), "# ä\n".as_bytes());
    assert_eq!(mended(b"\0\0\0\0"), None, "no text");
}

proptest! {
    #[test]
    fn what_is_mended_needs_no_mending(text in "([a-zé✅→ü’ \n]|‚úÖ|âœ…|Ã©|√©|‚Äö√∫√ñ|[\u{0}-\u{ff}]){0,60}") {
        if let Some(found) = mended(text.as_bytes()) {
            prop_assert_eq!(mended(&found.bytes()), None);
            prop_assert_eq!(found.before.matches('\n').count(), found.after.matches('\n').count());
        }
    }

    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        if let Some(found) = mended(&bytes) {
            prop_assert_eq!(mended(&found.bytes()), None);
        }
    }
}
