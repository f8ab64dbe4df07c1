//! `cargo ssot new` writes what compiles as it is, and refuses what would not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const STRICT: &str = "//! The crate.\n#![deny(missing_docs, warnings)]\n";

/// A workspace with a library called `acme` and a program called `tool`, both strict.
fn workspace(folder: &Path) {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let runtime = runtime.canonicalize().expect("it is there");
    let manifest = |name: &str| {
        format!(
            "[package]\nname = '{name}'\nversion = '1.0.0'\nedition = '2024'\n\n[dependencies]\nssot = {{ path = '{}' }}\n",
            runtime.display()
        )
    };
    let main = format!("{STRICT}\nfn main() {{}}\n");
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nresolver = '3'\nmembers = ['acme', 'tool']\n".to_owned(),
        ),
        ("acme/Cargo.toml", manifest("acme")),
        ("acme/src/lib.rs", STRICT.to_owned()),
        ("tool/Cargo.toml", manifest("tool")),
        ("tool/src/main.rs", main),
    ];
    for (path, text) in files {
        write(folder, path, &text);
    }
    let lock = fs::copy("../Cargo.lock", folder.join("Cargo.lock"));
    lock.expect("the versions of this workspace need no download");
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("the file is there")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .arg("new")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// What is written, of a call that does its work.
fn new(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

/// What is wrong, of a call that does nothing.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = contents(folder);
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(contents(folder), before, "{arguments:?}");
    String::from_utf8(output.stderr).expect("it is UTF-8")
}

fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = fs::read(&path).expect("it can be read");
                found.push((path, content));
            }
        }
    }
    found.sort();
    found
}

const SINK: &str = "//! The interface [`EventSink`].

use std::collections::BTreeMap as Map;

use ssot::ssot_interface;

use super::events::Event;

/// What an event leaves behind.
pub struct Trace;

/// Takes events.
#[ssot_interface]
pub trait EventSink: Send + Sync {
    /// Takes one.
    fn send(&self, event: &Event, r#type: Map<String, u8>) -> Result<Trace, std::fmt::Error>;
    /// Whether it is idle.
    fn is_idle(&self) -> bool {
        true
    }
}
";

const EVENTS: &str = "//! Events.

/// Something that happened.
pub struct Event;

/// Whose event it is.
pub struct User;

impl ssot::Context for User {
    type Id = u8;
    type Error = std::convert::Infallible;
    fn id(&self) -> u8 {
        1
    }
    fn validate(&self) -> Result<(), Self::Error> {
        Ok(())
    }
}
";

#[test]
fn what_is_written_compiles_under_strict_lints_and_its_tests_pass() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new");
    for package in ["acme", "tool"] {
        // What an earlier run has written.
        let _ = fs::remove_dir_all(folder.join(package));
    }
    workspace(&folder);
    let acme = folder.join("acme");
    new(&acme, &["interface", "Plain"]);
    new(&acme, &["component", "Clock", "--scope", "singleton"]);
    new(
        &acme,
        &[
            "component",
            "Match",
            "--scope=transient",
            "--implements",
            "Plain",
        ],
    );
    new(&acme, &["component", "Zähler", "--path", "src/counter.rs"]);
    new(&acme, &["composition", "App"]);
    write(&acme, "src/transport.rs", "//! Transport.\n");
    let root = read(&acme, "src/lib.rs");
    write(&acme, "src/lib.rs", &(root + "pub mod transport;\n"));
    write(&acme, "src/transport/events.rs", EVENTS);
    write(&acme, "src/transport/sink.rs", SINK);
    write(
        &acme,
        "src/transport.rs",
        "//! Transport.\n\npub mod events;\npub mod sink;\n",
    );
    let arguments = [
        "component",
        "Line",
        "--scope",
        "context(User)",
        "--path",
        "src/transport/line.rs",
    ];
    new(
        &acme,
        &[&arguments[..], &["--implements", "Plain"]].concat(),
    );
    new(
        &acme,
        &["component", "Printer", "--implements", "EventSink,Plain"],
    );
    new(&acme, &["test", "Clock"]);

