//! The generated workspace: two libraries of each kind, and one package with a program of each.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::builds::{BUILDS, DYNAMIC, LINKER};
use super::kinds::{Between, Kind};

/// What a program prints before the error of its composition.
pub(super) const NOT_COMPOSED: &str = "not composed: ";

/// Writes everything.
///
/// # Panics
///
/// There is no room.
pub(super) fn write(root: &Path, kinds: &[&Kind]) {
    let mut manifest = String::from(
        "[workspace]\nmembers = [\"programs\"]\nexclude = [\"libraries\"]\nresolver = \"3\"\n",
    );
    for build in BUILDS {
        manifest += &build.manifest();
    }
    file(&root.join("Cargo.toml"), &manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the versions of this workspace can be copied");
    let mut dependencies = ssot();
    let mut programs = String::new();
    for kind in kinds {
        dependencies += &libraries(root, kind);
        let name = kind.folder;
        write!(
            programs,
            "\n[[bin]]\nname = \"{name}\"\npath = \"src/{name}.rs\"\n\
             \n[[example]]\nname = \"{name}_library\"\npath = \"src/{name}.rs\"\ncrate-type = [\"cdylib\"]\n"
        )
        .expect("a string takes it");
        file(
            &root.join(format!("programs/src/{name}.rs")),
            &program(kind),
        );
    }
    file(
        &root.join("programs/Cargo.toml"),
        &format!(
            "{}\n[features]\n{DYNAMIC} = [\"ssot/dynamic-libraries\"]\n\n[dependencies]\n{dependencies}{programs}",
            package("programs", "0.1.0")
        ),
    );
    file(&root.join("programs/build.rs"), &build_script());
}

/// Only what is linked last is built anew for another linker.
fn build_script() -> String {
    format!(
        "fn main() {{
    println!(\"cargo::rerun-if-env-changed={LINKER}\");
    if let Ok(linker) = std::env::var(\"{LINKER}\") {{
        println!(\"cargo::rustc-link-arg=-fuse-ld={{linker}}\");
    }}
}}
"
    )
}

/// Writes the libraries of a kind, and returns how the program depends on them.
fn libraries(root: &Path, kind: &Kind) -> String {
    let folder = |suffix: &str| root.join(format!("libraries/{}_{suffix}", kind.folder));
    let versions = kind.between == Between::Versions;
    let name = |suffix: &str| {
        if versions {
            format!("{}_port", kind.folder)
        } else {
            format!("{}_{suffix}", kind.folder)
        }
    };
    library(&folder("one"), &name("one"), "1.0.0", &ssot(), kind.one);
    let mut dependencies = dependency(kind, "one", &name("one"));
    if kind.between == Between::Program {
        return dependencies;
    }
    let one = match kind.between {
        Between::TheFirst => format!(
            "one = {{ package = {:?}, path = \"../{}_one\" }}\n",
            name("one"),
            kind.folder
        ),
        _ => String::new(),
    };
    library(
        &folder("two"),
        &name("two"),
        "2.0.0",
        &(ssot() + &one),
        kind.two,
    );
    if kind.between == Between::Library {
        let two = name("two");
        library(
            &folder("between"),
            &name("between"),
            "1.0.0",
            &format!("{two} = {{ path = \"../{two}\" }}\n"),
            &format!("pub fn number() -> usize {{ size_of::<{two}::Port>() }}\n"),
        );
        dependencies += &dependency(kind, "between", &name("between"));
    } else {
        dependencies += &dependency(kind, "two", &name("two"));
    }
    dependencies
}

fn dependency(kind: &Kind, suffix: &str, package: &str) -> String {
    let name = format!("{}_{suffix}", kind.folder);
    format!("{name} = {{ package = {package:?}, path = \"../libraries/{name}\" }}\n")
}

fn library(folder: &Path, name: &str, version: &str, dependencies: &str, source: &str) {
    let manifest = format!("{}\n[dependencies]\n{dependencies}", package(name, version));
    file(&folder.join("Cargo.toml"), &manifest);
    file(&folder.join("src/lib.rs"), source);
}

fn program(kind: &Kind) -> String {
    let folder = kind.folder;
    let second = match kind.between {
        Between::Library => format!("use {folder}_between as between;"),
        Between::Program => format!("mod two {{ {} }}", kind.two),
        _ => format!("#[allow(unused_imports)] use {folder}_two as two;"),
    };
    let (mut composition, mut composed) = (String::new(), String::new());
    if let Some(of_kind) = &kind.program.composition {
        composition = format!(
            "ssot::composition! {{ pub struct App {{ {} }} }}",
            of_kind.sections
        );
        composed = format!(
            "if let Err(error) = App::new({}) {{ println!(\"{NOT_COMPOSED}{{error}}\"); }}",
            of_kind.inputs
        );
    }
    let uses = kind.program.uses;
    format!(
        "#![allow(dead_code, unused_imports)]
use std::hint::black_box;
use {folder}_one as one;
{second}
{composition}
#[unsafe(no_mangle)]
pub extern \"C\" fn report() {{
    {uses}
    for violation in ssot::registry().verify() {{
        println!(\"{{violation}}\");
    }}
    {composed}
}}
fn main() {{ report() }}
"
    )
}

fn ssot() -> String {
    crate::crates::ssot(", features = [\"config\"]") + "\n"
}

fn package(name: &str, version: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = {version:?}\nedition = \"2024\"\npublish = false\n"
    )
}

fn file(path: &PathBuf, text: &str) {
    let folder = path.parent().expect("it stands in a folder");
    fs::create_dir_all(folder).expect("the crates can be written");
    fs::write(path, text).expect("the crates can be written");
}
