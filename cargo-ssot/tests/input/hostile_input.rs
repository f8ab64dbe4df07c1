//! Input that nobody would write, and that is there all the same: it is named, the rest is still reported, and the
//! command ends with 2.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use cargo_ssot::testing::exit;
use ssot_rules::Rule;
use tempfile::TempDir;

/// A violation that has to be reported whatever else the workspace holds.
const VIOLATION: &str = "#[ssot::ssot_component]\npub struct Cache;\nimpl Cache { pub fn url() -> &'static str {\n    \"redis://cache.internal:6379\"\n} }\n";

fn workspace() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    write(
        folder.path(),
        "Cargo.toml",
        "[package]\nname = \"acme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    write(folder.path(), "src/lib.rs", VIOLATION);
    folder
}

fn write(folder: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("it is in the folder"))
        .expect("the folder can be written");
    fs::write(path, content).expect("the folder can be written");
}

fn check(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(["ssot", "check"])
        .current_dir(folder)
        .output()
        .expect("the command can be run")
}

/// The command ended with 2, reported the violation, and says this about the problem.
fn assert_incomplete(folder: &Path, said: &[&str]) {
    let output = check(folder);
    let (found, problems) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert_eq!(
        output.status.code(),
        Some(i32::from(exit::INCOMPLETE)),
        "{found}\n{problems}"
    );
    assert!(found.contains("SSOT080"), "{found}\n{problems}");
    for text in said {
        assert!(problems.contains(text), "no word of {text:?}:\n{problems}");
    }
    assert!(problems.contains("help: "), "{problems}");
}

#[test]
fn a_file_that_does_not_parse_is_named_with_its_line() {
    let folder = workspace();
    write(
        folder.path(),
        "src/broken.rs",
        "fn main() {\n    let = 1;\n}\n",
    );
    assert_incomplete(folder.path(), &["src/broken.rs:2:9", "does not parse"]);
}

#[test]
fn a_broken_file_outside_of_any_target_is_only_noted() {
    let folder = workspace();
    write(
        folder.path(),
        "tests/ui/broken.rs",
        "fn main() {\n    let = 1;\n}\n",
    );
    let output = check(folder.path());
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(shown.contains("note: tests/ui/broken.rs:2:9: "), "{shown}");
    assert!(!shown.contains("error: "), "{shown}");
}

#[test]
fn a_merge_conflict_is_one_error() {
    let folder = workspace();
    let text = "fn a() {}\n<<<<<<< HEAD\nfn b() {}\n=======\nfn c() {}\n>>>>>>> other\n";
    write(folder.path(), "src/broken.rs", text);
    assert_incomplete(
        folder.path(),
        &["src/broken.rs:2:1: the file has an unresolved merge conflict"],
    );
    let shown = check(folder.path()).stderr;
    assert!(!String::from_utf8_lossy(&shown).contains("expected"));
}

#[cfg(unix)]
#[test]
fn a_toolchain_that_is_not_installed_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = workspace();
    write(
        folder.path(),
        "cargo",
        "#!/bin/sh\n\
         echo \"error: toolchain 'nightly-1999-01-01' is not installed\" >&2\n\
         echo \"help: run \\`rustup toolchain install\\` to install it\" >&2\n\
         test \"$RUST_BACKTRACE\" = 0 || echo \"Stack backtrace: main\" >&2\n\
         exit 1\n",
    );
    let cargo = folder.path().join("cargo");
    let may_run = fs::Permissions::from_mode(0o755);
    fs::set_permissions(&cargo, may_run).expect("it is ours");
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(["ssot", "check"])
        .current_dir(folder.path())
        .env("CARGO", &cargo)
        .env("RUST_BACKTRACE", "1")
        .output()
        .expect("the command can be run");
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    let expected = "error: the toolchain `nightly-1999-01-01` is not installed\n\
        help: `rustup toolchain install nightly-1999-01-01` installs it";
    assert!(shown.contains(expected), "{shown}");
    assert!(
        !shown.contains("manifest") && !shown.contains("backtrace"),
        "{shown}"
    );
}