    let tool = folder.join("tool");
    new(&tool, &["component", "Runner"]);
    new(&tool, &["interface", "Step"]);
    new(&tool, &["interface", "Unused"]);
    new(&tool, &["component", "First", "--implements", "Step"]);
    new(&tool, &["composition", "Tool"]);

    let output = Command::new(env!("CARGO"))
        .args(["test", "--workspace"])
        .current_dir(&folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let passed = String::from_utf8_lossy(&output.stdout);
    for test in [
        "clock::tests::its_factory_makes_it",
        "transport::line::tests::it_is_registered_once",
        "match_component::tests::its_factory_makes_it",
        "app::tests::everything_in_it_can_be_made",
        "the_component_is_registered_once",
        "runner::tests::its_factory_makes_it",
    ] {
        assert!(
            passed.contains(&format!("test {test} ... ok")),
            "{test}: {passed}"
        );
    }
}

fn fresh() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    workspace(folder.path());
    folder
}

#[test]
fn the_module_is_declared_in_its_place_and_the_change_is_shown() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    write(
        &acme,
        "src/lib.rs",
        "mod alpha;\n#[cfg(test)]\nmod zeta;\n\nuse std::fmt;\n",
    );
    let shown = new(&acme, &["component", "MessageBus"]);
    let expected = "mod alpha;\npub mod message_bus;\n#[cfg(test)]\nmod zeta;\n\nuse std::fmt;\n";
    assert_eq!(read(&acme, "src/lib.rs"), expected);
    for line in [
        "+++ b/acme/src/message_bus.rs",
        "+pub struct MessageBus {}",
        "+pub mod message_bus;",
    ] {
        assert!(shown.contains(&format!("{line}\n")), "{line}: {shown}");
    }
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let folder = fresh();
    let before = contents(folder.path());
    let shown = new(
        &folder.path().join("tool"),
        &["component", "Bus", "--dry-run"],
    );
    assert_eq!(contents(folder.path()), before);
    assert!(shown.contains("+mod bus;\n"), "{shown}");
    assert!(shown.contains("+++ b/tool/src/bus.rs\n"), "{shown}");
}

#[test]
fn names_that_are_none_are_refused_with_a_better_one() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    for (name, message) in [
        ("message_bus", "call it `MessageBus`"),
        ("message-bus", "call it `MessageBus`"),
        ("messageBus", "call it `MessageBus`"),
        ("Message_Bus", "call it `MessageBus`"),
        ("match", "call it `Match`"),
        ("Self", "a word of the language"),
        ("1st", "no identifier"),
        ("", "no identifier"),
        ("Bus {}", "no identifier"),
        ("../Bus", "no identifier"),
    ] {
        let errors = refused(&acme, &["component", "--", name]);
        assert!(errors.contains(message), "{name:?}: {errors}");
    }
}

#[test]
fn a_name_that_is_taken_is_refused_wherever_it_is_taken() {
    let folder = fresh();
    let path = |package: &str| folder.path().join(package);
    new(&path("acme"), &["component", "Bus"]);
    for kind in ["component", "interface", "composition"] {
        let errors = refused(&path("tool"), &[kind, "Bus"]);
        assert!(
            errors.contains("a component called `Bus`, at acme/src/bus.rs:7"),
            "{errors}"
        );
    }
}

#[test]
fn files_that_are_there_are_overwritten_by_force_only() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    write(&acme, "src/bus.rs", "// mine\n");
    let errors = refused(&acme, &["component", "Bus"]);
    assert!(
        errors.contains("acme/src/bus.rs: the file is there already"),
        "{errors}"
    );
    let shown = new(&acme, &["component", "Bus", "--force"]);
    assert!(shown.contains("-// mine\n"), "{shown}");
    assert!(read(&acme, "src/bus.rs").contains("pub struct Bus"));
}

