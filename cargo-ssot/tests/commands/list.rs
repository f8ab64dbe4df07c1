//! `cargo ssot list` says what a workspace consists of.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A workspace with a package for each of these sources.
fn workspace(packages: &[(&str, &[(&str, &str)])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |path: &Path, text: &str| {
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    let members: Vec<_> = packages.iter().map(|(name, _)| *name).collect();
    let root = format!("[workspace]\nresolver = '3'\nmembers = {members:?}\n");
    write(&folder.path().join("Cargo.toml"), &root);
    for (package, sources) in packages {
        let package_folder = folder.path().join(package);
        let manifest =
            format!("[package]\nname = '{package}'\nversion = '1.0.0'\nedition = '2024'\n");
        write(&package_folder.join("Cargo.toml"), &manifest);
        for (path, text) in *sources {
            write(&package_folder.join(path), text);
        }
    }
    folder
}

/// What the command writes, and how it ends.
fn list(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .arg("list")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let (code, text, errors) = list(folder, &[&["--format", "json"], arguments].concat());
    assert_eq!(code, Some(0), "{errors}");
    serde_json::from_str(&text).expect("it is JSON")
}

/// The entry of this name.
fn named<'a>(document: &'a Value, kind: &str, name: &str) -> &'a Value {
    let entries = document[kind].as_array().expect("it is a list");
    let found = entries.iter().find(|entry| entry["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {document:#}"))
}

const APPLICATION: &str = r#"
use ssot::*;

#[ssot_interface(mock, sole)]
pub trait EventSink: Send + Sync {
    fn send(&self, event: &str);
}

#[ssot_interface(open)]
pub trait Idle {}

pub struct Settings;

#[ssot_component(scope = singleton, canonical = "crate::EventBus", name = "acme::Bus")]
pub struct EventBus {}

#[factory]
impl EventBus {
    pub fn create(settings: &Settings) -> Self { Self {} }
}

#[ssot_component(implements(EventSink), scope = context(User), enforce = "warn")]
pub struct Manager { bus: Arc<EventBus> }

#[factory(enforce = "warn")]
impl Manager {
    pub fn create(user: &Scope<User>, bus: Arc<EventBus>) -> Self { Self { bus } }
    fn not_a_dependency() { let _: Arc<Greeter>; }
}

impl EventSink for Manager { fn send(&self, event: &str) {} }

#[factory_only(new)]
pub struct Greeter { sink: Arc<dyn EventSink>, name: String }

pub struct Loose;
impl EventSink for Loose { fn send(&self, event: &str) {} }

