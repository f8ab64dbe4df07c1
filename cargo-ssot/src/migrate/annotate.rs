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

use ssot_rules::Rule;

use crate::finding::{Finding, Problem};
use crate::index::Type;
use crate::lints::context::CheckContext;
use crate::migrate::{Action, Step};
use crate::resolve::DefinitionId;
use crate::scan::Scan;
use canonical::Canonical;
use runtime::Runtime;

pub(super) use target::find as find_struct;

#[derive(Clone, Copy)]
struct Target<'a> {
    subject: CheckContext<'a>,
    id: DefinitionId,
    ty: &'a Type,
    canonical: &'a Canonical,
    runtime: &'a Runtime,
}

/// The steps that make a component of the struct `name`, in a workspace that was scanned: none, if it is one. `canonical`
/// is the path that it is to have, if it is not the one that is used most.
pub fn of_scan(
    scan: &Scan,
    name: &str,
    canonical: Option<&str>,
) -> Result<Vec<Step>, Box<Problem>> {
    steps(scan.context(), name, canonical)
}

/// The steps that make a component of the struct `name`: none, if it is one.
pub(crate) fn steps(
    subject: CheckContext<'_>,
    name: &str,
    canonical: Option<&str>,
) -> Result<Vec<Step>, Box<Problem>> {
    let (id, ty) = target::find(subject, name)?;
    if ty.guard.is_some() {
        return Ok(Vec::new());
    }
    let canonical = canonical::find(subject, id, canonical)?;
    let file = &subject.files[subject.crates[id].file.0];
    let Some(runtime) = Runtime::of(subject, file.package, file.kind) else {
        let package = &subject.workspace.packages[file.package].name;
        let message =
            format!("`{package}` does not depend on `ssot`, whose attributes are written");
        let help = format!("cargo add ssot --package {package}");
        return Err(Box::new(Problem::new(message, help)));
    };
    let target = Target {
        subject,
        id,
        ty,
        canonical: &canonical,
        runtime: &runtime,
    };
    let (component, derives) = component(target);
    let component = read_only(subject, component);
    let is_made = matches!(component.action, Action::Change(_));
    let mut steps = vec![component];
    steps.extend(derives);
    steps.extend(conversions::steps(target));
    steps.extend(reexports::steps(target, is_made));
    Ok(steps
        .into_iter()
        .map(|step| read_only(subject, step))
        .collect())
}

/// What a program wrote is changed by changing the program.
fn read_only(subject: CheckContext<'_>, mut step: Step) -> Step {
    if let Some(reason) = generated(subject, &step.action) {
        step.leave(reason);
    }
    step
}

fn generated(subject: CheckContext<'_>, action: &Action) -> Option<String> {
    let Action::Change(alterations) = action else {
        return None;
    };
    let mut files = alterations.iter().map(|one| &subject.files[one.file.0]);
    let file = files.find(|file| file.is_generated())?;
    let shown = file.shown.display();
    Some(format!(
        "a program wrote `{shown}`: it has to write this too"
    ))
}

/// The step with the attribute and the factory, which only work together, and those about derives.
fn component(target: Target<'_>) -> (Step, Vec<Step>) {
    let (change, derives) = match change(target) {
        Ok((alterations, derives)) => (Ok(alterations), derives),
        Err(reason) => (Err(reason), Vec::new()),
    };
    (Step::new(not_annotated(target), change), derives)
}

fn change(target: Target<'_>) -> Result<(Vec<super::Alteration>, Vec<Step>), String> {
    target::check_one_of_its_name(target)?;
    let (mut alterations, derives) = structure::alterations(target)?;
    alterations.extend(constructors::alterations(target)?);
    alterations.extend(reexports::of_factory(target));
    Ok((alterations, derives))
}

/// Nobody compared it with others of its kind: somebody asked for it by name.
fn not_annotated(target: Target<'_>) -> Finding {
    let name = &target.ty.name;
    let place = target.subject.place_of(target.id);
    let values = [("item", name.clone())];
    let mut finding = Finding::new(Rule::NotAnnotated, place, name, &values);
    finding.message = format!("`{name}` is not annotated");
    finding.labelled("not annotated")
}