#[test]
fn a_file_that_could_be_no_module_is_refused() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    for (path, message) in [
        ("bus.rs", "can be no module"),
        ("src/bus.txt", "can be no module"),
        ("src/../../bus.rs", "can be no module"),
        ("/tmp/bus.rs", "can be no module"),
        ("src/match.rs", "can be no module"),
        ("src/core.rs", "can be no module"),
        ("src/mod.rs", "can be no module"),
        ("src/deep/bus.rs", "there is no module `deep`"),
    ] {
        let errors = refused(&acme, &["component", "Bus", "--path", path]);
        assert!(errors.contains(message), "{path}: {errors}");
    }
    let errors = refused(&acme, &["component", "Zähler"]);
    assert!(errors.contains("can be no module"), "{errors}");
    write(&acme, "src/lib.rs", "mod bus {}\n");
    let errors = refused(&acme, &["component", "Bus"]);
    assert!(errors.contains("a module called `bus`"), "{errors}");
    write(&acme, "src/lib.rs", "struct {\n");
    let errors = refused(&acme, &["component", "Bus"]);
    assert!(errors.contains("acme/src/lib.rs: "), "{errors}");
}

#[test]
fn interfaces_and_scopes_have_to_be_there() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    new(&acme, &["interface", "EventSink"]);
    let errors = refused(&acme, &["component", "Bus", "--implements", "EventSnk"]);
    assert!(
        errors.contains("there is one called `EventSink`"),
        "{errors}"
    );
    for (scope, message) in [
        ("singelton", "`singelton` is not a scope"),
        ("context", "`context` is not a scope"),
        ("context(Nobody)", "no type `Nobody`"),
        ("singleton, new", "is not a scope"),
        ("\"", "is not a scope"),
    ] {
        let errors = refused(&acme, &["component", "Bus", "--scope", scope]);
        assert!(errors.contains(message), "{scope}: {errors}");
    }
    let generic = "#[ssot::ssot_interface]\npub trait Generic<T> {}\n#[ssot::ssot_interface]\npub trait Typed { type T; }\n#[ssot::ssot_interface]\npub trait Super: std::fmt::Debug {}\n";
    write(&acme, "src/generic.rs", generic);
    for interface in ["Generic", "Typed", "Super"] {
        let errors = refused(&acme, &["component", "Bus", "--implements", interface]);
        assert!(
            errors.contains("write the impl yourself"),
            "{interface}: {errors}"
        );
    }
    let errors = refused(
        &folder.path().join("tool"),
        &["component", "Bus", "--implements", "EventSink"],
    );
    assert!(
        errors.contains("its package is not a dependency"),
        "{errors}"
    );
}

#[test]
fn an_interface_is_imported_by_a_path_that_can_be_seen() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    let sink = "#[ssot::ssot_interface]\npub trait Sink { fn send(&self, event: Event) -> io::Result<()>; }\n";
    let hidden = format!("mod hidden {{ use std::io; pub struct Event; {sink} }}");
    write(
        &acme,
        "src/lib.rs",
        &format!("pub mod outer {{ {hidden} }}\n"),
    );
    let errors = refused(&acme, &["component", "Bus", "--implements", "Sink"]);
    assert!(errors.contains("its path is private"), "{errors}");
    let passed_on = "pub use hidden::{Event, Sink};";
    write(
        &acme,
        "src/lib.rs",
        &format!("pub mod outer {{ {passed_on} {hidden} }}\n"),
    );
    new(&acme, &["component", "Bus", "--implements", "Sink"]);
    let written = read(&acme, "src/bus.rs");
    for import in ["outer::Sink", "outer::Event", "std::io"] {
        assert!(
            written.contains(&format!("{import};")),
            "{import}: {written}"
        );
    }
}

#[test]
fn of_two_interfaces_of_one_name_the_path_says_which() {
    let folder = fresh();
    let acme = folder.path().join("acme");
    let sink =
        |method: &str| format!("#[ssot::ssot_interface] pub trait Sink {{ fn {method}(&self); }}");
    let (one, other) = (sink("send"), sink("drain"));
    let lib = format!("pub mod one {{ {one} }}\npub mod other {{ {other} }}\n");
    write(&acme, "src/lib.rs", &lib);
    let errors = refused(&acme, &["component", "Bus", "--implements", "Sink"]);
    for path in ["`crate::one::Sink`", "`crate::other::Sink`"] {
        assert!(errors.contains(path), "{errors}");
    }
    let path = "crate::other::Sink";
    new(&acme, &["component", "Bus", "--implements", path]);
    let written = read(&acme, "src/bus.rs");
    assert!(
        written.contains("use crate::other::Sink;") && written.contains("fn drain"),
        "{written}"
    );
}

