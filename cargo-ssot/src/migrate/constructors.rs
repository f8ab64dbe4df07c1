//! Constructions of components past their factory: each becomes a call of the factory, or is left with the reason.

mod naming;
mod parameters;
mod resolved;
mod substitution;
pub(crate) mod template;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ssot_rules::Rule;

use self::naming::Planned;
use self::parameters::Parameters;
use self::resolved::Resolved;
use self::template::{Pattern, Template};
use self::written::{Shape, Written};
use super::{Action, Alteration, COMMENT, Edit, Step, TextEdit};
use crate::checks::Subject;
use crate::checks::census::Census;
use crate::checks::construction::past_the_factory;
use crate::checks::direct::{self, By, Constructor, Direct};
use crate::finding::{FileId, Problem};
use crate::modules::Namespace;
use crate::scan::Scan;
use crate::settings::{FILE, Settings};

/// Whether a comment stands between tokens that are no strings.
fn has_comment(text: &str) -> bool {
    text.contains("//") || text.contains("/*")
}

/// What becomes of each place that makes a component past its factory.
///
/// Call it [in threads](crate::scan::in_threads) that have the depth: it parses.
pub(crate) fn steps(subject: Subject<'_>, settings: &Settings) -> Vec<Step> {
    if !settings.reports(Rule::ConstructedDirectly) {
        return Vec::new();
    }
    let mut planner = Planner {
        subject,
        templates: resolved::templates(subject, settings).0,
        planned: Planned::default(),
        parameters: BTreeMap::new(),
    };
    let constructed = direct::all(subject);
    let annotated = constructed.iter().filter_map(|direct| {
        let finding = past_the_factory(subject, direct)?;
        Some((direct, finding))
    });
    let named = resolved::constructions(subject, &planner.templates, &constructed);
    let named = named.iter().map(|direct| {
        let finding = resolved::finding(subject, direct);
        (direct, finding)
    });
    let mut found: Vec<_> = annotated.chain(named).collect();
    found.sort_by_key(|(_, finding)| finding.place.order());
    let steps = found.into_iter().map(|(direct, finding)| Step {
        finding,
        action: match planner.plan(direct) {
            Ok(alterations) => Action::Change(alterations),
            Err(reason) => Action::ByHand(reason),
        },
    });
    let mut steps: Vec<_> = steps.collect();
    leave_outer(&mut steps);
    proc_macro2::extra::invalidate_current_thread_spans();
    steps
}

/// Templates whose type is none of the workspace, or could be several.
#[must_use]
pub fn problems(scan: &Scan) -> Vec<Problem> {
    let census = Census::of_scan(scan);
    let subject = Subject::of(scan, &census);
    resolved::templates(subject, &scan.settings).1
}

/// Of changes within one another, the inner one is made: the outer one would have to move it.
fn leave_outer(steps: &mut [Step]) {
    const AGAIN: &str = "another construction within it is changed first, and it would have to be moved; call the \
        command again afterwards";
    let edits = |step: &Step| -> Vec<(FileId, Range<usize>)> {
        let Action::Change(alterations) = &step.action else {
            return Vec::new();
        };
        let edits = alterations
            .iter()
            .filter_map(|alteration| match &alteration.edit {
                Edit::Text(edit) => Some((alteration.file, edit.start..edit.end)),
                _ => None,
            });
        edits.collect()
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
            step.action = Action::ByHand(AGAIN.to_owned());
        }
    }
}

struct Planner<'a> {
    subject: Subject<'a>,
    templates: Vec<Resolved<'a>>,
    planned: Planned,
    parameters: BTreeMap<FileId, Parameters>,
}