/// What compiles by the rules of older editions, each in a module of its own.
const OLDER: &[&str] = &[
    "trait Sink { fn g(&self, u32); fn h(&mut self, &str, Vec<(u8, u8)>) -> u32; fn i<T: Into<u8>>(T, x: u16, ::Id); }",
    "fn a(f: Box<Fn(u32)>, g: &Fn(u32), h: &mut FnMut(u32) -> u8) -> Box<Fn(u32) + Send + 'static> { f }",
    "fn b<F: Fn(u8) -> u8>(f: &(Fn(u32) + Send), g: &for<'a> Fn(&'a u8), h: F) where F: FnOnce(u8) -> u8 {}",
    "struct Held<'a>(&'a (Other + 'a), Rc<RefCell<Box<FnMut(&str) -> u8 + 'a>>>);\ntype Called = Fn(u32) + Send;",
    "fn m() -> R { let async = 1; async.await(); x.try(); let y = try!(x); Ok(match y { 0...9 => 1, _ => 2 }) }",
    "mod async {}\nuse foo::await;\nfn n(Fn: u8) -> Box<Error + Send> { x as Box<Error + Send> }",
];

#[test]
fn code_of_older_editions_is_read() {
    for text in OLDER {
        let folder = workspace();
        let found = VIOLATION.replace('\n', " ");
        write(folder.path(), "src/older.rs", format!("{text}\n{found}"));
        write(folder.path(), "src/lib.rs", "mod older;\n");
        let output = check(folder.path());
        let shown = String::from_utf8_lossy(&output.stdout);
        let lines = text.lines().count() + 1;
        assert_eq!(output.status.code(), Some(1), "{text}\n{shown}");
        assert!(
            shown.contains(&format!("older.rs:{lines}:")),
            "{text}\n{shown}"
        );
    }
}

#[test]
fn what_no_edition_allows_is_named() {
    for text in [
        "fn x<->(u8) {}",
        "fn -> > (",
        "fn f() { let = Fn(u8) }",
        "fn <(a)>(,) {}",
    ] {
        let folder = workspace();
        write(folder.path(), "src/broken.rs", text);
        assert_incomplete(folder.path(), &["src/broken.rs:1:"]);
    }
}

#[test]
fn brackets_that_do_not_match_are_named_with_their_line() {
    let folder = workspace();
    write(
        folder.path(),
        "src/broken.rs",
        "#!/usr/bin/env run\n\nfn main() { (\n",
    );
    assert_incomplete(folder.path(), &["src/broken.rs:3:", "not valid Rust"]);
}

#[test]
fn addresses_in_a_file_that_does_not_parse_are_reported() {
    let folder = workspace();
    write(
        folder.path(),
        "src/lib.rs",
        "pub fn broken( -> u8 { let = \"redis://cache.internal:6379\"; }\n"
            .replace("( ->", "() ->"),
    );
    write(
        folder.path(),
        "ssot.toml",
        "[judged]\n\"address *\" = { verdict = \"component\" }\n",
    );
    assert_incomplete(folder.path(), &["src/lib.rs:1:", "does not parse"]);
}

#[test]
fn a_file_that_is_no_utf_8_is_named() {
    let folder = workspace();
    write(folder.path(), "src/latin.rs", b"// caf\xe9\n");
    assert_incomplete(
        folder.path(),
        &["src/latin.rs", "not UTF-8, from byte 6 on"],
    );
}

#[test]
fn a_file_of_fifty_megabytes_is_not_read() {
    let folder = workspace();
    let path = folder.path().join("src/large.rs");
    let file = fs::File::create(path).expect("the folder can be written");
    file.set_len(50 * 1024 * 1024)
        .expect("there is room for a file with a hole");
    assert_incomplete(folder.path(), &["src/large.rs", "50 MB"]);
    let declared = format!("mod large;\n{VIOLATION}");
    write(folder.path(), "src/lib.rs", declared);
    assert_incomplete(folder.path(), &["src/large.rs", "50 MB"]);
    let shown = check(folder.path()).stderr;
    let shown = String::from_utf8_lossy(&shown);
    assert_eq!(shown.matches("src/large.rs").count(), 1, "{shown}");
}

