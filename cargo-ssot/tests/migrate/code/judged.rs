//! From a judged component to an enforced one, by commands alone.

use crate::rewritten::Workspace;

const STRUCTURE: &str = "use std::collections::BTreeMap;

pub struct Manager {
    pub(super) counts: BTreeMap<String, u32>,
}
";
const METHODS: &str = "use std::collections::BTreeMap;
use std::iter::once as only;

use super::Manager;

impl Manager {
    /// The first of them.
    pub fn new(name: &str) -> Self {
        Self {
            counts: only((name.to_owned(), 1)).collect::<BTreeMap<_, _>>(),
        }
    }

    pub fn sum(&self) -> u32 {
        self.counts.values().sum()
    }
}
";
const USER: &str = "use crate::manager::Manager;

pub fn one() -> u32 {
    Manager::new(\"one\").sum()
}

pub fn two() -> u32 {
    let manager = Manager::new(\"two\");
    manager.sum()
}
";

fn workspace(structure: &str, methods: &str) -> Workspace {
    let workspace = Workspace::new("[components]\nnames = [\"Manager\"]\n");
    let module = format!("mod {methods};\nmod {structure};\npub use {structure}::Manager;\n");
    let files =
        [structure, methods].map(|name| format!("manager/{}", name.trim_start_matches("r#")));
    workspace.library(
        "acme",
        &[],
        &[
            ("lib", "pub mod manager;\npub mod user;\n"),
            ("manager/mod", &module),
            (&files[0], STRUCTURE),
            (&files[1], METHODS),
            ("user", USER),
        ],
    );
    workspace
}

fn run(workspace: &Workspace, arguments: &[&str]) -> String {
    let output = workspace.command(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() < Some(2), "{arguments:?}: {error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_struct_and_its_impl_in_two_files_become_an_enforced_component() {
    let apply = ["--apply", "--allow-no-vcs", "--no-verify"];
    for (structure, methods) in [("structure", "methods"), ("r#struct", "r#impl")] {
        let workspace = workspace(structure, methods);
        let checked = run(&workspace, &["check"]);
        assert_eq!(checked.matches("error[SSOT103]").count(), 2, "{checked}");
        let annotated = run(
            &workspace,
            &[&["migrate", "--annotate", "Manager"], &apply[..]].concat(),
        );
        assert!(
            annotated.contains("ssot: 1 changed in 3 files"),
            "{annotated}"
        );
        workspace.check();
        let rewritten = run(&workspace, &[&["migrate"], &apply[..]].concat());
        assert!(
            rewritten.contains("ssot: 2 changed in 1 file"),
            "{rewritten}"
        );
        workspace.check();
        let denied = run(
            &workspace,
            &[&["migrate", "--deny", "Manager"], &apply[..]].concat(),
        );
        assert!(denied.contains("ssot: 1 changed in 1 file"), "{denied}");
        workspace.check();
        let home = workspace.text(
            "acme",
            &format!("manager/{}", structure.trim_start_matches("r#")),
        );
        assert!(home.contains("#[ssot::factory]\nimpl Manager {"), "{home}");
        assert!(home.contains("/// The first of them."), "{home}");
        assert!(!home.contains("warn"), "{home}");
        assert!(run(&workspace, &["check"]).starts_with("ssot: no findings"));
    }
}

#[test]
fn constructors_that_use_what_is_private_to_their_file_stay() {
    let workspace = workspace("structure", "methods");
    let methods = METHODS
        .replace("once as only", "once")
        .replace("only((", "first((");
    let methods =
        format!("{methods}\nfn first<T>(one: T) -> impl Iterator<Item = T> {{ once(one) }}\n");
    workspace.library("acme", &[], &[("manager/methods", &methods)]);
    let said = run(&workspace, &["migrate", "--annotate", "Manager"]);
    assert!(said.contains("use `first`, which is private to"), "{said}");
}