impl<'a> Planner<'a> {
    fn plan(&mut self, direct: &Direct<'a>) -> Result<Vec<Alteration>, String> {
        let file = &self.subject.files[direct.file.0];
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
        let crates = self.subject.crates;
        let at = direct.construction.at.module;
        let meaning = |module| {
            let path = &direct.construction.path;
            crates.resolve(module, path, Namespace::Types)
        };
        let mut others = crates.other_modules(direct.file, at).into_iter();
        if others.any(|other| meaning(other) != meaning(crates.module(direct.file, at))) {
            return Err(format!(
                "the file is a module of several crates, and `{}` is not the same in all of them",
                direct.construction.path
            ));
        }
        let first = direct
            .construction
            .path
            .split("::")
            .next()
            .unwrap_or_default();
        let parameters = self.parameters.entry(direct.file);
        let parameters = parameters.or_insert_with(|| Parameters::of(&file.text));
        if parameters.has(first, place.start) {
            return Err(format!("`{first}` is a type parameter here"));
        }
        let function = match direct.by {
            By::Function(function) | By::Missing(function) => Some(function),
            By::Literal => None,
        };
        let written = written::read(&file.text, place, function.is_some())?;
        let mut templates = self.templates.iter();
        let template = templates.find(|resolved| {
            resolved.component == direct.component
                && resolved.function == function
                && fits(&resolved.template.pattern, &written.shape)
        });
        match (template.copied(), direct.by) {
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
        direct: &Direct<'a>,
        written: &Written,
    ) -> Result<Option<Vec<Alteration>>, String> {
        let Shape::Literal { fields, .. } = &written.shape else {
            return Ok(None);
        };
        let given: BTreeSet<_> = fields.iter().map(|(field, _)| field).collect();
        let mut fitting = direct::replacing_literals(self.subject, direct.component);
        fitting.retain(|(_, parameters)| parameters.iter().collect::<BTreeSet<_>>() == given);
        match fitting.as_slice() {
            [] => Ok(None),
            [(constructor, parameters)] => {
                let component = &self.subject.crates[direct.component].name;
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
        direct: &Direct<'a>,
        written: &Written,
        template: &Template,
    ) -> Result<Vec<Alteration>, String> {
        let file = &self.subject.files[direct.file.0];
        let around = direct.construction.at.function;
        let around = around.map(|function| &file.facts.functions[function].name);
        if let Some(called) = template
            .called
            .as_ref()
            .filter(|called| around == Some(*called))
        {
            return Err(format!(
                "it stands in a function `{called}`, as the template's own is called"
            ));
        }
        let calls_factory = template.pieces.contains(&template::Piece::Factory);
        let ty = self
            .subject
            .crates
            .type_of(self.subject.files, direct.component);
        if calls_factory && ty.is_none_or(|ty| ty.guard.is_none()) {
            return Err(format!(
                "the template names `{}`, which is there once the type is annotated",
                self.factory(direct)
            ));
        }
        let named = if calls_factory {
            let planned = &mut self.planned;
            Some(naming::name(self.subject, planned, direct, &written.path)?)
        } else {
            None
        };
        let factory = named.as_ref().map_or("", |named| named.text.as_str());
        let edits = substitution::substitute(&file.text, template, written, factory)?;
        let alter = |edit| Alteration {
            file: direct.file,
            edit,
        };
        let edits = edits.into_iter().map(|edit| alter(Edit::Text(edit)));
        let import = named.and_then(|named| named.import(direct.file));
        Ok(edits.chain(import).collect())
    }

    fn by_name(
        &mut self,
        direct: &Direct<'a>,
        written: &Written,
        function: &str,
    ) -> Result<Vec<Alteration>, String> {
        let constructor = self.constructor(direct, written, function)?;
        let named = naming::name(self.subject, &mut self.planned, direct, &written.path)?;
        let mut alterations = named.alterations(direct.file, &written.path);
        if let Some(place) = written
            .path
            .function
            .clone()
            .filter(|_| constructor.name != function)
        {
            let edit = Edit::Text(TextEdit {
                start: place.start,
                end: place.end,
                text: naming::raw(constructor.name),
            });
            let file = direct.file;
            alterations.insert(1, Alteration { file, edit });
        }
        Ok(alterations)
    }

    /// The constructor that a call means.
    fn constructor(
        &self,
        direct: &Direct<'a>,
        written: &Written,
        function: &str,
    ) -> Result<Constructor<'a>, String> {
        let called = direct::called(self.subject, direct.component, function);
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
                crate::counted::counted(arguments.len(), "argument"),
                self.there_are(direct)
            )),
            (all, _) => all
                .iter()
                .find(|one| one.name == function)
                .map(|one| **one)
                .ok_or_else(several),
        }
    }

    fn factory(&self, direct: &Direct<'_>) -> String {
        format!("{}Factory", self.subject.crates[direct.component].name)
    }

    /// The constructors that a component has, in words.
    fn there_are(&self, direct: &Direct<'_>) -> String {
        let factory = self.factory(direct);
        let all = direct::constructors(self.subject, direct.component);
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

/// A constructor with a mark for each parameter.
fn signature(constructor: &Constructor<'_>) -> String {
    let parameters = vec!["_"; constructor.parameters].join(", ");
    format!("{}({parameters})", constructor.name)
}

/// Whether a template is about constructions of this form.
fn fits(pattern: &Pattern, shape: &Shape) -> bool {
    match (pattern, shape) {
        (Pattern::Call(names), Shape::Call(arguments)) => names.len() == arguments.len(),
        (Pattern::Literal(_), Shape::Literal { .. }) => true,
        _ => false,
    }
}
