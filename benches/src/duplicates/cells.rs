//! Who says that a name is defined twice.

use std::fmt;
use std::process::Command;

use super::builds::Built;
use super::kinds::{Between, Kind};
use super::workspace::NOT_COMPOSED;

/// What became of one program.
pub(super) enum Cell {
    /// The linker refused it, with the sentence and both crates.
    Linker,
    /// The compiler refused it while it merged both crates, and named the module of one.
    Merging,
    /// The program runs, and the registry says so, with both crates. `composed` unless the composition fails with it.
    Registry { composed: bool },
    /// Anything else.
    Hole(String),
}

impl Cell {
    /// Why this is less than is promised.
    pub(super) fn hole(&self, merges: bool) -> Option<&str> {
        match self {
            Self::Hole(said) => Some(said),
            Self::Merging | Self::Registry { .. } if !merges => Some("the linker is silent"),
            _ => None,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Linker => "linker",
            Self::Merging => "compiler",
            Self::Registry { composed: false } => "`verify`, `App::new`",
            Self::Registry { composed: true } => "`verify`",
            Self::Hole(_) => "HOLE",
        })
    }
}

pub(super) fn cell(kind: &Kind, built: Option<Built>, linker: &str) -> Cell {
    match built {
        None => Cell::Hole("it was not built".to_owned()),
        Some(Built::Refused(said)) => refused(kind, &said, linker),
        Some(Built::Program(program)) => {
            let output = Command::new(program).output();
            match output {
                Ok(output) => reported(kind, &String::from_utf8_lossy(&output.stdout)),
                Err(error) => Cell::Hole(error.to_string()),
            }
        }
    }
}

fn refused(kind: &Kind, said: &str, linker: &str) -> Cell {
    // Without the command, which names every library.
    let said: Vec<_> = said
        .lines()
        .filter(|line| !line.contains("\"-m64\""))
        .collect();
    let said = said.join("\n");
    let sentence = kind.sentence;
    let plain = sentence
        .replace(": ", "_")
        .replace("::", "__")
        .replace('`', "")
        .replace(' ', "_");
    let says_what = said.contains(sentence) || said.contains(&plain);
    let crates = crates(kind);
    if let Some((_, module)) = said.split_once("failed to load bitcode of module \"") {
        let mut modules = crates
            .iter()
            .flatten()
            .filter_map(|name| name.strip_prefix("lib"));
        if modules.any(|name| module.starts_with(name)) {
            return Cell::Merging;
        }
    }
    // Each linker has its own words, which tell that it was the one.
    let words = match linker {
        "lld" => "rust-lld: error: duplicate symbol: ",
        _ => ": multiple definition of `",
    };
    // As a linker names them: by the library, or where there is debug information by its source.
    let both = crates
        .iter()
        .all(|names| names.iter().any(|name| said.contains(name)));
    if says_what && both && said.contains(words) {
        Cell::Linker
    } else {
        Cell::Hole(format!("it does not build:\n{said}"))
    }
}

/// How each of the two crates may be called.
fn crates(kind: &Kind) -> [Vec<String>; 2] {
    let folder = kind.folder;
    let names = |suffix: &str| {
        vec![
            format!("lib{folder}_{suffix}-"),
            format!("{folder}_{suffix}/src/lib.rs"),
        ]
    };
    match kind.between {
        Between::Program => [
            names("one"),
            vec![
                format!("/{folder}-"),
                format!("/{folder}_library-"),
                format!("src/{folder}.rs"),
            ],
        ],
        Between::Versions => {
            let library = format!("lib{folder}_port-");
            let mut both = [names("one"), names("two")];
            for names in &mut both {
                names.push(library.clone());
            }
            both
        }
        _ => [names("one"), names("two")],
    }
}

fn reported(kind: &Kind, printed: &str) -> Cell {
    let packages = match kind.between {
        Between::Program => [
            format!("({}_one 1.0.0)", kind.folder),
            "(programs 0.1.0)".to_owned(),
        ],
        Between::Versions => [1, 2].map(|version| format!("({}_port {version}.0.0)", kind.folder)),
        _ => [("one", 1), ("two", 2)]
            .map(|(name, version)| format!("({}_{name} {version}.0.0)", kind.folder)),
    };
    let named = packages.iter().all(|package| printed.contains(package));
    let report = format!("{}: ", kind.code);
    if !named || !printed.starts_with(&report) {
        return Cell::Hole(format!("it builds, and prints:\n{printed}"));
    }
    let composed = !printed.contains(&format!("{NOT_COMPOSED}{report}"));
    if composed && kind.program.composition.is_some() {
        return Cell::Hole(format!("it is composed, and prints:\n{printed}"));
    }
    Cell::Registry { composed }
}
