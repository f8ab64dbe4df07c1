//! Implementations of interfaces that are there already, with nothing in their methods yet.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{FnArg, ItemTrait, Pat, Signature, TraitItem, TypeParamBound};

use super::naming;
use super::place::Place;
use crate::finding::Problem;
use crate::index::{ItemPath, ItemPathBuf, Trait, TypeRef};
use crate::resolve::{Crates, DefinitionId, Item, ModuleId, Namespace, Resolution};
use crate::scan::Scan;

pub(super) struct Implementation {
    pub(super) name: String,
    pub(super) imports: BTreeSet<String>,
    /// The methods, each with its body, indented.
    pub(super) methods: Vec<String>,
}

/// What there is to write for an interface.
pub(super) fn implementation(
    scan: &Scan,
    place: &Place,
    written: &str,
) -> Result<Implementation, Box<Problem>> {
    let (id, interface) = find(scan, place, written)?;
    let name = interface.name.as_str();
    let (crates, file) = (&scan.crates, &scan.files[scan.crates[id].file.0]);
    let by_hand = |what: &str| {
        Problem::boxed(
            format!("an implementation of `{name}` cannot be written, because {what}"),
            "leave out `--implements`, and write the impl yourself",
        )
    };
    let parsed: ItemTrait = syn::parse_str(&file.text[interface.item.range()])
        .map_err(|_| by_hand("the interface cannot be read"))?;
    if !parsed.generics.params.is_empty() {
        return Err(by_hand("it is generic"));
    }
    let requires_more = parsed.supertraits.iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            !["Send", "Sync"].iter().any(|one| bound.path.is_ident(one))
        }
        TypeParamBound::Lifetime(_) => false,
        _ => true,
    });
    if requires_more {
        return Err(by_hand("it requires other traits"));
    }
    let root = crates.main_root(place.package);
    let own = root.and_then(|root| Some((root, crates.path_to(root, id)?)));
    let Some((root, own)) = own else {
        let home = scan.files[crates[id].file.0].package;
        let dependencies = &scan.workspace.packages[place.package].dependencies;
        let is_known =
            home == place.package || dependencies.iter().any(|(_, package)| *package == home);
        return Err(by_hand(if is_known {
            "its path is private"
        } else {
            "its package is not a dependency"
        }));
    };
    let mut implementation = Implementation {
        name: name.to_owned(),
        imports: BTreeSet::from([own.into_string()]),
        methods: Vec::new(),
    };
    for item in &parsed.items {
        let TraitItem::Fn(function) = item else {
            return Err(by_hand("it has more than methods"));
        };
        if function.default.is_some() {
            continue;
        }
        let mut signature = function.sig.clone();
        let text = method(&mut signature);
        if text.contains("impl ") {
            return Err(by_hand("a method returns or takes `impl`"));
        }
        for head in heads(&signature) {
            if let Some(import) = import(crates, root, crates[id].module, &head) {
                implementation.imports.insert(import);
            }
        }
        implementation.methods.push(text);
    }
    Ok(implementation)
}

/// The interface that a path leads to, or the one of this name: of the same package, if that has one.
fn find<'a>(
    scan: &'a Scan,
    place: &Place,
    written: &str,
) -> Result<(DefinitionId, &'a Trait), Box<Problem>> {
    let parsed = TypeRef::parse(written);
    let path = parsed.as_ref().and_then(TypeRef::meant_path);
    let path = path.unwrap_or_default();
    let name = path.last();
    let interfaces = || {
        scan.crates
            .definitions()
            .filter_map(|(id, definition)| match definition.item {
                Item::Trait(index) => {
                    let facts = &scan.files[definition.file.0].facts;
                    Some((id, &facts.traits[index]))
                }
                _ => None,
            })
            .filter(|(_, one)| one.interface && !one.at.test)
    };
    let root = scan.crates.main_root(place.package);
    let meant = root.and_then(|root| scan.crates.resolve_type(root, path));
    let meant = interfaces().find(|(id, _)| Some(*id) == meant);
    if let Some(found) = meant {
        return Ok(found);
    }
    let same = interfaces().filter(|(_, interface)| interface.name == name);
    let found = only_one(scan, place, same.map(|(id, _)| id).collect())?;
    interfaces()
        .find(|(id, _)| Some(*id) == found)
        .ok_or_else(|| {
            let nearest = interfaces()
                .min_by_key(|(_, interface)| strsim::damerau_levenshtein(&interface.name, name));
            let help = nearest.map_or_else(
                || "write one first: `cargo ssot new interface`".to_owned(),
                |(_, nearest)| format!("there is one called `{}`", nearest.name),
            );
            Problem::boxed(format!("the workspace has no interface `{name}`"), help)
        })
}

