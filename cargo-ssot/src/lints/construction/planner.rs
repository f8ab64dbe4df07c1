//! What becomes of a construction past the factory of a component.

use std::collections::BTreeSet;

use super::direct::{By, Constructor, Direct, called, constructors, replacing_literals};
use super::naming::{self, Planned};
use super::resolved::Resolved;
use super::substitution;
use super::template::{self, Pattern, Template};
use super::written::{self, Shape, Written};
use crate::index::{Facts, ItemPath, Location};
use crate::lints::context::CheckContext;
use crate::pluralize::pluralize;
use crate::resolve::Namespace;
use crate::settings::FILE;
use crate::step::Alteration;
use crate::syntax::text::TextEdit;

/// Plans what becomes of constructions, with what those before have a module import.
pub(super) struct Planner<'a> {
    cx: CheckContext<'a>,
    templates: Vec<Resolved<'a>>,
    planned: Planned,
}

impl<'a> Planner<'a> {
    pub(super) fn new(cx: CheckContext<'a>, templates: Vec<Resolved<'a>>) -> Self {
        Self {
            cx,
            templates,
            planned: Planned::default(),
        }
    }

    /// What a construction becomes, or why somebody has to change it.
    pub(super) fn change(&mut self, direct: &Direct) -> Result<Vec<Alteration>, String> {
        let file = &self.cx.files[direct.file.0];
        let place = direct.construction.whole.range();
        let mut quoted = file.facts.quoted.iter();
        if quoted.any(|quoted| {
            quoted.start <= direct.construction.whole.start
                && direct.construction.whole.end <= quoted.end
        }) {
            return Err(
                "it stands in the definition of a macro or in a quotation, which is compiled where it is used"
                    .to_owned(),
            );
        }
        let crates = self.cx.crates;
        let at = direct.construction.at.module();
        let resolution = |module| {
            let path = *direct.construction.path;
            crates.resolve(module, path, Namespace::Types)
        };
        let mut others = crates.other_modules(direct.file, at).into_iter();
        if others.any(|other| resolution(other) != resolution(crates.module(direct.file, at))) {
            return Err(format!(
                "the file is a module of several crates, and `{}` is not the same in all of them",
                direct.construction.path
            ));
        }
        let first = direct.construction.path.first();
        if is_parameter(&file.facts, direct.construction.at, first) {
            return Err(format!("`{first}` is a type parameter here"));
        }
        let function = match &direct.by {
            By::Function(function) | By::Missing(function) => Some(function.as_str()),
            By::Literal => None,
        };
        let written = written::read(&file.text, place, function.is_some())?;
        let mut templates = self.templates.iter();
        let template = templates.find(|resolved| {
            resolved.component == direct.component
                && resolved.function == function
                && fits(&resolved.template.pattern, &written.shape)
        });
        match (template.copied(), &direct.by) {
            (Some(resolved), _) => self.by_template(direct, &written, resolved.template),
            (None, By::Function(function)) => self.by_name(direct, &written, function),
            (None, By::Missing(function)) => Err(format!(
                "`{}` has no constructor `{function}`; {}",
                self.factory(direct),
                self.there_are(direct)
            )),
            (None, By::Literal) => self.by_literal(direct, &written)?.ok_or_else(|| format!(
                "no constructor is known that takes what stands here; {}. Call one, or write a template under \
                 `[[migrate.constructors]]` in `{FILE}`",
                self.there_are(direct)
            )),
        }
    }

    /// By a constructor that says that it replaces such a literal, if there is one.
    fn by_literal(
        &mut self,
        direct: &Direct,
        written: &Written,
    ) -> Result<Option<Vec<Alteration>>, String> {
        let Shape::Literal { fields, .. } = &written.shape else {
            return Ok(None);
        };
        let given: BTreeSet<_> = fields.iter().map(|(field, _)| field.as_str()).collect();
        let mut fitting = replacing_literals(self.cx, direct.component);
        fitting
            .retain(|(_, parameters)| parameters.iter().copied().collect::<BTreeSet<_>>() == given);
        match fitting.as_slice() {
            [] => Ok(None),
            [(constructor, parameters)] => {
                let component = &self.cx.crates[direct.component].name;
                let template = Template::of_fields(component, constructor.name, parameters);
                self.by_template(direct, written, &template).map(Some)
            }
            several => {
                let several: Vec<_> = several.iter().map(|(one, _)| *one).collect();
                Err(may_be(&several))
            }
        }
    }

