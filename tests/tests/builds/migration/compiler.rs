//! What the compiler says about a step, in a folder of its own that may be broken.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::fixtures::output_of_cargo;
use serde_json::Value;

const STEPS: &str = "../examples/migration";

/// The files of a step by their paths.
pub(crate) type Files = BTreeMap<String, String>;

/// The files of a step, without what cargo puts there when somebody builds it in its place.
pub(crate) fn files(step: usize) -> Files {
    let folder = Path::new(STEPS).join(format!("step-{step}"));
    let mut files = Files::new();
    collect(&folder, &folder, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder of a step can be read") {
        let path = entry.expect("its entries can be read").path();
        let name = path.strip_prefix(root).expect("it is below its folder");
        let name = name.to_str().expect("names are UTF-8").to_owned();
        if name == "target" || name == "Cargo.lock" {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let text = fs::read_to_string(&path).expect("a step is text");
            files.insert(name, text);
        }
    }
}

/// The test that takes every path of step 0.
pub(crate) fn every_path() -> String {
    fs::read_to_string(Path::new(STEPS).join("every_path.rs")).expect("it can be read")
}

/// A diagnostic of rustc.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Message {
    pub(crate) level: String,
    /// `file:line:column` of what it is about.
    pub(crate) place: String,
    /// Its first line.
    pub(crate) text: String,
    /// As it is printed.
    pub(crate) rendered: String,
}

/// What came of a call of cargo.
pub(crate) struct Outcome {
    pub(crate) success: bool,
    pub(crate) messages: Vec<Message>,
    /// What else was printed.
    pub(crate) output: String,
}

impl Outcome {
    pub(crate) fn of_level(&self, level: &str) -> Vec<&Message> {
        let messages = self.messages.iter();
        messages.filter(|message| message.level == level).collect()
    }
}

/// The folder in which one step after another is put, as in a working copy.
pub(crate) struct WorkingCopy {
    folder: PathBuf,
    runtime: String,
}

impl WorkingCopy {
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("migration");
        fs::create_dir_all(&folder).expect("a folder can be made");
        let runtime = fs::canonicalize("../runtime").expect("the runtime is there");
        let runtime = runtime.display().to_string();
        Self { folder, runtime }
    }

    /// Replaces what was there. Of the workspace it has the lock file, so that nothing has to be downloaded.
    pub(crate) fn put(&self, files: &Files) {
        for entry in fs::read_dir(&self.folder).expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_file() {
                fs::remove_file(path).expect("a file can be removed");
            } else {
                fs::remove_dir_all(path).expect("a folder can be removed");
            }
        }
        for (name, text) in files {
            let file = self.folder.join(name);
            let parent = file.parent().expect("a file is in a folder");
            fs::create_dir_all(parent).expect("a folder can be made");
            let text = text.replace("../../../runtime", &self.runtime);
            fs::write(file, text).expect("a file can be written");
        }
        fs::copy("../Cargo.lock", self.folder.join("Cargo.lock")).expect("there is a lock file");
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Outcome {
        // Nothing of it is debugged, and it is linked sooner.
        let without_debug = ["--config", "profile.dev.debug=0"];
        let output = output_of_cargo(&self.folder, &[&without_debug, arguments].concat());
        let printed = String::from_utf8(output.stdout).expect("cargo prints UTF-8");
        let mut messages = Vec::new();
        let mut rest = String::from_utf8_lossy(&output.stderr).into_owned();
        for line in printed.lines() {
            match serde_json::from_str::<Value>(line) {
                Ok(value) => messages.extend(message(&value)),
                Err(_) => rest.extend([line, "\n"]),
            }
        }
        messages.sort_by_key(position);
        // The library is compiled for itself and for its tests, and says everything twice.
        messages.dedup_by(|one, other| (&one.place, &one.text) == (&other.place, &other.text));
        Outcome {
            success: output.status.success(),
            messages,
            output: rest,
        }
    }

    pub(crate) fn test(&self, arguments: &[&str]) -> Outcome {
        self.cargo(&[&["test", "--message-format", "json"], arguments].concat())
    }
}

/// Sorted by file and by number, so that line 9 comes before line 10.
fn position(message: &Message) -> (String, Vec<usize>) {
    let mut parts = message.place.split(':');
    let file = parts.next().unwrap_or_default().to_owned();
    (file, parts.filter_map(|part| part.parse().ok()).collect())
}

/// A message about code. What counts the others is about none.
fn message(value: &Value) -> Option<Message> {
    let message = value.get("message")?;
    let spans = message.get("spans")?.as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    Some(Message {
        level: message["level"].as_str()?.to_owned(),
        place: format!(
            "{}:{}:{}",
            primary["file_name"].as_str()?,
            primary["line_start"],
            primary["column_start"]
        ),
        text: message["message"].as_str()?.to_owned(),
        rendered: without_places_on_this_machine(message["rendered"].as_str()?),
    })
}

/// rustc writes the full name of a long type to a file, and says to which one.
fn without_places_on_this_machine(rendered: &str) -> String {
    let said = [
        "= note: the full name for the type has been written to",
        "= note: consider using `--verbose` to print the full type name",
    ];
    let lines = rendered.lines();
    let lines = lines.filter(|line| !said.iter().any(|said| line.contains(said)));
    lines.flat_map(|line| [line, "\n"]).collect()
}
