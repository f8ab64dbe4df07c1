//! What compiles without the standard library also works.

use std::path::Path;
use std::process::Command;

use ssot::Component;
use ssot_tests_no_std::{LevelFactory, Parrot, ParrotFactory, Speaker, UnitFactory};

#[test]
fn everything_can_be_made_and_used() {
    let parrot = ParrotFactory::create("hello").expect("it speaks");
    assert_eq!(parrot.speak(), "hello");
    assert_eq!(ParrotFactory::create(""), None);
    assert_eq!(Parrot::DESCRIPTOR.name, "no_std::Parrot");
    assert_eq!(LevelFactory::new(1).0, 1);
    assert_eq!(format!("{:?}", UnitFactory::new()), "Unit");
}

/// Another package of the workspace may ask for the standard library in this very build, so the
/// package is checked on its own.
fn check(features: &[&str]) {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--locked", "--offline", "--lib", "--manifest-path"])
        .arg(manifest)
        .args(features)
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-std"))
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
}

#[test]
fn everything_compiles_without_the_standard_library() {
    check(&[]);
    check(&["--features", "alloc"]);
    let dependencies = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-std/debug/deps");
    let files = std::fs::read_dir(dependencies).expect("it was compiled");
    let names: Vec<_> = files
        .map(|file| file.expect("it can be listed").file_name())
        .filter_map(|name| name.into_string().ok())
        .collect();
    assert!(names.iter().any(|name| name.starts_with("libssot-")));
    assert!(!names.iter().any(|name| name.starts_with("libinventory-")));
}
