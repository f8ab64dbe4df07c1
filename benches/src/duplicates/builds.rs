//! How the programs are built: the columns of the table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::process::cargo;

/// The linker that the program is linked with, where it is not the compiler's own choice.
pub(super) const LINKER: &str = "DUPLICATES_LINKER";
/// The feature for dynamic libraries, of the package of the programs.
pub(super) const DYNAMIC: &str = "dynamic";

/// One way to build everything.
pub(super) struct Build {
    pub(super) name: &'static str,
    /// The profile of cargo, and what it has beyond the one that it inherits from.
    profile: &'static str,
    inherits: &'static str,
    settings: &'static str,
    flags: &'static str,
    /// The programs are dynamic libraries.
    pub(super) libraries: bool,
    /// The linker is not asked, since the compiler has merged what agrees in name.
    pub(super) merges: bool,
}

const fn build(
    name: &'static str,
    profile: &'static str,
    inherits: &'static str,
    settings: &'static str,
) -> Build {
    Build {
        name,
        profile,
        inherits,
        settings,
        flags: "",
        libraries: false,
        merges: false,
    }
}

/// All of them.
pub(super) const BUILDS: &[Build] = &[
    build("debug", "dev", "", ""),
    build(
        "debug, not incremental, 1 unit",
        "dev-one",
        "dev",
        "incremental = false\ncodegen-units = 1\n",
    ),
    build("release", "release", "", ""),
    build(
        "release, 1 unit",
        "release-one",
        "release",
        "codegen-units = 1\n",
    ),
    build(
        "release, 256 units",
        "release-many",
        "release",
        "codegen-units = 256\n",
    ),
    build(
        "release, incremental",
        "release-incremental",
        "release",
        "incremental = true\n",
    ),
    build(
        "release, `panic = \"abort\"`",
        "release-abort",
        "release",
        "panic = \"abort\"\n",
    ),
    Build {
        flags: "-Cprefer-dynamic",
        ..build(
            "release, `prefer-dynamic`",
            "release-dynamic",
            "release",
            "",
        )
    },
    Build {
        libraries: true,
        ..build("debug, `cdylib`", "dev-library", "dev", "")
    },
    Build {
        libraries: true,
        ..build("release, `cdylib`", "release-library", "release", "")
    },
    Build {
        merges: true,
        ..build(
            "`lto = \"thin\"`",
            "release-thin",
            "release",
            "lto = \"thin\"\n",
        )
    },
    Build {
        merges: true,
        ..build(
            "`lto = \"fat\"`",
            "release-fat",
            "release",
            "lto = \"fat\"\n",
        )
    },
    Build {
        merges: true,
        ..build(
            "debug, `lto = \"thin\"`",
            "dev-thin",
            "dev",
            "lto = \"thin\"\n",
        )
    },
];

/// What became of one program.
pub(super) enum Built {
    Refused(String),
    Program(PathBuf),
}

impl Build {
    /// The profile, in the manifest of the workspace.
    pub(super) fn manifest(&self) -> String {
        if self.inherits.is_empty() {
            return String::new();
        }
        format!(
            "\n[profile.{}]\ninherits = {:?}\n{}",
            self.profile, self.inherits, self.settings
        )
    }

    /// Builds all programs, by name.
    ///
    /// # Panics
    ///
    /// Cargo cannot be run, or says something that is not understood.
    pub(super) fn run(&self, root: &Path, linker: Option<&str>) -> BTreeMap<String, Built> {
        let mut command = cargo();
        command
            .current_dir(root)
            .args([
                "build",
                "--offline",
                "--keep-going",
                "--message-format=json",
            ])
            .args(["--package", "programs", "--profile", self.profile])
            .args(if self.libraries {
                &["--examples", "--features", DYNAMIC][..]
            } else {
                &["--bins"]
            })
            .env("CARGO_TARGET_DIR", root.join("target"))
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", self.flags)
            .env_remove(LINKER);
        if let Some(linker) = linker {
            command.env(LINKER, linker);
        }
        let output = command.output().expect("cargo can be run");
        let said = String::from_utf8_lossy(&output.stdout);
        let mut built = BTreeMap::new();
        for line in said.lines() {
            let message: Value = serde_json::from_str(line).expect("cargo says it in JSON");
            let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
            let Some(name) = text("/target/name") else {
                continue;
            };
            let name = name.trim_end_matches("_library").to_owned();
            match text("/reason") {
                Some("compiler-artifact") => {
                    let file = text("/executable").or_else(|| text("/filenames/0"));
                    if let Some(file) = file {
                        built.insert(name, Built::Program(file.into()));
                    }
                }
                Some("compiler-message") if text("/message/level") == Some("error") => {
                    let rendered = text("/message/rendered").unwrap_or_default();
                    match built
                        .entry(name)
                        .or_insert_with(|| Built::Refused(String::new()))
                    {
                        Built::Refused(text) => *text += rendered,
                        Built::Program(_) => {}
                    }
                }
                _ => {}
            }
        }
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(!built.is_empty(), "{messages}");
        built
    }
}
