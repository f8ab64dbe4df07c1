//! What it costs to make the list of all components, which happens when it is first asked for.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use comfy_table::Table;

use super::valgrind::instructions;
use crate::process::cargo;

/// Makes a table of registries of up to so many components.
pub(super) fn run(largest: usize) -> Table {
    let mut table = super::table(&[
        "components",
        "`ssot::registry()`",
        "for each",
        "a `HashMap` of the same",
        "for each",
    ]);
    let folder = tempfile::tempdir().expect("there is room for a crate");
    let sizes = (1..).map(|power| 10_usize.pow(power));
    for components in sizes.take_while(|size| *size <= largest) {
        let program = build(&folder.path().join(components.to_string()), components);
        let of = |mode: &str| instructions(&program, &[mode.into()]);
        let nothing = of("nothing");
        let registry = of("registry");
        let (list, map) = (registry - nothing, of("map") - registry);
        #[expect(clippy::cast_precision_loss, reason = "there are not that many")]
        let each = |instructions: f64| format!("{:.0}", instructions / components as f64);
        table.add_row([
            components.to_string(),
            format!("{list:.0}"),
            each(list),
            format!("{map:.0}"),
            each(map),
        ]);
    }
    table
}

/// A program with so many components, which makes nothing, the list, or the list and a map of it.
fn build(folder: &Path, components: usize) -> PathBuf {
    let source = folder.join("src");
    fs::create_dir_all(&source).expect("a crate can be written");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[package]\nname = \"generated\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nssot = {{ path = '{}', default-features = false, features = [\"std\"] }}\n\n\
         # What is measured is in the runtime.\n[profile.release.package.generated]\nopt-level = 0\n",
        runtime.display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a crate can be written");
    let mut text = String::from(MAIN);
    for number in 0..components {
        // Not in the order of their names. The prime shares no divisor with a power of ten.
        let number = number * 7919 % components;
        writeln!(
            text,
            "#[ssot::ssot_component(new)] pub struct Component{number:05} {{ pub number: u64 }}"
        )
        .expect("a string takes it");
    }
    fs::write(source.join("main.rs"), text).expect("a crate can be written");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock"))
        .expect("the versions of this workspace need no download");
    // One folder for all of them, so that the runtime is built once.
    let target = folder.with_file_name("target");
    let status = cargo()
        .args(["build", "--release", "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env_remove("RUSTFLAGS")
        .status();
    let status = status.expect("cargo can be run");
    assert!(status.success(), "the crate does not build");
    let built = target.join("release/generated");
    let kept = folder.join("program");
    fs::rename(built, &kept).expect("the program is there");
    kept
}

const MAIN: &str = r#"#![allow(dead_code)]
use std::collections::HashMap;
use std::hint::black_box;

fn main() {
    let mode = std::env::args().nth(1);
    let mode = mode.as_deref();
    if mode == Some("nothing") {
        return;
    }
    let registry = ssot::registry();
    black_box(registry.len());
    if mode == Some("map") {
        black_box(registry.iter().map(|component| (component.name, component)).collect::<HashMap<_, _>>());
    }
}
"#;
