//! What is written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::TokenStream;
use ssot_rules::arguments::{GuardArguments, Scope};
use ssot_rules::names as attributes;
use ssot_rules::violation::Violations;

use super::interfaces::{self, Implementation};
use super::naming;
use super::place::{self, Place};
use crate::finding::Problem;
use crate::index::tokens::is_mark;
use crate::index::{ItemPath, TypeRef};
use crate::resolve::Item;
use crate::scan::Scan;
use crate::workspace::TargetKind;

pub(super) fn component(
    scan: &Scan,
    place: &Place,
    name: &str,
    implements: &[String],
    scope: Option<&str>,
) -> Result<String, Box<Problem>> {
    let context = scope.map(context).transpose()?.flatten();
    let mut imports = BTreeSet::new();
    let mut arguments = Vec::new();
    let mut implementations = Vec::new();
    for written in implements {
        let implementation = interfaces::implementation(scan, place, written)?;
        imports.extend(implementation.imports.iter().cloned());
        implementations.push(implementation);
    }
    if !implementations.is_empty() {
        let names: Vec<_> = implementations
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        arguments.push(format!("implements({})", names.join(", ")));
    }
    let (mut of_ours, mut parameters) = ("factory, ssot_component", String::new());
    if let Some(context) = &context {
        let context_name = TypeRef::name_in(context);
        let path = if ItemPath::new(context).is_name() {
            interfaces::path_of_type(scan, place, &context_name)?
        } else {
            context.clone()
        };
        imports.insert(path);
        arguments.push(format!("scope = context({context_name})"));
        of_ours = "Scope, factory, ssot_component";
        parameters = format!("_scope: &Scope<{context_name}>");
    } else if let Some(scope) = scope {
        arguments.push(format!("scope = {}", scope.trim()));
    }
    arguments.push(format!("canonical = \"{}\"", place.path_of(name)));
    let imports: String = imports
        .iter()
        .fold(String::new(), |text, path| text + "use " + path + ";\n");
    let implementations: String = implementations
        .iter()
        .map(|one| implemented(one, name))
        .collect();
    let text = COMPONENT
        .replace("@OURS@", of_ours)
        .replace(
            "@IMPORTS@",
            &if imports.is_empty() {
                imports
            } else {
                "\n".to_owned() + &imports
            },
        )
        .replace("@ARGUMENTS@", &list(&arguments))
        .replace("@PARAMETERS@", &parameters)
        .replace("@IMPLEMENTATIONS@", &implementations)
        .replace("@TEST@", if context.is_some() { REGISTERED } else { MADE })
        .replace("@NAME@", name);
    Ok(text)
}

/// The context of a scope, if it is one.
fn context(scope: &str) -> Result<Option<String>, Box<Problem>> {
    let wrong = |help: String| Problem::boxed(format!("`{scope}` is not a scope"), help);
    let tokens = TokenStream::from_str(&format!("scope = {scope}")).ok();
    let alone =
        tokens.filter(|tokens| !tokens.clone().into_iter().any(|token| is_mark(&token, ',')));
    let tokens =
        alone.ok_or_else(|| wrong("write singleton, transient or context(Type)".to_owned()))?;
    let mut violations = Violations::new();
    let read = GuardArguments::read(attributes::SSOT_COMPONENT, tokens, &mut violations);
    if let Some(violation) = violations.into_vec().first() {
        return Err(wrong(violation.fix()));
    }
    Ok(match read.scope {
        Some(Scope::Context(ty)) => Some(ssot_rules::tokens::type_text(&ty)),
        _ => None,
    })
}

/// Arguments of an attribute, one to a line if they are long.
fn list(arguments: &[String]) -> String {
    const WIDTH: usize = 80;
    let line = arguments.join(", ");
    if line.len() <= WIDTH {
        line
    } else {
        format!("\n    {}\n", arguments.join(",\n    "))
    }
}

fn implemented(implementation: &Implementation, name: &str) -> String {
    let interface = &implementation.name;
    if implementation.methods.is_empty() {
        return format!("\nimpl {interface} for {name} {{}}\n");
    }
    let methods = implementation.methods.join("\n");
    format!("\nimpl {interface} for {name} {{\n{methods}}}\n")
}

