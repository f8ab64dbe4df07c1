//! The workspaces that the fixtures hold.

use std::fs;
use std::path::Path;

/// A violation: the file, its line, the code.
pub(crate) type Violation = (String, usize, String);

/// Writes the workspace of a case to a folder, and returns what it says that is wrong in it.
pub(crate) fn unpack(case: &Path, folder: &Path) -> Vec<Violation> {
    let text = fs::read_to_string(case).expect("a case can be read");
    let mut violations = Vec::new();
    let mut files: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("//- ") {
            files.push((path.trim().to_owned(), Vec::new()));
            continue;
        }
        let Some((path, lines)) = files.last_mut() else {
            panic!("{}: the first line names no file", case.display());
        };
        let (code, marks) = line.split_once("//~").unwrap_or((line, ""));
        lines.push(code.trim_end().to_owned());
        violations.extend(
            marks
                .split_whitespace()
                .map(|mark| (path.clone(), lines.len(), mark.to_owned())),
        );
    }
    if !files.iter().any(|(path, _)| path == "Cargo.toml") {
        let manifest = "[package]\nname = \"acme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        fs::write(folder.join("Cargo.toml"), manifest).expect("the folder can be written");
    }
    for (path, lines) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in the folder"))
            .expect("the folder can be written");
        fs::write(path, lines.join("\n") + "\n").expect("the folder can be written");
    }
    violations.sort();
    violations
}
