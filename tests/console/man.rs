//! `kenning man`.

use super::{project, ran};

#[test]
fn each_command_has_its_page() {
    let folder = project(&[]);
    let (code, whole, talk) = ran(folder.path(), &["man"]);
    assert_eq!((code, talk.as_str()), (0, ""));
    assert!(whole.contains(".TH kenning 1 "), "{whole}");
    for command in [
        "build",
        "serve",
        "check",
        "export",
        "query",
        "explain",
        "fix",
        "init",
        "new",
        "completions",
        "man",
    ] {
        assert!(whole.contains(&format!("kenning\\-{command}(1)")), "{command}");
        let (code, page, _) = ran(folder.path(), &["man", command]);
        assert_eq!(code, 0);
        assert!(page.contains(&format!("kenning {command}")), "{page}");
        assert!(page.contains("Examples:") || page.contains("Exit status"), "{command}");
    }
}

#[test]
fn a_slip_of_the_pen_is_mended() {
    let folder = project(&[]);
    let found = ran(folder.path(), &["man", "bild"]);
    let said = "error: there is no command `bild`; did you mean `build`?\n";
    assert_eq!(found, (2, String::new(), said.to_owned()));
}
