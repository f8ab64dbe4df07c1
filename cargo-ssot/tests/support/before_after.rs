//! Cases of migrations, as files in `fixtures/migrate`.
//!
//! A case has the text of a module behind `//- before`, and behind `//- after` what it becomes. Behind `//- stays` stands
//! what is listed and not changed, behind `//- nothing to do` what is not even listed. What else such a line says is a
//! remark. `BLESS=1` writes what comes of each case.

use std::path::{Path, PathBuf};
use std::{env, fs};

const MARK: &str = "//- ";

pub(crate) struct File {
    path: PathBuf,
    pub(crate) name: String,
    pub(crate) cases: Vec<Case>,
}

pub(crate) struct Case {
    /// The line above it.
    head: String,
    pub(crate) before: String,
    pub(crate) after: String,
    /// Whether something is left of it.
    pub(crate) is_listed: bool,
}

/// The files of a folder.
pub(crate) fn read(folder: &str) -> Vec<File> {
    let folder = Path::new("tests/fixtures/migrate").join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.into_iter().map(parse).collect()
}

fn parse(path: PathBuf) -> File {
    let name = path
        .file_stem()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned();
    let text = fs::read_to_string(&path).expect("it is text");
    let mut cases: Vec<Case> = Vec::new();
    let mut is_after = false;
    for line in text.split_inclusive('\n') {
        let head = line.strip_prefix(MARK);
        if let Some(head) = head.filter(|head| head.trim_end() != "after") {
            cases.push(Case {
                head: line.to_owned(),
                before: String::new(),
                after: String::new(),
                is_listed: head.starts_with("stays"),
            });
            is_after = false;
            continue;
        }
        let case = cases
            .last_mut()
            .unwrap_or_else(|| panic!("{name} starts with a mark"));
        if head.is_some() {
            is_after = true;
            case.after.clear();
            continue;
        }
        case.after.push_str(line);
        if !is_after {
            case.before.push_str(line);
        }
    }
    File { path, name, cases }
}

impl File {
    /// Compares the case at a position with what has become of it.
    pub(crate) fn expect(&mut self, position: usize, text: &str) {
        let case = &mut self.cases[position];
        if env::var_os("BLESS").is_none() {
            assert_eq!(
                text, case.after,
                "{} {position}: {}",
                self.name, case.before
            );
        }
        text.clone_into(&mut case.after);
    }
}

impl Drop for File {
    /// Writes what was blessed.
    fn drop(&mut self) {
        if env::var_os("BLESS").is_none() {
            return;
        }
        let cases = self.cases.iter().map(|case| {
            let Case {
                head,
                before,
                after,
                ..
            } = case;
            if before == after {
                format!("{head}{before}")
            } else {
                format!("{head}{before}{MARK}after\n{after}")
            }
        });
        fs::write(&self.path, cases.collect::<String>()).expect("it can be written");
    }
}