/// The one definition that a name can mean: of the same package, if that has one.
fn only_one(
    scan: &Scan,
    place: &Place,
    mut all: Vec<DefinitionId>,
) -> Result<Option<DefinitionId>, Box<Problem>> {
    let crates = &scan.crates;
    let is_own = |id: &DefinitionId| scan.files[crates[*id].file.0].package == place.package;
    if all.iter().any(is_own) {
        all.retain(is_own);
    }
    let [one, other, ..] = all[..] else {
        return Ok(all.pop());
    };
    let path = |of| {
        let path = crates.main_root(place.package);
        let path = path.and_then(|root| crates.path_to(root, of));
        path.unwrap_or_else(|| crates.defined_at(of))
    };
    Err(Problem::boxed(
        format!("there are several called `{}`", crates[one].name),
        format!(
            "write the path of one: `{}` or `{}`",
            path(one),
            path(other)
        ),
    ))
}

/// The method with a body. Nothing uses the parameters yet.
fn method(signature: &mut Signature) -> String {
    for input in &mut signature.inputs {
        if let FnArg::Typed(parameter) = input
            && let Pat::Ident(name) = &mut *parameter.pat
            && !name.ident.to_string().starts_with('_')
        {
            let text = name.ident.to_string();
            let text = text.strip_prefix("r#").unwrap_or(&text);
            name.ident = syn::Ident::new(&format!("_{text}"), name.ident.span());
        }
    }
    let text = ssot_rules::tokens::text(signature.to_token_stream(), true);
    format!("    {text} {{\n        todo!()\n    }}\n")
}

/// The first segments of the paths in a signature.
fn heads(signature: &Signature) -> BTreeSet<String> {
    struct Heads(BTreeSet<String>);
    impl<'a> Visit<'a> for Heads {
        fn visit_path(&mut self, path: &'a syn::Path) {
            if let (None, Some(first)) = (path.leading_colon, path.segments.first()) {
                self.0.insert(first.ident.to_string());
            }
            visit::visit_path(self, path);
        }
    }
    let mut heads = Heads(BTreeSet::new());
    heads.visit_signature(signature);
    heads.0
}

/// How a name that the module of an interface knows is imported in another one.
fn import(crates: &Crates, root: ModuleId, module: ModuleId, name: &str) -> Option<String> {
    let path = match crates.resolve(module, ItemPath::new(name), Namespace::Types) {
        Some((Resolution::Definition(of), _)) => crates.path_to(root, of)?,
        Some((Resolution::Module(inner), _)) => crates.way_to(root, inner)?,
        None => crates
            .external(module, ItemPath::new(name))
            .into_iter()
            .next()?,
    };
    match path.as_path().split_last() {
        // The name of a crate, and `crate`, need no import.
        (None, _) => None,
        (Some(_), last) if last == name => Some(path.into_string()),
        (Some(_), _) => Some(format!("{path} as {name}")),
    }
}

/// The path of a type of this name, as code in `place` reaches it.
pub(super) fn path_of_type(scan: &Scan, place: &Place, name: &str) -> Result<String, Box<Problem>> {
    let crates = &scan.crates;
    let root = crates.main_root(place.package);
    let path = |id| root.and_then(|root| crates.path_to(root, id));
    let types = crates
        .types(&scan.files)
        .filter(|(id, ty)| ty.name == name && !ty.at.test && path(*id).is_some());
    let found = only_one(scan, place, types.map(|(id, _)| id).collect())?;
    found
        .and_then(path)
        .map(ItemPathBuf::into_string)
        .ok_or_else(|| {
            let listing = naming::everything(scan);
            let scopes = listing
                .components
                .iter()
                .filter_map(|one| one.scope.clone());
            let contexts: BTreeSet<_> = scopes
                .filter(|scope| scope.starts_with("context"))
                .collect();
            let known: Vec<_> = contexts.into_iter().collect();
            let help = if known.is_empty() {
                "write a type that implements `ssot::Context` first, or a path to one".to_owned()
            } else {
                format!("others have the scope {}", known.join(", "))
            };
            Problem::boxed(format!("the workspace has no type `{name}`"), help)
        })
}