    fn by_template(
        &mut self,
        direct: &Direct,
        written: &Written,
        template: &Template,
    ) -> Result<Vec<Alteration>, String> {
        let file = &self.cx.files[direct.file.0];
        let around = direct.construction.at.function();
        let around = around.map(|function| &file.facts.functions[function].name);
        let called = template.called.as_ref();
        if let Some(called) = called.filter(|called| around.is_some_and(|name| name == *called)) {
            return Err(format!(
                "it stands in a function `{called}`, as the template's own is called"
            ));
        }
        let calls_factory = template.pieces.contains(&template::Piece::Factory);
        let ty = self.cx.type_of(direct.component);
        if calls_factory && ty.is_none_or(|ty| ty.guard.is_none()) {
            return Err(format!(
                "the template names `{}`, which is there once the type is annotated",
                self.factory(direct)
            ));
        }
        let named = if calls_factory {
            let planned = &mut self.planned;
            Some(naming::name(self.cx, planned, direct, &written.path)?)
        } else {
            None
        };
        let factory = named.as_ref().map_or("", |named| named.text.as_str());
        let edits = substitution::substitute(&file.text, template, written, factory)?;
        let edits = edits.into_iter();
        let edits = edits.map(|edit| Alteration::text(direct.file, edit));
        let import = named.and_then(|named| named.import(direct.file));
        Ok(edits.chain(import).collect())
    }

    fn by_name(
        &mut self,
        direct: &Direct,
        written: &Written,
        function: &str,
    ) -> Result<Vec<Alteration>, String> {
        let constructor = self.constructor(direct, written, function)?;
        let named = naming::name(self.cx, &mut self.planned, direct, &written.path)?;
        let mut alterations = named.alterations(direct.file, &written.path);
        let renamed = written.path.function.clone();
        if let Some(place) = renamed.filter(|_| constructor.name != function) {
            let edit = TextEdit::new(place, ItemPath::new(constructor.name).with_raw_marks());
            alterations.insert(1, Alteration::text(direct.file, edit));
        }
        Ok(alterations)
    }

    fn constructor(
        &self,
        direct: &Direct,
        written: &Written,
        function: &str,
    ) -> Result<Constructor<'a>, String> {
        let called = called(self.cx, direct.component, function);
        let several = || may_be(&called);
        let own = called.iter().filter(|one| one.name == function);
        if own.count() > 1 {
            return Err(several());
        }
        let fitting = called.iter().filter(|one| match &written.shape {
            Shape::Call(arguments) => one.parameters == arguments.len(),
            _ => true,
        });
        let fitting: Vec<_> = fitting.collect();
        match (fitting.as_slice(), &written.shape) {
            ([only], _) => Ok(**only),
            ([], Shape::Call(arguments)) => Err(format!(
                "it has {}, and {}",
                pluralize(arguments.len(), "argument"),
                self.there_are(direct)
            )),
            (all, _) => all
                .iter()
                .find(|one| one.name == function)
                .map(|one| **one)
                .ok_or_else(several),
        }
    }

    fn factory(&self, direct: &Direct) -> String {
        format!("{}Factory", self.cx.crates[direct.component].name)
    }

    fn there_are(&self, direct: &Direct) -> String {
        let factory = self.factory(direct);
        let all = constructors(self.cx, direct.component);
        let all = all.iter().map(|one| format!("`{}`", signature(one)));
        match all.collect::<Vec<_>>().as_slice() {
            [] => format!("`{factory}` has no constructor"),
            all => format!("`{factory}` has {}", all.join(", ")),
        }
    }
}

fn may_be(several: &[Constructor<'_>]) -> String {
    let names = several.iter().map(|one| format!("`{}`", signature(one)));
    let names: Vec<_> = names.collect();
    format!("several constructors may be meant: {}", names.join(", "))
}

/// Whether a name is that of a type parameter at a place: what it means, only the caller knows.
fn is_parameter(facts: &Facts, at: Location, name: &str) -> bool {
    let around = std::iter::successors(at.function(), |function| {
        facts.functions[*function].at.function()
    });
    let functions = around.map(|function| &facts.functions[function].type_parameters);
    let block = at
        .within_impl()
        .map(|block| &facts.impls[block].type_parameters);
    let mut parameters = functions.chain(block).flat_map(|names| names.iter());
    parameters.any(|parameter| **parameter == *name)
}

/// A constructor with a mark for each parameter.
fn signature(constructor: &Constructor<'_>) -> String {
    let parameters = vec!["_"; constructor.parameters].join(", ");
    format!("{}({parameters})", constructor.name)
}

fn fits(pattern: &Pattern, shape: &Shape) -> bool {
    match (pattern, shape) {
        (Pattern::Call(names), Shape::Call(arguments)) => names.len() == arguments.len(),
        (Pattern::Literal(_), Shape::Literal { .. }) => true,
        _ => false,
    }
}
