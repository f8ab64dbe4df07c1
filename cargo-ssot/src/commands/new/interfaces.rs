//! Implementations of interfaces that are there already, with nothing in their methods yet.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{FnArg, ItemTrait, Pat, Signature, TraitItem, TypeParamBound};

use super::place::{self, Place};
use super::{naming, problem};
use crate::finding::Problem;
use crate::index::{Trait, TypeRef};
use crate::scan::Scan;
use crate::syntax::SourceFile;

/// An implementation to write.
pub(super) struct Implementation {
    /// The name of the interface.
    pub(super) name: String,
    /// The paths that have to be imported.
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
    let name = TypeRef::name_in(written);
    let name = name.as_str();
    let (file, interface) = find(scan, place, name)?;
    let by_hand = |what: &str| {
        problem(
            format!("an implementation of `{name}` cannot be written, because {what}"),
            "leave out `--implements`, and write it by hand",
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
    let path = |name: &str| place::path_to(scan, place.package, file, interface.at.module, name);
    let Some(own) = path(name) else {
        return Err(by_hand("its package is no dependency"));
    };
    let mut implementation = Implementation {
        name: name.to_owned(),
        imports: BTreeSet::from([own]),
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
            if let Some(import) = import(file, interface, &head, &path) {
                implementation.imports.insert(import);
            }
        }
        implementation.methods.push(text);
    }
    Ok(implementation)
}

/// The interface of this name, of the same package if that has one.
fn find<'a>(
    scan: &'a Scan,
    place: &Place,
    name: &str,
) -> Result<(&'a SourceFile, &'a Trait), Box<Problem>> {
    let interfaces = || {
        let files = scan.files.iter();
        files.flat_map(|file| {
            let traits = file.facts.traits.iter();
            traits
                .filter(|one| one.interface && !one.at.test)
                .map(move |one| (file, one))
        })
    };
    let same = || interfaces().filter(|(_, interface)| interface.name == name);
    let own = same().find(|(file, _)| file.package == place.package);
    own.or_else(|| same().next()).ok_or_else(|| {
        let nearest = interfaces()
            .min_by_key(|(_, interface)| strsim::damerau_levenshtein(&interface.name, name));
        let help = nearest.map_or_else(
            || "write one first: `cargo ssot new interface`".to_owned(),
            |(_, nearest)| format!("there is one called `{}`", nearest.name),
        );
        problem(format!("the workspace has no interface `{name}`"), help)
    })
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

/// How a name that the module of an interface knows is imported elsewhere.
fn import(
    file: &SourceFile,
    interface: &Trait,
    name: &str,
    path: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let module = interface.at.module;
    let types = file
        .facts
        .types
        .iter()
        .map(|one| (&one.name, one.at.module));
    let traits = file
        .facts
        .traits
        .iter()
        .map(|one| (&one.name, one.at.module));
    if types
        .chain(traits)
        .any(|known| known == (&name.to_owned(), module))
    {
        return path(name);
    }
    let mut imports = file.facts.imports.iter();
    let known = imports.find(|one| one.at.module == module && one.name == name)?;
    let absolute = match known.path.split_once("::") {
        Some(("self", rest)) => path(rest)?,
        Some(("super", rest)) => {
            // The module around is what the path of the module itself lacks the last segment of.
            let own = path("")?;
            let around = own.trim_end_matches("::").rsplit_once("::")?.0;
            format!("{around}::{rest}")
        }
        _ => known.path.clone(),
    };
    let last = absolute.rsplit("::").next().unwrap_or(&absolute);
    Some(if last == name {
        absolute
    } else {
        format!("{absolute} as {name}")
    })
}

/// The path of a type of this name, as code in `place` reaches it.
pub(super) fn path_of_type(scan: &Scan, place: &Place, name: &str) -> Result<String, Box<Problem>> {
    let found = scan.files.iter().find_map(|file| {
        let mut types = file.facts.types.iter();
        let ty = types.find(|ty| ty.name == name && !ty.at.test)?;
        place::path_to(scan, place.package, file, ty.at.module, name)
    });
    found.ok_or_else(|| {
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
        problem(format!("the workspace has no type `{name}`"), help)
    })
}