pub(super) fn interface(place: &Place, name: &str) -> String {
    // In a program, what nobody uses yet is a warning; to an attribute that expects it, the first use would be one.
    let lint = if place.library {
        ""
    } else {
        "#[allow(dead_code, reason = \"nothing implements it yet\")]\n"
    };
    INTERFACE.replace("@LINT@", lint).replace("@NAME@", name)
}

pub(super) fn composition(name: &str) -> String {
    COMPOSITION.replace("@NAME@", name)
}

/// A test of something known, and the file that it belongs into.
pub(super) fn test(
    scan: &Scan,
    package: usize,
    name: &str,
    path: Option<&Path>,
) -> Result<(PathBuf, String), Box<Problem>> {
    let listing = naming::everything(scan);
    let known = naming::named(&listing);
    let nearest = || {
        known
            .iter()
            .min_by_key(|(_, known, _)| strsim::damerau_levenshtein(known, name))
    };
    let own = &scan.workspace.packages[package];
    let in_package = |(_, known, definition): &&(&str, &str, &crate::listing::Definition)| {
        *known == name && definition.package == own.name
    };
    let Some((kind, ..)) = known.iter().find(in_package) else {
        let help = nearest().map_or_else(
            || "write a component first: `cargo ssot new component`".to_owned(),
            |(_, known, definition)| {
                format!("there is `{known}` in the package `{}`", definition.package)
            },
        );
        return Err(Problem::boxed(
            format!(
                "the package `{}` has nothing called `{name}` to test",
                own.name
            ),
            help,
        ));
    };
    let target = place::main_target(scan, package)?;
    if target.kind != TargetKind::Library {
        return Err(Problem::boxed(
            format!(
                "the package `{}` has no library that a file in `tests` could test",
                own.name
            ),
            "write the test in the module itself",
        ));
    }
    let path = path.map_or_else(
        || {
            Path::new("tests")
                .join(naming::module(name, "test"))
                .with_extension("rs")
        },
        Path::to_owned,
    );
    let file = place::of_test(scan, package, &path)?;
    let text = match *kind {
        "an interface" => {
            return Err(Problem::boxed(
                format!("`{name}` is an interface, which does nothing by itself"),
                "write a test of a component that implements it",
            ));
        }
        "a composition" => {
            COMPOSITION_TEST.replace("@PATH@", &composition_path(scan, package, name))
        }
        _ => COMPONENT_TEST.replace("@CRATE@", &target.name),
    };
    let component = listing.components.iter().find(|one| one.ty.name == name);
    let registered = component.map_or(name, |component| component.name.as_str());
    let text = text
        .replace("@REGISTERED@", registered)
        .replace("@NAME@", name);
    Ok((file, text))
}

/// The path by which a test of the package reaches a composition of its library.
fn composition_path(scan: &Scan, package: usize, name: &str) -> String {
    let crates = &scan.crates;
    let mut compositions = crates.definitions().filter(|(_, one)| {
        let is_own = scan.files[one.file.0].package == package;
        matches!(one.item, Item::Composition(_)) && is_own && one.name == name
    });
    let found = compositions.next().zip(crates.main_root(package));
    let path = found.and_then(|((of, _), root)| crates.path_to(root, of));
    let within = path.unwrap_or_else(|| ItemPath::new("crate").join(name));
    let library = place::main_target(scan, package).map_or("crate", |target| &target.name);
    within.as_path().with_first(library).into_string()
}

const COMPONENT: &str = include_str!("component.txt");
const INTERFACE: &str = include_str!("interface.txt");
const COMPOSITION: &str = include_str!("composition.txt");
const COMPONENT_TEST: &str = include_str!("component_test.txt");
const COMPOSITION_TEST: &str = include_str!("composition_test.txt");

/// Tests of a component: one that anyone can make, and one that only a composition can.
const MADE: &str = "    use super::*;

    #[test]
    fn its_factory_makes_it() {
        let _component = @NAME@Factory::create();
    }
";
const REGISTERED: &str = "    #[test]
    fn it_is_registered_once() {
        assert!(ssot::registry().by_name(\"@NAME@\").is_some());
        assert!(ssot::registry().verify().is_empty());
    }
";