composition! {
    pub struct App {
        inputs { Settings }
        singletons { EventBus }
        context(User) { Manager as dyn EventSink, transients { Greeter } }
        left_out { Legacy, "other::Thing" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[ssot_component(new)]
    struct InTests {}

    composition! { struct TestApp overrides App { EventBus => input QuietBus } }
}
"#;

#[test]
fn everything_that_an_attribute_states_is_listed() {
    let folder = workspace(&[("acme", &[("src/lib.rs", APPLICATION)])]);
    let document = json(folder.path(), &[]);

    let bus = named(&document, "components", "acme::Bus");
    assert_eq!(bus["type_name"], "EventBus");
    assert_eq!(bus["attribute"], "ssot_component");
    assert_eq!(bus["enforcement"], "deny");
    assert_eq!(bus["scope"], "singleton");
    assert_eq!(bus["canonical"], "crate::EventBus");
    assert_eq!(
        (&bus["path"], &bus["line"]),
        (&"acme/src/lib.rs".into(), &15.into())
    );

    let manager = named(&document, "components", "Manager");
    assert_eq!(manager["enforcement"], "warn");
    assert_eq!(manager["scope"], "context(User)");
    assert_eq!(manager["implements"], serde_json::json!(["EventSink"]));
    assert_eq!(manager["dependencies"], serde_json::json!(["EventBus"]));

    let greeter = named(&document, "components", "Greeter");
    assert_eq!(greeter["attribute"], "factory_only");
    assert_eq!(greeter["dependencies"], serde_json::json!(["EventSink"]));

    let sink = named(&document, "interfaces", "EventSink");
    assert_eq!(
        [&sink["mocked"], &sink["sole"], &sink["open"]],
        [true, true, false]
    );
    let implementors = serde_json::json!([
        { "name": "Manager", "declared": true, "implemented": true },
        { "name": "Loose", "declared": false, "implemented": true },
    ]);
    assert_eq!(sink["implementors"], implementors);
    assert_eq!(named(&document, "interfaces", "Idle")["open"], true);

    let app = named(&document, "compositions", "App");
    let sections = app["sections"].as_array().expect("it has some");
    let names: Vec<_> = sections.iter().map(|section| &section["name"]).collect();
    assert_eq!(
        names,
        ["inputs", "singletons", "context(User)", "transients"]
    );
    assert_eq!(sections[2]["entries"][0]["type"], "Manager");
    assert_eq!(sections[2]["entries"][0]["interfaces"][0], "dyn EventSink");
    assert_eq!(
        app["left_out"],
        serde_json::json!(["Legacy", "other::Thing"])
    );
}

#[test]
fn tests_are_left_out_unless_they_are_asked_for() {
    let folder = workspace(&[("acme", &[("src/lib.rs", APPLICATION)])]);
    let (_, without, _) = list(folder.path(), &[]);
    assert!(
        !without.contains("InTests") && !without.contains("TestApp"),
        "{without}"
    );
    let document = json(folder.path(), &["--tests"]);
    named(&document, "components", "InTests");
    let test = named(&document, "compositions", "TestApp");
    assert_eq!(test["overrides"], "App");
    assert_eq!(test["replaced"][0]["replacement"], "QuietBus");
}

#[test]
fn the_text_names_each_with_its_place() {
    let folder = workspace(&[("acme", &[("src/lib.rs", APPLICATION)])]);
    let (code, text, _) = list(folder.path(), &[]);
    assert_eq!(code, Some(0));
    for line in [
        "3 components",
        "  acme::Bus (EventBus), ssot_component, singleton, enforce = deny",
        "      acme/src/lib.rs:15 in acme",
        "      canonical path crate::EventBus",
        "      takes EventBus",
        "  EventSink, sole, mock",
        "      implemented by Manager, Loose (not declared)",
        "      not implemented",
        "      context(User): Manager as dyn EventSink",
        "      left out: Legacy, other::Thing",
    ] {
        assert!(
            text.lines().any(|one| one == line),
            "no {line:?} in\n{text}"
        );
    }
}

#[test]
fn kinds_and_packages_can_be_chosen() {
    let other = "#[ssot_component(new)] pub struct Other {}";
    let folder = workspace(&[
        ("acme", &[("src/lib.rs", APPLICATION)]),
        ("other", &[("src/lib.rs", other)]),
    ]);
    let document = json(folder.path(), &["components", "--package", "other"]);
    assert_eq!(document["components"].as_array().map(Vec::len), Some(1));
    assert_eq!(document["components"][0]["name"], "Other");
    assert!(document.get("interfaces").is_none());
    let (code, _, errors) = list(folder.path(), &["--package", "otter"]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("there is one called `other`"), "{errors}");
}

#[test]
fn a_package_means_its_own_interface_of_a_name() {
    let source = |component: &str| {
        format!(
            "#[ssot_interface] pub trait Sink {{}}
            #[ssot_component(new, implements(Sink))] pub struct {component} {{}}
            impl Sink for {component} {{}}"
        )
    };
    let (one, two) = (source("One"), source("Two"));
    let folder = workspace(&[
        ("one", &[("src/lib.rs", &one)]),
        ("two", &[("src/lib.rs", &two)]),
    ]);
    let document = json(folder.path(), &["interfaces"]);
    let names = |index: usize| {
        let implementors = document["interfaces"][index]["implementors"].as_array();
        let names = implementors
            .into_iter()
            .flatten()
            .map(|one| one["name"].as_str());
        names.flatten().collect::<Vec<_>>()
    };
    assert_eq!((names(0), names(1)), (vec!["One"], vec!["Two"]));
}

#[test]
fn a_file_that_does_not_parse_is_a_problem_and_the_rest_is_listed() {
    let sources = [("src/lib.rs", APPLICATION), ("src/broken.rs", "struct {")];
    let folder = workspace(&[("acme", &sources)]);
    let (code, text, errors) = list(folder.path(), &["components"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("Manager"), "{text}");
    assert!(errors.contains("acme/src/broken.rs:1"), "{errors}");
}

#[test]
fn graphs_connect_what_belongs_together() {
    let folder = workspace(&[("acme", &[("src/lib.rs", APPLICATION)])]);
    let (code, drawn, _) = list(
        folder.path(),
        &["--format", "mermaid", "compositions", "--tests"],
    );
    assert_eq!(code, Some(0));
    let expected = r#"flowchart LR
  subgraph g0["App"]
    subgraph g1["inputs"]
      n0["Settings"]
    end
    subgraph g2["singletons"]
      n1["EventBus"]
    end
    subgraph g3["context(User)"]
      n2["Manager"]
    end
    subgraph g4["transients"]
      n4["Greeter"]
    end
  end
  subgraph g5["TestApp overrides App"]
    n5["QuietBus"]
  end
  n3(["EventSink"])
  n2 --> n1
  n2 -.-> n3
  n4 --> n3
  n5 -. replaces .-> n1
"#;
    assert_eq!(drawn, expected);

    let (_, drawn, _) = list(folder.path(), &["--format", "dot", "components"]);
    let expected = "digraph ssot {
  rankdir=LR;
  node [shape=box];
  n0 [label=\"EventBus\"];
  n1 [label=\"Manager\"];
  n2 [label=\"Greeter\"];
  n1 -> n0;
}
";
    assert_eq!(drawn, expected);

    let (_, drawn, _) = list(folder.path(), &["--format", "mermaid", "interfaces"]);
    assert!(drawn.contains("n1[\"Manager\"]"), "{drawn}");
    assert!(drawn.contains("n1 -.-> n0"), "{drawn}");
}

/// A composition with parameters and parts, whose contexts list the same component.
const COMPOSED: &str = r"
use ssot::*;

#[ssot_component(new)] pub struct Pool {}
#[ssot_component] pub struct Session {}
#[factory] impl Session { pub fn create(limits: Arc<Limits>, pool: &Pool) -> Self { Self {} } }
#[ssot_component(new)] pub struct Limits {}
#[ssot_component] pub struct Page {}
#[factory] impl Page { pub fn create(#[given] number: u8, limits: &Limits) -> Self { Self {} } }

composition! { pub struct Storage { singletons { pub Pool as dyn Database } } }

composition! {
    pub struct App<D: Database = Memory> where D: Clone {
        inputs { D }
        parts { Storage }
        makes { Page }
        context(User) { Session, Limits }
        context(Admin) { Session, Limits }
    }
}

composition! { pub struct Tested overrides App<Disk> { Limits => NoLimits } }
";

#[test]
fn parts_parameters_and_what_is_made_of_what_is_given_are_listed() {
    let folder = workspace(&[("acme", &[("src/lib.rs", COMPOSED)])]);
    let document = json(folder.path(), &[]);
    let storage = named(&document, "compositions", "Storage");
    assert_eq!(storage["sections"][0]["entries"][0]["exported"], true);
    let app = named(&document, "compositions", "App");
    let sections = app["sections"].as_array().expect("it has some");
    let names: Vec<_> = sections.iter().map(|section| &section["name"]).collect();
    assert_eq!(
        names,
        [
            "inputs",
            "parts",
            "makes",
            "context(User)",
            "context(Admin)"
        ]
    );
    assert_eq!(sections[2]["entries"][0]["exported"], false);
    assert_eq!(
        named(&document, "compositions", "Tested")["overrides"],
        "App"
    );

    let (_, text, _) = list(folder.path(), &["compositions"]);
    assert!(
        text.contains("singletons: pub Pool as dyn Database"),
        "{text}"
    );
    assert!(
        text.contains("parts: Storage") && text.contains("makes: Page"),
        "{text}"
    );

    let (_, drawn, _) = list(folder.path(), &["--format", "mermaid", "compositions"]);
    let expected = r#"flowchart LR
  subgraph g0["Storage"]
    subgraph g1["singletons"]
      n0["Pool"]
    end
  end
"#;
    assert!(drawn.starts_with(expected), "{drawn}");
    // Each of the two has the one of its own context.
    let takes = drawn.lines().filter(|line| line.contains("-->"));
    let takes: Vec<_> = takes.map(str::trim).collect();
    assert_eq!(
        takes,
        [
            "n4 --> n6",
            "n4 --> n8",
            "n5 --> n0",
            "n5 --> n6",
            "n7 --> n0",
            "n7 --> n8"
        ]
    );
}

/// Names that mean something in the languages of the graphs.
const HOSTILE: &str = r##"
#[ssot_component(new)] pub struct end {}
#[ssot_component(new)] pub struct r#match {}
#[ssot_component(new)] pub struct Größe {}
#[ssot_component(new)] pub struct subgraph<T> { of: T }

composition! {
    pub struct style {
        inputs { Cache<u8, Vec<String>>, Text<{ "\"`]) -->\\" }>, (u8, [char; 2]), fn(&str) -> u8 }
        singletons { end as dyn for<'a> Sink<'a, Item = u8> as dyn class::style::Sink, crate::r#match, subgraph<'static> }
        context(Größe<'a', "#quot;">) { Größe }
    }
}
"##;

#[test]
fn hostile_names_are_quoted() {
    let folder = workspace(&[("acme", &[("src/lib.rs", HOSTILE)])]);
    let (code, drawn, errors) = list(folder.path(), &["--format", "mermaid"]);
    assert_eq!(code, Some(0), "{errors}");
    let mut labels = 0;
    for line in drawn.lines().skip(1) {
        // Labels alone are quoted, and nothing in them means anything to Mermaid.
        let parts: Vec<_> = line.split('"').collect();
        assert!(matches!(parts.len(), 1 | 3), "{line}");
        if let [_, label, _] = parts[..] {
            labels += 1;
            let harmless =
                |character: char| character.is_alphanumeric() || " _,.()#;".contains(character);
            assert!(label.chars().all(harmless), "{line}");
        }
    }
    assert!(labels > 10, "{drawn}");
    assert!(
        drawn.contains("Cache#60;u8, Vec#60;String#62;#62;"),
        "{drawn}"
    );

    let (_, drawn, _) = list(folder.path(), &["--format", "dot"]);
    for line in drawn.lines() {
        let unescaped = line.replace(r"\\", "").replace("\\\"", "");
        assert_eq!(unescaped.matches('"').count() % 2, 0, "{line}");
    }
    assert!(drawn.contains("Cache<u8, Vec<String>>"), "{drawn}");
}

/// Two components, two interfaces and two contexts of one name each.
const TWICE: &str = r#"
use ssot::*;
pub mod a {
    #[ssot::ssot_interface] pub trait Sink {}
    #[ssot::ssot_component(new, name = "a::Cache", implements(Sink))] pub struct Cache {}
    impl Sink for Cache {}
}
pub mod b {
    #[ssot::ssot_interface] pub trait Sink {}
    #[ssot::ssot_component(new, name = "b::Cache", implements(Sink))] pub struct Cache {}
    impl Sink for Cache {}
}
#[ssot_component] pub struct Page {}
#[factory] impl Page { pub fn create(one: &a::Cache, two: Arc<b::Cache>) -> Self { Self {} } }
composition! { pub struct App { singletons { a::Cache as dyn a::Sink, Page } context(a::User) { b::Cache } } }
composition! { pub struct Other { singletons { a::Cache } } }
composition! { pub struct Tested overrides App { a::Cache => b::Cache } }
"#;

#[test]
fn what_has_one_name_is_told_apart_by_what_the_name_leads_to() {
    let folder = workspace(&[("acme", &[("src/lib.rs", TWICE)])]);
    let document = json(folder.path(), &[]);
    let page = named(&document, "components", "Page");
    let both = serde_json::json!(["acme::a::Cache", "acme::b::Cache"]);
    assert_eq!(page["dependencies"], both);
    for (index, implementor) in ["acme::a::Cache", "acme::b::Cache"].iter().enumerate() {
        let implementors = &document["interfaces"][index]["implementors"];
        assert_eq!(implementors.as_array().map(Vec::len), Some(1));
        assert_eq!(implementors[0]["name"], *implementor);
    }

    let (_, drawn, _) = list(folder.path(), &["--format", "mermaid"]);
    let expected = r#"flowchart LR
  subgraph g0["App"]
    subgraph g1["singletons"]
      n0["a#58;#58;Cache"]
      n2["Page"]
    end
    subgraph g2["context(a#58;#58;User)"]
      n3["b#58;#58;Cache"]
    end
  end
  subgraph g3["Other"]
    subgraph g4["singletons"]
      n4["a#58;#58;Cache"]
    end
  end
  subgraph g5["Tested overrides App"]
    n5["b#58;#58;Cache"]
  end
  n1(["acme#58;#58;a#58;#58;Sink"])
  n6(["acme#58;#58;b#58;#58;Sink"])
  n0 -.-> n1
  n2 --> n0
  n2 --> n3
  n3 -.-> n6
  n4 -.-> n1
  n5 -. replaces .-> n0
  n5 -.-> n6
"#;
    assert_eq!(drawn, expected);
}

#[test]
fn a_workspace_without_components_is_empty_in_every_format() {
    let folder = workspace(&[("acme", &[("src/lib.rs", "")])]);
    let (_, text, _) = list(folder.path(), &[]);
    assert_eq!(text, "0 components\n\n0 interfaces\n\n0 compositions\n");
    let document = json(folder.path(), &[]);
    assert_eq!(document["components"], serde_json::json!([]));
    let (_, drawn, _) = list(folder.path(), &["--format", "mermaid"]);
    assert_eq!(drawn, "flowchart LR\n");
}
