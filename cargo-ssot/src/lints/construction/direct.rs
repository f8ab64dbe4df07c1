//! Where annotated components are made past their factory: what the check reports, and the migration changes.

use ssot_rules::names;
use ssot_rules::replaces::Replaced;

use crate::finding::FileId;
use crate::index::{Construction, Form, Function};
use crate::lints::components::ComponentKind;
use crate::lints::context::CheckContext;
use crate::resolve::DefinitionId;

/// A component that is made past its factory.
#[derive(Debug)]
pub(crate) struct Direct {
    pub(super) file: FileId,
    pub(super) construction: Construction,
    pub(super) component: DefinitionId,
    pub(super) by: By,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// By a function of this name, which its factory has too, or which one of its constructors replaces.
    Function(String),
    /// By a function of this name, which it does not have.
    Missing(String),
    /// By a literal, or a call of a tuple struct.
    Literal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lints) struct Constructor<'a> {
    pub(super) name: &'a str,
    pub(super) parameters: usize,
}

/// Functions of traits that make an instance of something else.
pub(in crate::lints) const CONVERSIONS: &[&str] = &["from", "from_str", "try_from"];

/// The constructor that `#[ssot_config]` generates: it takes the layers.
const LOADED: Constructor<'_> = Constructor {
    name: "load",
    parameters: 1,
};

/// Every place that makes an annotated component past its factory.
pub(super) fn all(cx: CheckContext<'_>) -> impl Iterator<Item = Direct> {
    cx.all_facts(|facts| &facts.constructions)
        .filter_map(move |construction| direct(cx, construction.file, construction.fact))
}

fn direct(cx: CheckContext<'_>, file: FileId, construction: &Construction) -> Option<Direct> {
    let components = cx.components;
    let (of, function) = cx.resolve_type_path(file, construction.at, *construction.path)?;
    let component = cx.behind_alias(of);
    if components.kind_of(component) != Some(ComponentKind::Annotated) {
        return None;
    }
    let around = cx.files[file.0].facts.impl_around(construction.at);
    let home = cx.type_around(file, construction.at);
    if around.is_some_and(|block| block.factory.is_some()) && home == Some(component) {
        return None;
    }
    let by = by(cx, component, construction.form, function)?;
    Some(Direct {
        file,
        construction: construction.clone(),
        component,
        by,
    })
}

fn by(
    cx: CheckContext<'_>,
    component: DefinitionId,
    form: Form,
    function: Option<&str>,
) -> Option<By> {
    let ty = cx.type_of(component)?;
    match (form, function) {
        // A call of a name is a tuple struct, if it is not a function of that name.
        (Form::Literal, None) => Some(By::Literal),
        (Form::Call, None) => (!ty.named_fields).then_some(By::Literal),
        (Form::Call | Form::Value, Some(function)) => {
            if !called(cx, component, function).is_empty() {
                return Some(By::Function(function.to_owned()));
            }
            let makes = [names::NEW, "default"].contains(&function);
            let makes = makes || CONVERSIONS.contains(&function);
            let mut known = cx.components.all_functions(cx.files, component);
            let is_known = known.any(|known| known.name == function);
            (makes && !is_known).then(|| By::Missing(function.to_owned()))
        }
        _ => None,
    }
}

/// The constructors that a call of a function of a component may mean: those of its name, and those that replace it.
pub(in crate::lints) fn called<'a>(
    cx: CheckContext<'a>,
    component: DefinitionId,
    function: &str,
) -> Vec<Constructor<'a>> {
    let mut found = constructors(cx, component);
    found.retain(|constructor| constructor.name == function);
    for (replacing, replaced) in replacements(cx, component) {
        let is_called = matches!(replaced, Replaced::Function(name) if name == function);
        let replacing = constructor(replacing);
        if is_called && !found.contains(&replacing) {
            found.push(replacing);
        }
    }
    found
}

/// The constructors that replace a literal of a component, each with its parameters, which are the fields of that.
pub(super) fn replacing_literals(
    cx: CheckContext<'_>,
    component: DefinitionId,
) -> Vec<(Constructor<'_>, Vec<&str>)> {
    let found = replacements(cx, component);
    let found = found.filter(|(_, replaced)| matches!(replaced, Replaced::Literal(_)));
    found
        .map(|(function, _)| {
            let names = function.parameters.iter().map(|one| &*one.name);
            (constructor(function), names.collect())
        })
        .collect()
}

/// What the constructors of a component say that they replace.
fn replacements(
    cx: CheckContext<'_>,
    component: DefinitionId,
) -> impl Iterator<Item = (&Function, &Replaced)> {
    let functions = cx.components.own_functions(cx.files, component);
    functions.flat_map(|(file, function)| {
        let facts = &cx.files[file.0].facts;
        let said = facts
            .replacements
            .iter()
            .filter(|said| facts.functions[said.function].place == function.place);
        said.map(move |said| (function, &said.replaced))
    })
}

fn constructor(function: &Function) -> Constructor<'_> {
    Constructor {
        name: &function.name,
        parameters: function.parameters.len(),
    }
}

pub(super) fn constructors(cx: CheckContext<'_>, component: DefinitionId) -> Vec<Constructor<'_>> {
    let in_factory = cx.components.factory_functions(cx.files, component);
    let mut found: Vec<_> = in_factory
        .map(|(_, function)| constructor(function))
        .collect();
    let ty = cx.type_of(component);
    let guarded = ty.and_then(|ty| Some((ty, ty.guard.as_ref()?)));
    if let Some((ty, guard)) = guarded
        && guard.generated_constructor
    {
        found.push(match guard.attribute {
            names::SSOT_CONFIG => LOADED,
            _ => Constructor {
                name: names::NEW,
                parameters: ty.members.len(),
            },
        });
    }
    // Of two under conditions, the compiler takes one: they are alike, or a caller cannot tell.
    found.sort_unstable();
    found.dedup();
    found
}
