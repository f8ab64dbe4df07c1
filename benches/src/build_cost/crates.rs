//! The generated crates of one way, in a workspace of their own: one crate for each number of types.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::ways::Way;
use crate::process::{Cost, once};

/// How the crates are checked, where it is not as cargo does it by itself.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub(super) macros_opt_level: Option<String>,
    pub(super) incremental: bool,
}

pub(super) struct Workspace {
    root: PathBuf,
    profile: Profile,
}

impl Workspace {
    /// Writes the crates, and fetches what they depend on.
    ///
    /// # Panics
    ///
    /// There is no room, or no network.
    pub(super) fn generate(root: PathBuf, way: &Way, types: &[usize], profile: Profile) -> Self {
        for number in [0].iter().chain(types) {
            let folder = root.join(package(*number));
            fs::create_dir_all(folder.join("src")).expect("the crates can be written");
            let manifest = format!(
                "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
                package(*number),
                way.dependency()
            );
            fs::write(folder.join("Cargo.toml"), manifest).expect("the crates can be written");
            fs::write(folder.join("src/lib.rs"), source(way, *number))
                .expect("the crates can be written");
        }
        // What comes from a registry is never built incrementally; `ssot` comes from a folder here.
        let manifest = "[workspace]\nmembers = [\"types-*\"]\nresolver = \"3\"\n\n\
                        [profile.dev.package.\"*\"]\nincremental = false\n";
        fs::write(root.join("Cargo.toml"), manifest).expect("the crates can be written");
        let workspace = Self { root, profile };
        let output = workspace
            .cargo(&["fetch"])
            .output()
            .expect("cargo can be run");
        assert!(
            output.status.success(),
            "what `{}` depends on cannot be fetched; the measurement needs the network once, or all of it in cargo's \
             cache:\n{}",
            way.name,
            String::from_utf8_lossy(&output.stderr)
        );
        workspace
    }

    /// Removes everything that was built.
    pub(super) fn clean(&self) {
        let target = self.root.join("target");
        if target.exists() {
            fs::remove_dir_all(target).expect("what was built can be removed");
        }
    }

    /// Checks the crate with so many types, and whatever it depends on.
    pub(super) fn check(&self, types: usize) -> Cost {
        once(
            &[0],
            self.cargo(&[
                "check",
                "--quiet",
                "--offline",
                "--package",
                &package(types),
            ]),
        )
    }

    /// The same, after its source was touched.
    pub(super) fn check_touched(&self, types: usize) -> Cost {
        let source = self.root.join(package(types)).join("src/lib.rs");
        let touched = File::options()
            .append(true)
            .open(source)
            .and_then(|file| file.set_modified(SystemTime::now()));
        touched.expect("the source can be touched");
        self.check(types)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.root);
        // As a user's own shell has it, whatever this one was started with.
        for variable in [
            "CARGO_TARGET_DIR",
            "CARGO_INCREMENTAL",
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_WORKSPACE_WRAPPER",
            "CARGO_BUILD_RUSTC_WRAPPER",
        ] {
            command.env_remove(variable);
        }
        // The compiler itself: what `rustup` puts before it costs time, and may choose another one.
        command.env("RUSTC", compiler());
        if !self.profile.incremental {
            command.env("CARGO_INCREMENTAL", "0");
        }
        if let Some(level) = &self.profile.macros_opt_level {
            command.env("CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL", level);
        }
        command
    }
}

/// The compiler beside the cargo that built this program.
pub(super) fn compiler() -> PathBuf {
    Path::new(env!("CARGO")).with_file_name(format!("rustc{}", env::consts::EXE_SUFFIX))
}

fn package(types: usize) -> String {
    format!("types-{types}")
}

fn source(way: &Way, types: usize) -> String {
    let mut source = String::from("//! Generated types.\n#![allow(dead_code)]\n\n");
    source += way.once;
    for number in 0..types {
        let text = way.each.replace("NAME", &format!("Type{number}"));
        writeln!(source, "{text}").expect("a string takes it");
    }
    source
}
