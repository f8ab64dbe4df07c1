//! What the templates of `ssot.toml` are about.

use std::collections::BTreeSet;

use ssot_rules::Rule;

use super::direct::{By, Direct};
use super::template::{Pattern, Template};
use crate::finding::{Finding, Problem};
use crate::index::ItemPath;
use crate::lints::components::ComponentKind;
use crate::lints::context::CheckContext;
use crate::resolve::DefinitionId;
use crate::settings::FILE;

#[derive(Clone, Copy)]
pub(super) struct Resolved<'a> {
    pub(super) template: &'a Template,
    pub(super) component: DefinitionId,
    /// The function, unless it is about the type itself.
    pub(super) function: Option<&'a str>,
}

/// What every template is about, and what is wrong with the others.
pub(super) fn templates<'a>(
    cx: CheckContext<'_>,
    templates: &'a [Template],
) -> (Vec<Resolved<'a>>, Vec<Problem>) {
    let mut resolved = Vec::new();
    let mut problems = Vec::new();
    for template in templates {
        match resolve(cx, template) {
            Ok(found) => resolved.push(found),
            Err((message, help)) => {
                let problem = Problem::new(message, help);
                problems.push(problem.in_file(FILE).at(template.position));
            }
        }
    }
    (resolved, problems)
}

fn resolve<'a>(
    cx: CheckContext<'_>,
    template: &'a Template,
) -> Result<Resolved<'a>, (String, String)> {
    let path = template.path.as_path();
    let mut ways = vec![(path, None)];
    if let (Pattern::Call(_), (Some(of), function)) = (&template.pattern, path.split_last()) {
        ways.insert(0, (of, Some(function)));
    }
    let from = &template.from;
    for (path, function) in ways {
        match components(cx, path).as_slice() {
            [] => {}
            [component] => {
                return Ok(Resolved {
                    template,
                    component: *component,
                    function,
                });
            }
            several => {
                let paths = several.iter();
                let paths = paths.map(|one| format!("`{}`", cx.crates.defined_at(*one)));
                let paths: Vec<_> = paths.collect();
                let message = format!("the type in `{from}` may be each of {}", paths.join(", "));
                return Err((
                    message,
                    "write the whole path of the one that is meant".to_owned(),
                ));
            }
        }
    }
    let help = "name a component that is annotated or listed under `[components]`, or write the whole path of a type: \
        `acme::managers::Manager`";
    Err((
        format!("the type in `{from}` is not a component"),
        help.to_owned(),
    ))
}

/// The components of a name, or the types at a path.
fn components(cx: CheckContext<'_>, path: ItemPath<'_>) -> Vec<DefinitionId> {
    let crates = cx.crates;
    if path.is_name() {
        let components = cx.components.all();
        let components = components.filter(|(id, _)| crates[*id].name == path.as_str());
        return components.map(|(id, _)| id).collect();
    }
    let mut types = crates.types_in_crates(path);
    let found = types.find(|id| cx.type_of(*id).is_some());
    found.into_iter().collect()
}

/// The finding of a construction that only a template asks to change.
pub(super) fn finding(cx: CheckContext<'_>, direct: &Direct) -> Finding {
    let name = &cx.crates[direct.component].name;
    let values = [
        ("Self", name.to_string()),
        ("Factory", format!("{name}Factory")),
    ];
    let place = direct.construction.whole.in_file(direct.file);
    Finding::new(Rule::ConstructedDirectly, place, name, &values)
        .labelled("a template of `ssot.toml` is about it")
        .note(Some(cx.place_of(direct.component)), "the type")
}

/// What templates are about that goes past no factory, or calls what is no constructor.
pub(super) fn constructions<'a>(
    cx: CheckContext<'_>,
    templates: &[Resolved<'_>],
    known: impl Iterator<Item = &'a Direct>,
) -> Vec<Direct> {
    let mut found = Vec::new();
    if templates.is_empty() {
        return found;
    }
    let known = known.map(|direct| (direct.file, direct.construction.whole));
    let known: BTreeSet<_> = known.collect();
    for (id, file) in cx.numbered_files() {
        for construction in &file.facts.constructions {
            let meant = cx.resolve_type_path(id, construction.at, *construction.path);
            let Some((of, function)) = meant else {
                continue;
            };
            let of = cx.behind_alias(of);
            let home = cx.type_around(id, construction.at);
            let mut templates = templates.iter();
            let is_named =
                templates.any(|template| template.component == of && template.function == function);
            // In its own functions, the type makes itself: these are what the others are to call.
            let annotated = cx.components.kind_of(of) == Some(ComponentKind::Annotated);
            let around = file.facts.impl_around(construction.at);
            let in_factory = around.is_some_and(|block| block.factory.is_some());
            let is_own = home == Some(of) && (in_factory || !annotated);
            if is_named && !is_own && !known.contains(&(id, construction.whole)) {
                found.push(Direct {
                    file: id,
                    construction: construction.clone(),
                    component: of,
                    by: function.map_or(By::Literal, |function| By::Function(function.to_owned())),
                });
            }
        }
    }
    found
}
