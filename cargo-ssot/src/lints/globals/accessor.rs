//! Calls of what hands out the one instance of the process: where an application is in reach, it is asked instead.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::applications::{Application, Listed, Opened, applications, opened};
use super::errors::takes_the_error;
use super::reach::{self, Site};
use crate::finding::{FileId, Finding};
use crate::index::{Construction, Form, Function, ItemPathBuf, TypeRef};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, ModuleId};
use crate::step::Alteration;
use crate::syntax::text::TextEdit;

/// A function that hands out the one instance of a type.
pub(super) struct Accessor<'a> {
    file: FileId,
    function: &'a Function,
    of: DefinitionId,
    /// What it is called in a report.
    name: String,
}

impl<'a> Accessor<'a> {
    pub(super) fn new(
        cx: CheckContext<'a>,
        of: DefinitionId,
        file: FileId,
        position: usize,
    ) -> Self {
        let function = &cx.files[file.0].facts.functions[position];
        let name = match cx.type_around(file, function.at) {
            Some(within) => format!("{}::{}", cx.crates[within].name, function.name),
            None => function.name.to_string(),
        };
        Self {
            file,
            function,
            of,
            name,
        }
    }

    pub(super) fn finding(
        &self,
        cx: CheckContext<'_>,
        file: FileId,
        call: &Construction,
    ) -> Finding {
        let values = [
            ("item", self.name.clone()),
            ("component", cx.crates[self.of].name.to_string()),
        ];
        let place = call.whole.in_file(file);
        let definition = self.function.place.in_file(self.file);
        Finding::new(Rule::GlobalInstance, place, &self.name, &values)
            .labelled("takes the one that everyone shares")
            .note(Some(definition), "what hands it out")
    }

    /// Whether it returns an `Arc` of the type: an error if it returns something else than that and a reference.
    fn shares(&self, cx: CheckContext<'_>) -> Result<bool, String> {
        let is_of = |ty: &TypeRef| self.is_of(cx, ty);
        let returns = self.function.returns.as_ref();
        match (returns, returns.and_then(TypeRef::named)) {
            (
                Some(TypeRef::Reference {
                    mutable: false, to, ..
                }),
                _,
            ) if is_of(to) => Ok(false),
            (_, Some(("Arc", arguments))) if arguments.iter().any(is_of) => Ok(true),
            _ => Err(self.returns_another(cx)),
        }
    }

    fn returns_another(&self, cx: CheckContext<'_>) -> String {
        let name = &cx.crates[self.of].name;
        let returns = cx.files[self.file.0].type_text(self.function.returns_place);
        format!("the accessor returns `{returns}`, the composition an `Arc<{name}>`")
    }

    /// An error if an `Arc` cannot take the place of what it returns where it is called.
    fn check_use(&self, cx: CheckContext<'_>, site: &Site) -> Result<(), String> {
        // These are about the `Arc` where there is one.
        const OF_THE_ARC: &[&str] = &["as_ref", "borrow", "clone", "deref", "to_owned"];
        if self.shares(cx)? {
            return Ok(());
        }
        let method = site.method.as_deref();
        if method.is_some_and(|method| !OF_THE_ARC.contains(&method)) {
            return Ok(());
        }
        Err(self.returns_another(cx))
    }

    fn is_of(&self, cx: CheckContext<'_>, ty: &TypeRef) -> bool {
        let meant = ty
            .plain_path()
            .and_then(|path| cx.resolve_type_path(self.file, self.function.at, path));
        meant == Some((self.of, None))
    }
}

