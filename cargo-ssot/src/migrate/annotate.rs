//! `cargo ssot migrate --annotate Type`: makes a component of a struct, which only warns for now.
//!
//! 1. `target` finds the struct by its name, and `canonical` the path that it is to have.
//! 2. `structure` writes the attribute above the struct, and `constructors` gives its constructors an impl of their own:
//!    `members` reads an impl, `splitting` cuts it, and `home` moves to the struct what stands beside its module.
//! 3. `reexports` leaves aliases at the other paths.
//! 4. `conversions` lists what makes instances in impls of traits.
//!
//! `runtime` knows what `ssot` is called.

mod canonical;
mod constructors;
mod conversions;
mod home;
mod members;
mod reexports;
mod runtime;
mod splitting;
mod structure;
mod target;

use ssot_rules::{Rule, names};
use syn::ItemStruct;

use crate::finding::{FileId, Finding, Problem};
use crate::index::Type;
use crate::lints::context::CheckContext;
use crate::migrate::{Action, Step};
use crate::resolve::DefinitionId;
use crate::scan::Scan;
use crate::syntax::SourceFile;
use crate::syntax::parsed::Syntax;
use canonical::Canonical;
use runtime::Runtime;

pub(super) use target::find as find_struct;

#[derive(Clone, Copy)]
struct Target<'a> {
    cx: CheckContext<'a>,
    id: DefinitionId,
    ty: &'a Type,
    canonical: &'a Canonical,
    runtime: &'a Runtime,
}

impl<'a> Target<'a> {
    /// The file that defines it.
    fn file(self) -> FileId {
        self.cx.crates[self.id].file
    }

    fn source(self) -> &'a SourceFile {
        &self.cx.files[self.file().0]
    }

    fn structure(self) -> Result<Syntax<'a, ItemStruct>, String> {
        let structure = Syntax::of_part(&self.source().text, self.ty.item.range());
        structure.map_err(|error| format!("the struct does not parse: {error}"))
    }

    /// One of our attributes, as it is written in a module of a file.
    fn attribute(self, file: FileId, module: usize, name: &str, arguments: Vec<String>) -> String {
        let facts = &self.cx.files[file.0].facts;
        self.runtime.attribute(facts, module, name, arguments)
    }

    /// The canonical path as an argument.
    fn canonical(self) -> String {
        format!("canonical = \"{}\"", self.canonical.written)
    }
}

/// The steps that make a component of the struct `name`, in a workspace that was scanned: none, if it is one. `canonical`
/// is the path that it is to have, if it is not the one that is used most.
pub fn of_scan(
    scan: &Scan,
    name: &str,
    canonical: Option<&str>,
) -> Result<Vec<Step>, Box<Problem>> {
    let cx = scan.context();
    let (id, ty) = target::find(cx, name)?;
    if ty.guard.is_some() {
        return Ok(Vec::new());
    }
    let canonical = canonical::find(cx, id, canonical)?;
    let file = &cx.files[cx.crates[id].file.0];
    let Some(runtime) = Runtime::of(cx, file.package, file.kind) else {
        let package = &cx.workspace.packages[file.package].name;
        let message =
            format!("`{package}` does not depend on `ssot`, whose attributes are written");
        let help = format!("cargo add ssot --package {package}");
        return Err(Problem::boxed(message, help));
    };
    let target = Target {
        cx,
        id,
        ty,
        canonical: &canonical,
        runtime: &runtime,
    };
    let (change, derives) = match change(target) {
        Ok((alterations, derives)) => (Ok(alterations), derives),
        Err(reason) => (Err(reason), Vec::new()),
    };
    let component = read_only(cx, Step::new(not_annotated(target), change));
    let is_made = matches!(component.action, Action::Change(_));
    let mut steps = vec![component];
    steps.extend(derives);
    steps.extend(conversions::steps(target));
    steps.extend(reexports::steps(target, is_made));
    Ok(steps.into_iter().map(|step| read_only(cx, step)).collect())
}

/// What a program wrote is changed by changing the program.
fn read_only(cx: CheckContext<'_>, mut step: Step) -> Step {
    let Action::Change(alterations) = &step.action else {
        return step;
    };
    let mut files = alterations.iter().map(|one| &cx.files[one.file.0]);
    if let Some(file) = files.find(|file| file.is_generated()) {
        let shown = file.shown.display();
        step.leave(format!(
            "a program wrote `{shown}`: it has to write this too"
        ));
    }
    step
}

/// The attribute and the factory, which only work together, and the steps about derives.
fn change(target: Target<'_>) -> Result<(Vec<super::Alteration>, Vec<Step>), String> {
    check_one_of_its_name(target)?;
    let (mut alterations, derives) = structure::alterations(target)?;
    alterations.extend(constructors::alterations(target)?);
    alterations.extend(reexports::of_factory(target));
    Ok((alterations, derives))
}

/// Nobody compared it with others of its kind: somebody asked for it by name.
fn not_annotated(target: Target<'_>) -> Finding {
    let name = &target.ty.name;
    let place = target.cx.place_of(target.id);
    let values = [("item", name.to_string())];
    let mut finding = Finding::new(Rule::NotAnnotated, place, name, &values);
    finding.message = format!("`{name}` is not annotated");
    finding.labelled("not annotated")
}

/// A second component of one name does not compile.
fn check_one_of_its_name(target: Target<'_>) -> Result<(), String> {
    let cx = target.cx;
    let mut others = cx.types().filter(|(id, _)| *id != target.id);
    let other = others.find(|(_, ty)| {
        let guard = ty.guard.as_ref();
        guard.is_some_and(|guard| guard.name.as_deref().unwrap_or(&ty.name) == target.ty.name)
    });
    other.map_or(Ok(()), |(id, _)| {
        Err(format!(
            "`{}` is a component of that name already; keep one of them, or give this one another: \
             `#[{}(name = \"other::{}\", ..)]`",
            cx.crates.defined_at(id),
            names::SSOT_COMPONENT,
            target.ty.name
        ))
    })
}