#[test]
fn a_test_needs_something_to_test() {
    let folder = fresh();
    let (acme, tool) = (folder.path().join("acme"), folder.path().join("tool"));
    new(&acme, &["component", "Clock"]);
    new(&acme, &["interface", "EventSink"]);
    new(&tool, &["component", "Runner"]);
    assert!(refused(&acme, &["test", "Clok"]).contains("there is `Clock`"));
    assert!(refused(&acme, &["test", "EventSink"]).contains("a component that implements it"));
    assert!(refused(&tool, &["test", "Runner"]).contains("no library"));
}

#[test]
fn packages_are_found_or_named() {
    let folder = fresh();
    let errors = refused(folder.path(), &["component", "Bus"]);
    assert!(
        errors.contains("name one by `--package`: acme, tool"),
        "{errors}"
    );
    let errors = refused(folder.path(), &["component", "Bus", "--package", "acm"]);
    assert!(errors.contains("there is one called `acme`"), "{errors}");
    new(folder.path(), &["component", "Bus", "--package", "acme"]);
    assert!(folder.path().join("acme/src/bus.rs").exists());
}

#[test]
fn a_package_without_the_dependency_is_told_how_to_get_it() {
    let folder = fresh();
    let note = |manifest: &str, name: &str| {
        write(folder.path(), "acme/Cargo.toml", manifest);
        let arguments = ["component", name, "--package", "acme", "--dry-run"];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).expect("it is UTF-8")
    };
    let package = "[package]\nname = 'acme'\nversion = '1.0.0'\nedition = '2024'\n";
    let without = note(package, "Bus");
    assert!(
        without.contains("`cargo add ssot --package acme`"),
        "{without}"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    for table in ["dependencies", "target.'cfg(unix)'.dependencies"] {
        let path = path.display();
        let with = format!("{package}[{table}]\nssot = {{ path = '{path}' }}\n");
        assert_eq!(note(&with, "Bus"), "", "{table}");
    }
}

#[test]
fn no_file_that_a_crate_starts_with_is_overwritten() {
    let folder = tempfile::tempdir().expect("there is room");
    workspace(folder.path());
    write(folder.path(), "acme/src/main.rs", "fn main() {}\n");
    for path in ["src/lib.rs", "src/main.rs", "./src/./lib.rs"] {
        let arguments = [
            "component",
            "Widget",
            "-p",
            "acme",
            "--path",
            path,
            "--force",
        ];
        let output = run(folder.path(), &arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{path}: {said}");
        assert!(said.contains("starts with"), "{path}: {said}");
    }
    assert_eq!(read(folder.path(), "acme/src/lib.rs"), STRICT);
    assert_eq!(read(folder.path(), "acme/src/main.rs"), "fn main() {}\n");
}

#[test]
fn a_test_is_written_below_tests_only() {
    let folder = tempfile::tempdir().expect("there is room");
    workspace(folder.path());
    new(folder.path(), &["component", "Widget", "-p", "acme"]);
    let library = read(folder.path(), "acme/src/lib.rs");
    for path in [
        "src/lib.rs",
        "Cargo.toml",
        "../outside.rs",
        "tests/../src/lib.rs",
        "tests/notes.txt",
        "/tmp/elsewhere.rs",
    ] {
        let output = run(
            folder.path(),
            &["test", "Widget", "-p", "acme", "--path", path, "--force"],
        );
        assert_eq!(output.status.code(), Some(2), "{path}: {output:?}");
    }
    assert_eq!(read(folder.path(), "acme/src/lib.rs"), library);
    assert!(!folder.path().join("outside.rs").exists());
    new(
        folder.path(),
        &["test", "Widget", "-p", "acme", "--path", "tests/mine.rs"],
    );
    assert!(folder.path().join("acme/tests/mine.rs").exists());
}
