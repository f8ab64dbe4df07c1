//! Components that are made past their factory: SSOT001.
//!
//! `direct` finds the constructions. Each becomes a call of the factory or is left with the reason: `planner` says which,
//! by a construction as it is `written`, a `template` of `ssot.toml`, `resolved` to what it is about, and its
//! `substitution`; `naming` says how the factory is called there.

mod direct;
mod naming;
mod planner;
mod resolved;
mod substitution;
mod template;
mod written;

use std::ops::Range;

use ssot_rules::Rule;

use self::direct::By;
pub(super) use self::direct::{CONVERSIONS, Direct, called};
use self::planner::Planner;
use self::template::Template;
use super::components::only_warns;
use super::context::CheckContext;
use crate::finding::{FileId, Finding, Problem};
use crate::index::Form;
use crate::settings::{FILE, Settings};
use crate::step::Step;

pub(super) const IN_A_MACRO: &str =
    "it stands in the tokens of a macro, which decides what they mean";

/// Where instances of annotated components are made past their factory.
pub(super) fn check(cx: CheckContext<'_>) -> Vec<(Finding, Direct)> {
    direct::all(cx)
        .filter_map(|direct| Some((past_the_factory(cx, &direct)?, direct)))
        .collect()
}

impl Direct {
    /// Whether rustc reports it without being asked: nothing has the function that is called.
    pub(super) const fn is_reported_by_rustc(&self) -> bool {
        matches!(self.by, By::Missing(_))
    }
}

/// What becomes of each construction, and of what templates are about besides.
pub(super) fn fix<'a>(
    cx: CheckContext<'a>,
    lints: impl Iterator<Item = (&'a Finding, &'a Direct)>,
) -> Vec<Step> {
    let (templates, _) = templates(cx.settings);
    let (templates, _) = resolved::templates(cx, &templates);
    let lints: Vec<_> = lints.collect();
    let known = lints.iter().map(|(_, direct)| *direct);
    let named = resolved::constructions(cx, &templates, known);
    let named: Vec<_> = named
        .iter()
        .map(|direct| (resolved::finding(cx, direct), direct))
        .collect();
    let named = named.iter().map(|(finding, direct)| (finding, *direct));
    let mut found: Vec<_> = lints.into_iter().chain(named).collect();
    found.sort_by_key(|(finding, _)| finding.place.order());
    let mut planner = Planner::new(cx, templates);
    let mut steps: Vec<_> = found
        .into_iter()
        .map(|(finding, direct)| Step::new(finding.clone(), planner.change(direct)))
        .collect();
    leave_outer(&mut steps);
    steps
}

/// The templates of the settings, and what is wrong with those that cannot be read.
pub(super) fn templates(settings: &Settings) -> (Vec<Template>, Vec<Problem>) {
    let (mut templates, mut problems) = (Vec::new(), Vec::new());
    for written in &settings.templates {
        match Template::parse(&written.from.text, &written.to.text) {
            Ok(template) => templates.push(Template {
                position: Some(written.from.position),
                ..template
            }),
            Err(refused) => {
                let value = if refused.in_to {
                    &written.to
                } else {
                    &written.from
                };
                let problem = Problem::new(refused.message, refused.help);
                problems.push(problem.in_file(FILE).at(Some(value.position)));
            }
        }
    }
    (templates, problems)
}

/// Templates whose type is none of the workspace, or could be several.
pub(super) fn unresolved(cx: CheckContext<'_>) -> Vec<Problem> {
    resolved::templates(cx, &templates(cx.settings).0).1
}

/// Of changes within one another, the inner one is made: the outer one would have to move it.
fn leave_outer(steps: &mut [Step]) {
    const AGAIN: &str = "another construction within it is changed first, and it would have to be moved; call the \
        command again afterwards";
    let edits = |step: &Step| -> Vec<(FileId, Range<usize>)> {
        let edits = step.text_edits();
        edits.map(|(file, edit)| (file, edit.range())).collect()
    };
    let all: Vec<_> = steps.iter().map(edits).collect();
    let holds = |outer: usize, inner: usize| {
        all[outer].iter().any(|(file, outer)| {
            let mut inner = all[inner].iter();
            inner.any(|(other, inner)| {
                file == other && outer.start <= inner.start && inner.end <= outer.end
            })
        })
    };
    for (outer, step) in steps.iter_mut().enumerate() {
        if (0..all.len()).any(|inner| inner != outer && holds(outer, inner)) {
            step.leave(AGAIN.to_owned());
        }
    }
}

/// The finding of a component that is made past its factory.
fn past_the_factory(cx: CheckContext<'_>, direct: &Direct) -> Option<Finding> {
    let Direct {
        file,
        construction,
        component,
        by,
    } = direct;
    let component = *component;
    let ty = cx.type_of(component)?;
    let guard = ty.guard.as_ref()?;
    let factory = format!("{}Factory", ty.name);
    let advice = match by {
        By::Function(function) => {
            let called = called(cx, component, function);
            let called = called
                .first()
                .map_or(function.as_str(), |called| called.name);
            format!("write `{factory}::{called}`")
        }
        By::Literal | By::Missing(_) => {
            let replacing = direct::replacing_literals(cx, component);
            let replacing = replacing.iter().map(|(constructor, _)| *constructor);
            let mut known: Vec<_> = replacing.filter(|_| *by == By::Literal).collect();
            if known.is_empty() {
                known = direct::constructors(cx, component);
            }
            match known.as_slice() {
                [only] => format!("call `{factory}::{}(..)`", only.name),
                _ => format!("call a constructor of `{factory}`"),
            }
        }
    };
    let bytes = match construction.form {
        Form::Literal => construction.place,
        _ => construction.whole,
    };
    let values = [("Self", ty.name.to_string()), ("Factory", factory)];
    let place = bytes.in_file(*file);
    let mut finding = Finding::new(Rule::ConstructedDirectly, place, &ty.name, &values)
        .labelled("constructed outside its factory")
        .advise(advice)
        .note(Some(cx.place_of(component)), "the component");
    if only_warns(guard) {
        finding = finding.note(
            None,
            "it compiles as long as the component says `enforce = \"warn\"`",
        );
    }
    Some(if construction.at.in_macro {
        finding.unsure(IN_A_MACRO)
    } else {
        finding
    })
}