/// Plans what becomes of calls; a file with several of them is read once.
pub(super) struct Planner<'a> {
    cx: CheckContext<'a>,
    applications: Vec<Application<'a>>,
    sites: BTreeMap<FileId, BTreeMap<usize, Site>>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(cx: CheckContext<'a>) -> Self {
        Self {
            cx,
            applications: applications(cx),
            sites: BTreeMap::new(),
        }
    }

    /// What a call becomes, or why somebody has to change it.
    pub(super) fn change(
        &mut self,
        accessor: &Accessor<'a>,
        file: FileId,
        call: &Construction,
    ) -> Result<Vec<Alteration>, String> {
        let cx = self.cx;
        let source = &cx.files[file.0];
        let sites = self
            .sites
            .entry(file)
            .or_insert_with(|| reach::sites(&source.text));
        let whole = call.whole.range();
        let site = sites
            .get(&whole.start)
            .filter(|site| site.whole == whole)
            .cloned();
        let Some(site) = site.filter(|_| call.form == Form::Call) else {
            return Err(match (call.at.in_macro, call.form) {
                (true, _) => "it stands in the tokens of a macro".to_owned(),
                (_, Form::Value) => "the accessor is handed on as a value".to_owned(),
                _ => "it stands in no function".to_owned(),
            });
        };
        let name = &cx.crates[accessor.of].name;
        accessor.check_use(cx, &site)?;
        let module = cx.crates.module(file, call.at.module());
        let application = self.in_reach(accessor, file, call, &site)?;
        if site.around.enclosed {
            return Err(
                "it stands in a closure or an `async` block, where `?` would lead elsewhere"
                    .to_owned(),
            );
        }
        if !takes_the_error(cx, module, site.around.returns.as_ref()) {
            let returns = site.around.returns_text.as_deref().unwrap_or("()");
            return Err(format!(
                "`{application}.get::<{name}>()` may fail, and the function around returns `{returns}`; return a `Result` \
                 whose error can be made of a `ConstructionError`"
            ));
        }
        let component = self.path(module, accessor.of)?;
        let edit = TextEdit::new(whole, format!("{application}.get::<{component}>()?"));
        Ok(vec![Alteration::text(file, edit)])
    }

    /// How the application that gives the type is written here.
    fn in_reach(
        &self,
        accessor: &Accessor<'_>,
        file: FileId,
        call: &Construction,
        site: &Site,
    ) -> Result<String, String> {
        let cx = self.cx;
        let module = cx.crates.module(file, call.at.module());
        let typed = site.around.typed.iter();
        let mut all: Vec<(String, Opened<'a>)> = typed
            .filter_map(|(name, ty)| Some((name.clone(), self.opened(module, ty)?)))
            .collect();
        if site.around.method_of_self {
            all.extend(self.fields(file, call));
        }
        let name = &cx.crates[accessor.of].name;
        let listed = |opened: &Opened<'_>| opened.lists(cx, accessor.of);
        let given: Vec<_> = all
            .iter()
            .filter(|(_, opened)| listed(opened) == Listed::Given)
            .collect();
        match given.as_slice() {
            [(only, _)] => Ok(only.clone()),
            [] if all
                .iter()
                .any(|(_, opened)| listed(opened) == Listed::Transient) =>
            {
                Err(format!(
                    "the composition lists `{name}` under `transients`, so that each call would make another one"
                ))
            }
            [] => Err(self.out_of_reach(accessor.of)),
            several => {
                let names: Vec<_> = several
                    .iter()
                    .map(|(name, _)| format!("`{name}`"))
                    .collect();
                Err(format!(
                    "several give a `{name}` here: {}",
                    names.join(", ")
                ))
            }
        }
    }

    fn opened(&self, module: ModuleId, ty: &TypeRef) -> Option<Opened<'a>> {
        opened(self.cx, &self.applications, module, ty)
    }

    /// The fields of `self` that are applications.
    fn fields(&self, file: FileId, call: &Construction) -> Vec<(String, Opened<'a>)> {
        let cx = self.cx;
        let of = cx.type_around(file, call.at);
        let Some((of, ty)) = of.and_then(|of| Some((of, cx.type_of(of)?))) else {
            return Vec::new();
        };
        let fields = ty.members.iter().filter_map(|member| {
            let ty = member.types.first()?;
            let opened = self.opened(cx.crates[of].module, ty)?;
            Some((format!("self.{}", member.name), opened))
        });
        fields.collect()
    }

    fn out_of_reach(&self, of: DefinitionId) -> String {
        let name = &self.cx.crates[of].name;
        let mut knowing = self.applications.iter();
        let knowing = knowing.find(|application| application.knows(self.cx, of));
        match knowing {
            Some(application) => {
                let application = &application.composition.name;
                format!(
                    "nothing is in reach here that gives a `{name}`; take `app: &{application}` or an `Arc<{name}>`"
                )
            }
            None => format!(
                "no composition lists `{name}`; list it under `singletons` or `context(..)` of one"
            ),
        }
    }

    fn path(&self, module: ModuleId, of: DefinitionId) -> Result<String, String> {
        let crates = self.cx.crates;
        let name = &crates[of].name;
        if crates.resolve_type(module, name.as_path()) == Some(of) {
            return Ok(name.to_string());
        }
        crates
            .path_to(module, of)
            .map(ItemPathBuf::into_string)
            .ok_or_else(|| format!("`{name}` cannot be named here"))
    }
}
