//! The servers of the guide: each is a program whose own tests run, and stands in its page as it is.
//!
//! `BLESS=1 cargo test -p ssot-tests-guide --test guide programs::` writes these parts of the pages anew.

use crate::parts;
use std::fs;

const PAGES: [&str; 2] = ["axum", "actix-web"];

#[test]
fn the_pages_show_the_programs() {
    for page in PAGES {
        let path = format!("../../docs/recipes/{page}.md");
        let text = fs::read_to_string(&path).expect("the page can be read");
        let written = parts::rewritten(&text, part);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, written).expect("the page can be written");
            continue;
        }
        assert!(
            text == written,
            "write {page}.md anew with BLESS=1:\n{written}"
        );
        assert!(
            text.contains("<!-- written: program "),
            "{page}.md shows no program"
        );
    }
}

/// What stands below a comment of the page.
fn part(words: &[&str]) -> String {
    let ["program", name] = words else {
        panic!("the page asks for {words:?}");
    };
    let program = fs::read_to_string(format!("programs/{name}.rs"));
    // A documentation test would wait for requests.
    parts::fenced("rust,no_run", &program.expect("there is such a program"))
}
