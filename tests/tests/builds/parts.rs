//! Parts of a page that are written by its test: each stands between two comments, of which the first says what it is.

use std::fmt::Write as _;

const START: &str = "<!-- written: ";
const END: &str = "<!-- end -->";

/// The page with each part as `write` gives it for the words in its comment.
pub(crate) fn rewritten(page: &str, write: impl Fn(&[&str]) -> String) -> String {
    let mut written = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(START) {
        let (words, after) = after.split_once(" -->\n").expect("a comment ends");
        let (_, after) = after.split_once(END).expect("a part ends");
        let part = write(&words.split(' ').collect::<Vec<_>>());
        write!(written, "{before}{START}{words} -->\n\n{part}\n{END}").expect("a string takes it");
        rest = after;
    }
    written + rest
}

/// A block of code.
pub(crate) fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim_end())
}
