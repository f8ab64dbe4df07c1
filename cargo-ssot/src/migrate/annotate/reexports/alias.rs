//! The alias that takes the place of an import.

use ssot_rules::names;
use syn::{Attribute, Fields, GenericParam, Generics, ItemStruct, ItemUse, Meta, Type, Visibility};

use super::super::Target;
use super::super::runtime::Runtime;
use crate::finding::FileId;
use crate::index::{Import, ItemPath, type_path};
use crate::resolve::Namespace;
use crate::syntax::parsed::Syntax;

/// The lines of the alias for one name of an import, or why there can be none.
pub(super) fn of(
    target: Target<'_>,
    file: FileId,
    written: &Syntax<'_, ItemUse>,
    import: &Import,
) -> Result<Vec<String>, String> {
    let cx = target.cx;
    let source = &cx.files[file.0];
    let module = cx.module(file, import.at);
    let package = &cx.workspace.packages[source.package];
    let Some(runtime) = Runtime::of(cx, source.package, source.kind) else {
        return Err(format!(
            "`{0}` does not depend on `ssot`, whose `#[{1}]` warns: `cargo add ssot --package {0}`",
            package.name,
            names::MOVED
        ));
    };
    let value = cx
        .crates
        .resolve_whole(module, *import.path, Namespace::Values);
    if value.is_some() {
        return Err(
            "the import brings a function or a global of the same name too; import that by itself"
                .to_owned(),
        );
    }
    let structure = target.structure()?.tree;
    let is_near = cx.crates.is_within(module, cx.crates[target.id].module);
    check_value(target, &structure, is_near)?;
    let (own, passed) = parameters(&structure.generics)?;
    let path = cx
        .crates
        .written_in(module, target.canonical.absolute.as_path(), target.id);
    let path = path.ok_or_else(|| {
        format!(
            "`{}` comes from another crate than the one that defines it",
            target.ty.name
        )
    })?;
    let kept = written.tree.attrs.iter().filter(|one| is_kept(one));
    let mut lines: Vec<_> = kept.map(|one| written.text_of(one).to_owned()).collect();
    lines.push(runtime.attribute(&source.facts, import.at.module(), names::MOVED, Vec::new()));
    let visibility = written.text_of(&written.tree.vis);
    let name = ItemPath::new(&import.name).with_raw_marks();
    lines.push(format!("{visibility} type {name}{own} = {path}{passed};"));
    Ok(lines)
}

/// Whether an attribute of an import says something about an alias too.
fn is_kept(attribute: &Attribute) -> bool {
    let words = match &attribute.meta {
        Meta::List(list) => list.tokens.to_string(),
        _ => String::new(),
    };
    let name = attribute.path().get_ident().map(ToString::to_string);
    match name.as_deref() {
        Some("doc") => words != "inline" && words != "no_inline",
        Some("allow" | "expect" | "warn" | "deny") => !words.contains("unused_imports"),
        Some("macro_use" | "deprecated") => false,
        _ => true,
    }
}

/// The name of a unit or tuple struct is a value as well, which an alias leaves out.
fn check_value(target: Target<'_>, item: &ItemStruct, is_near: bool) -> Result<(), String> {
    let is_made = match &item.fields {
        Fields::Named(_) => false,
        Fields::Unit => true,
        Fields::Unnamed(fields) => {
            let hidden = |field: &syn::Field| matches!(field.vis, Visibility::Inherited);
            is_near || !fields.unnamed.iter().any(hidden)
        }
    };
    if !is_made {
        return Ok(());
    }
    let name = &target.ty.name;
    Err(format!(
        "the name `{name}` makes an instance as well, which an alias does not; have those who do so here call \
         `{name}Factory`, and then write an alias"
    ))
}

/// The parameters of the alias, and the arguments that it passes on. Bounds are those of the struct.
fn parameters(generics: &Generics) -> Result<(String, String), String> {
    let (mut own, mut passed) = (Vec::new(), Vec::new());
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(lifetime) => {
                own.push(lifetime.lifetime.to_string());
                passed.push(lifetime.lifetime.to_string());
            }
            GenericParam::Type(ty) => {
                let default = ty.default.as_ref().map(|(_, ty)| default(ty));
                let default = default.transpose()?;
                own.push(format!("{}{}", ty.ident, default.unwrap_or_default()));
                passed.push(ty.ident.to_string());
            }
            GenericParam::Const(constant) => {
                if constant.default.is_some() {
                    return Err(DEFAULTS.to_owned());
                }
                let ty = &constant.ty;
                own.push(format!("const {}: {}", constant.ident, quote::quote!(#ty)));
                passed.push(constant.ident.to_string());
            }
        }
    }
    let in_brackets = |names: Vec<String>| match names.as_slice() {
        [] => String::new(),
        names => format!("<{}>", names.join(", ")),
    };
    Ok((in_brackets(own), in_brackets(passed)))
}

const DEFAULTS: &str = "a parameter of the struct has a default whose meaning depends on where it stands; write the alias with \
    the default as its module calls it";

/// What every module calls alike.
const EVERYWHERE: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8",
    "u16", "u32", "u64", "u128", "usize",
];

fn default(ty: &Type) -> Result<String, String> {
    let unit = matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty());
    let known = type_path(ty).and_then(syn::Path::get_ident);
    let known = known.is_some_and(|ident| EVERYWHERE.iter().any(|name| ident == name));
    if unit {
        Ok(" = ()".to_owned())
    } else if known {
        Ok(format!(" = {}", quote::quote!(#ty)))
    } else {
        Err(DEFAULTS.to_owned())
    }
}