#[test]
fn a_large_file_that_a_program_wrote_is_noted_once() {
    let folder = workspace();
    let mut text = "// @generated by a program\n".to_owned();
    text.push_str(&"pub fn same() {}\n".repeat(1_200_000));
    write(folder.path(), "src/large.rs", text);
    write(
        folder.path(),
        "src/lib.rs",
        format!("mod large;\n{VIOLATION}"),
    );
    let output = check(folder.path());
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert_eq!(shown.matches("src/large.rs").count(), 1, "{shown}");
    assert!(
        shown.contains("note: src/large.rs: ") && shown.contains("19 MB"),
        "{shown}"
    );
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let folder = workspace();
    fs::create_dir(folder.path().join("src/folder.rs")).expect("the folder can be written");
    #[cfg(unix)]
    {
        let pipe = folder.path().join("src/pipe.rs");
        let made = Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .is_ok_and(|status| status.success());
        assert!(made, "a pipe can be made");
        assert_incomplete(folder.path(), &["src/pipe.rs", "not a regular file"]);
    }
}

#[cfg(unix)]
#[test]
fn lists_and_settings_without_an_end_are_named() {
    for name in [
        "ssot.toml",
        "ssot-baseline.txt",
        ".gitignore",
        "src/.gitignore",
    ] {
        let folder = workspace();
        write(folder.path(), "examples/example.rs", VIOLATION);
        let path = folder.path().join(name);
        std::os::unix::fs::symlink("/dev/zero", path).expect("a link can be made");
        assert_incomplete(folder.path(), &[name]);
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_loop_are_named() {
    let folder = workspace();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("src/loop"))
        .expect("links can be made");
    assert_incomplete(folder.path(), &["loop"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let folder = workspace();
    std::os::unix::fs::symlink("nothing.rs", folder.path().join("src/link.rs"))
        .expect("links can be made");
    assert_incomplete(folder.path(), &["link.rs"]);
}

#[cfg(unix)]
#[test]
fn a_second_name_of_a_file_is_not_a_second_file() {
    let folder = workspace();
    std::os::unix::fs::symlink("lib.rs", folder.path().join("src/again.rs"))
        .expect("links can be made");
    let output = check(folder.path());
    let found = String::from_utf8_lossy(&output.stdout);
    assert_eq!(found.matches("hard-coded: `redis").count(), 1, "{found}");
    assert_eq!(output.status.code(), Some(i32::from(exit::FINDINGS)));
}

#[cfg(unix)]
#[test]
fn a_file_beside_the_packages_is_read_by_the_link_that_leads_to_it() {
    let folder = tempfile::tempdir().expect("there is room");
    let manifest = "[workspace]\nmembers = [\"one\"]\nresolver = \"3\"\n";
    write(folder.path(), "Cargo.toml", manifest);
    let manifest = "[package]\nname = \"one\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    write(folder.path(), "one/Cargo.toml", manifest);
    write(folder.path(), "one/src/lib.rs", "mod shared;\n");
    write(folder.path(), "beside/shared.rs", VIOLATION);
    let link = folder.path().join("one/src/shared.rs");
    std::os::unix::fs::symlink("../../beside/shared.rs", link).expect("links can be made");
    let output = check(folder.path());
    let found = String::from_utf8_lossy(&output.stdout);
    assert_eq!(found.matches("hard-coded: `redis").count(), 1, "{found}");
}

#[test]
fn modules_that_git_ignores_or_that_stand_elsewhere_are_read() {
    let folder = workspace();
    let outside = tempfile::tempdir().expect("there is room");
    write(outside.path(), "far.rs", VIOLATION);
    write(folder.path(), ".gitignore", "generated.rs\nunused.rs\n");
    let far = outside.path().join("far.rs");
    let root = format!("mod generated;\n#[path = {far:?}]\nmod far;\n");
    write(folder.path(), "src/lib.rs", root);
    write(
        folder.path(),
        "src/generated.rs",
        format!("mod deeper;\n{VIOLATION}"),
    );
    write(folder.path(), "src/generated/deeper.rs", VIOLATION);
    write(folder.path(), "src/unused.rs", VIOLATION);
    let output = check(folder.path());
    let found = String::from_utf8_lossy(&output.stdout);
    assert_eq!(found.matches("hard-coded: `redis").count(), 3, "{found}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_utf_8_is_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = workspace();
    let name = std::ffi::OsStr::from_bytes(b"src/caf\xe9.rs");
    fs::write(folder.path().join(name), VIOLATION).expect("the folder can be written");
    let output = check(folder.path());
    let found = String::from_utf8_lossy(&output.stdout);
    assert_eq!(found.matches("hard-coded: `redis").count(), 2, "{found}");
    assert_eq!(output.status.code(), Some(i32::from(exit::FINDINGS)));
}

#[test]
fn a_manifest_that_does_not_parse_does_not_hide_the_files() {
    let folder = workspace();
    write(folder.path(), "Cargo.toml", "[package\nname = ");
    assert_incomplete(folder.path(), &["cargo cannot read this workspace"]);
}

#[test]
fn a_member_that_is_not_there_does_not_hide_the_others() {
    let folder = tempfile::tempdir().expect("there is room");
    write(
        folder.path(),
        "Cargo.toml",
        "[workspace]\nmembers = [\"here\", \"gone\"]\nresolver = \"3\"\n",
    );
    write(
        folder.path(),
        "here/Cargo.toml",
        "[package]\nname = \"here\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    write(folder.path(), "here/src/lib.rs", VIOLATION);
    assert_incomplete(folder.path(), &["gone"]);
}

#[test]
fn settings_that_do_not_parse_are_named_with_their_line() {
    let folder = workspace();
    write(folder.path(), "ssot.toml", "[rules]\noff = [\"SSOT999\"]\n");
    assert_incomplete(folder.path(), &["ssot.toml", "SSOT999"]);
    write(folder.path(), "ssot.toml", "exclude = []\nexcluded = []\n");
    assert_incomplete(folder.path(), &["ssot.toml:2:1", "excluded"]);
}

#[test]
fn settings_that_leave_nothing_to_check_are_no_success() {
    let codes = Rule::ALL.iter().map(|rule| rule.entry().code);
    let codes: Vec<_> = codes.map(|code| format!("\"{code}\"")).collect();
    let off = format!("[rules]\noff = [{}]\n", codes.join(", "));
    for (settings, said) in [
        ("exclude = [\"*\"]\n", "matches every file"),
        ("exclude = [\"**/*.rs\"]\n", "matches every file"),
        (off.as_str(), "every rule is off"),
    ] {
        let folder = workspace();
        write(folder.path(), "ssot.toml", settings);
        let output = check(folder.path());
        let problems = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(i32::from(exit::INCOMPLETE)),
            "{problems}"
        );
        assert!(problems.contains(said), "{problems}");
    }
}

#[test]
fn a_folder_without_a_manifest_is_no_workspace() {
    let folder = tempfile::tempdir().expect("there is room");
    let output = check(folder.path());
    let problems = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        output.status.code(),
        Some(i32::from(exit::INCOMPLETE)),
        "{problems}"
    );
    assert!(problems.contains("--manifest-path"), "{problems}");
}

/// Each of them could bring the name that is looked for, and the module that the next one starts at.
#[test]
fn imports_of_everything_from_one_another_do_not_multiply() {
    let folder = workspace();
    let lines = |line: &dyn Fn(usize) -> String| (0..200).map(line).collect::<Vec<_>>().join("\n");
    let imports = lines(&|number| format!("use module_{number}::*;"));
    let modules =
        lines(&|number| format!("mod module_{number} {{ pub use super::*; pub use crate::*; }}"));
    let root = format!(
        "{VIOLATION}{imports}\n{modules}\n#[factory]\nimpl Manager {{}}\nfn f() -> a::B {{ c() }}\n"
    );
    write(folder.path(), "src/lib.rs", root);
    let output = check(folder.path());
    let found = String::from_utf8_lossy(&output.stdout);
    assert!(found.contains("SSOT080"), "{found}");
}

/// Nobody knows what is in them, so each could import the first name of each other one, and so on without end.
#[test]
fn imports_of_everything_from_unknown_modules_do_not_multiply() {
    let folder = workspace();
    let imports: Vec<_> = (0..40).map(|at| format!("use module_{at}::*;\n")).collect();
    let imports = imports.concat();
    let text = format!("{imports}\n#[factory]\nimpl Manager {{}}\n\nmoved! {{}}\n");
    write(folder.path(), "src/deep.rs", text);
    assert_still_reported(folder.path(), "imports");
}

/// Ten thousand of everything that can be nested, each in a file of its own.
#[test]
fn deep_nesting_is_read_or_named() {
    const DEPTH: usize = 10_000;
    let nested = |open: &str, core: &str, close: &str| {
        format!("{}{core}{}", open.repeat(DEPTH), close.repeat(DEPTH))
    };
    let expressions = [
        ("parentheses", nested("(", "1", ")")),
        ("blocks", nested("{", "1", "}")),
        ("arrays", nested("[", "1", "]")),
        ("calls", nested("f(", "1", ")")),
        ("references", nested("&", "1", "")),
        ("negations", nested("!", "true", "")),
        ("closures", nested("|| ", "1", "")),
        ("sums", nested("1 + ", "1", "")),
        ("methods", nested("", "x", ".y()")),
        ("questions", nested("", "x", "?")),
        ("branches", nested("if x {} else ", "{}", "")),
        ("casts", nested("", "1", " as u8")),
        ("assignments", nested("x = ", "1", "")),
        ("generics", format!("x::<{}>()", nested("A<", "A", ">"))),
        ("macros", nested("m!(", "1", ")")),
        ("vectors", nested("vec![", "1", "]")),
        ("matches", nested("match x { _ => ", "1", "}")),
    ];
    for (name, expression) in expressions {
        let folder = workspace();
        write(
            folder.path(),
            "src/deep.rs",
            format!("fn deep() {{ let x = {expression}; }}\n"),
        );
        assert_still_reported(folder.path(), name);
    }
    let items = [
        ("modules", nested("mod m {", "", "}")),
        ("functions", nested("fn f() {", "", "}")),
        ("groups", format!("use {};", nested("a::{", "b", "}"))),
        ("path", format!("use {}b;", "a::".repeat(DEPTH))),
        ("references", format!("type A = {};", nested("&", "u8", ""))),
        ("tuples", format!("type A = {};", nested("(", "u8", ",)"))),
        (
            "pointers",
            format!("type A = {};", nested("fn() -> ", "u8", "")),
        ),
        (
            "patterns",
            format!("fn f() {{ let {} = x; }}", nested("(", "a", ",)")),
        ),
        (
            "attributes",
            format!(
                "{} fn f() {{}}",
                "#[cfg_attr(x, ".repeat(DEPTH) + "y" + &")]".repeat(DEPTH)
            ),
        ),
        (
            "comments",
            format!("{}{}", "/* ".repeat(DEPTH), " */".repeat(DEPTH)),
        ),
    ];
    for (name, item) in items {
        let folder = workspace();
        write(folder.path(), "src/deep.rs", item);
        assert_still_reported(folder.path(), name);
    }
}

/// Whether the nested file could be read or not: the command did not crash and reported the rest.
fn assert_still_reported(folder: &Path, name: &str) {
    let output = check(folder);
    let (found, problems) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    let code = output.status.code();
    let expected = if problems.is_empty() {
        exit::FINDINGS
    } else {
        exit::INCOMPLETE
    };
    assert_eq!(code, Some(i32::from(expected)), "{name}: {problems}");
    assert!(found.contains("SSOT080"), "{name}: {found}");
    assert!(
        problems.is_empty() || problems.contains("src/deep.rs"),
        "{name}: {problems}"
    );
}
