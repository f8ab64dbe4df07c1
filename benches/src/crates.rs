//! Generated crates that are written in one way, in a workspace of their own.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use crate::process::{Cost, cargo, compiler, once};

/// How the crates are built, where it is not as cargo does it by itself.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) macros_opt_level: Option<String>,
    pub(crate) incremental: bool,
}

/// One crate.
pub(crate) struct Package {
    pub(crate) name: String,
    /// `src/lib.rs`, or `src/main.rs`.
    pub(crate) root: &'static str,
    /// The line of its manifest that says what it is written with.
    pub(crate) dependency: String,
    pub(crate) source: String,
}

pub(crate) struct Workspace {
    root: PathBuf,
    profile: Profile,
}

impl Workspace {
    /// Writes the crates, and fetches what they depend on.
    ///
    /// # Panics
    ///
    /// There is no room, or no network.
    pub(crate) fn generate(
        root: PathBuf,
        packages: impl IntoIterator<Item = Package>,
        profile: Profile,
    ) -> Self {
        for package in packages {
            let name = package.name;
            let folder = root.join("crates").join(&name);
            let source = folder.join(package.root);
            fs::create_dir_all(folder.join("src")).expect("the crates can be written");
            let manifest = format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
                package.dependency
            );
            fs::write(folder.join("Cargo.toml"), manifest).expect("the crates can be written");
            fs::write(source, package.source).expect("the crates can be written");
        }
        // What comes from a registry is never built incrementally; `ssot` comes from a folder here.
        let manifest = "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n\n\
                        [profile.dev.package.\"*\"]\nincremental = false\n";
        fs::write(root.join("Cargo.toml"), manifest).expect("the crates can be written");
        let workspace = Self { root, profile };
        let output = workspace
            .cargo(&["fetch"])
            .output()
            .expect("cargo can be run");
        assert!(
            output.status.success(),
            "what the crates depend on cannot be fetched; the measurement needs the network once, or all of it in \
             cargo's cache:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        workspace
    }

    /// Says how the next commands build.
    pub(crate) fn set_incremental(&mut self, incremental: bool) {
        self.profile.incremental = incremental;
    }

    /// Removes everything that was built.
    pub(crate) fn clean(&self) {
        let target = self.root.join("target");
        if target.exists() {
            fs::remove_dir_all(target).expect("what was built can be removed");
        }
    }

    /// Has cargo do something with a crate, and with whatever it depends on.
    pub(crate) fn run(&self, command: &[&str], package: &str) -> Cost {
        let mut cargo = self.cargo(command);
        cargo.args(["--quiet", "--offline", "--package", package]);
        once(&[0], cargo)
    }

    /// The same, after its source was touched.
    pub(crate) fn run_touched(&self, command: &[&str], package: &str) -> Cost {
        let folder = self.root.join("crates").join(package).join("src");
        let roots = ["lib.rs", "main.rs"].map(|root| folder.join(root));
        let source = roots.iter().find(|root| root.exists());
        let touched = File::options()
            .append(true)
            .open(source.expect("the crate has a root"))
            .and_then(|file| file.set_modified(SystemTime::now()));
        touched.expect("the source can be touched");
        self.run(command, package)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo();
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
        if !self.profile.incremental {
            command.env("CARGO_INCREMENTAL", "0");
        }
        if let Some(level) = &self.profile.macros_opt_level {
            command.env("CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL", level);
        }
        command
    }
}

/// Under what conditions crates were built, with the names and versions of what they use.
///
/// # Panics
///
/// The compiler cannot be run.
pub(crate) fn conditions(used: impl Iterator<Item = String>) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let rustc = Command::new(compiler()).arg("--version").output();
    let rustc = rustc.expect("rustc can be run").stdout;
    let rustc = String::from_utf8_lossy(&rustc).trim().to_owned();
    let mut versions: Vec<_> = [rustc].into_iter().chain(used).collect();
    versions.dedup();
    format!("{cores} cores; {}", versions.join(", "))
}

/// The line of a manifest for the crate of this folder, with something more about it: `, default-features = false`.
pub(crate) fn ssot(more: &str) -> String {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    format!("ssot = {{ path = {runtime:?}{more} }}")
}
