//! Types that are applications, or open scopes of one, and what they give.

use crate::index::{Composition, CompositionEntry, ItemPath, Section, TypeRef};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId};

#[derive(Clone, Copy)]
pub(super) struct Application<'a> {
    id: DefinitionId,
    pub(super) composition: &'a Composition,
}

#[derive(Clone)]
pub(super) struct Opened<'a> {
    application: Application<'a>,
    /// The path of the context, with the module that it stands in.
    context: Option<(ModuleId, ItemPath<'static>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    Given,
    /// It makes a new one for everyone who asks.
    Transient,
    /// It lists it for a scope that is not this one, or not at all.
    Not,
}

pub(super) fn applications(cx: CheckContext<'_>) -> Vec<Application<'_>> {
    let all = cx.crates.definitions();
    let all = all.filter_map(|(id, definition)| match definition.item {
        Item::Composition(index) => Some(Application {
            id,
            composition: &cx.files[definition.file.0].facts.compositions[index],
        }),
        _ => None,
    });
    all.collect()
}

impl Application<'_> {
    fn home(&self, cx: CheckContext<'_>) -> ModuleId {
        cx.crates[self.id].module
    }

    pub(super) fn knows(&self, cx: CheckContext<'_>, of: DefinitionId) -> bool {
        self.entries(cx, of).next().is_some()
    }

    fn entries(
        &self,
        cx: CheckContext<'_>,
        of: DefinitionId,
    ) -> impl Iterator<Item = &CompositionEntry> {
        let home = self.home(cx);
        let entries = self.composition.entries.iter();
        entries.filter(move |entry| {
            let path = entry.component.ty.plain_path();
            path.and_then(|path| cx.crates.resolve_type(home, path)) == Some(of)
        })
    }
}

impl Opened<'_> {
    pub(super) fn lists(&self, cx: CheckContext<'_>, of: DefinitionId) -> Listed {
        // Several contexts may list it, each for its own scopes.
        let mut listed = self.application.entries(cx, of);
        let listed = listed.find_map(|entry| match self.listed_in(cx, &entry.section) {
            Listed::Not => None,
            listed => Some(listed),
        });
        listed.unwrap_or(Listed::Not)
    }

    fn listed_in(&self, cx: CheckContext<'_>, section: &Section) -> Listed {
        match section {
            Section::Inputs | Section::Singletons => Listed::Given,
            Section::Transients => Listed::Transient,
            Section::Context(context) if self.is_of(cx, &context.ty) => Listed::Given,
            _ => Listed::Not,
        }
    }

    /// Whether it is a scope of a context, as the composition writes that.
    fn is_of(&self, cx: CheckContext<'_>, context: &TypeRef) -> bool {
        let home = self.application.home(cx);
        let (own, listed) = (self.context.as_ref(), context.meant_path());
        own.zip(listed)
            .is_some_and(|(own, listed)| cx.is_same(*own, (home, listed)))
    }
}

/// What a type is, as code in a module writes it: `&App`, `Arc<App>`, `OpenScope<App, User>`, or an alias of one.
pub(super) fn opened<'a>(
    cx: CheckContext<'_>,
    all: &[Application<'a>],
    module: ModuleId,
    ty: &TypeRef,
) -> Option<Opened<'a>> {
    opened_within(cx, all, module, ty, MAX_ALIASES)
}

/// How many aliases may lead to one another. They may go in a circle.
const MAX_ALIASES: usize = 4;

fn opened_within<'a>(
    cx: CheckContext<'_>,
    all: &[Application<'a>],
    module: ModuleId,
    ty: &TypeRef,
    aliases: usize,
) -> Option<Opened<'a>> {
    let inner = |ty: &TypeRef| opened_within(cx, all, module, ty, aliases);
    let path = match ty {
        TypeRef::Reference { to, .. } => return inner(to),
        TypeRef::Path { path, .. } => **path,
        _ => return None,
    };
    let is_scope = |path: ItemPath<'_>| cx.is_foreign(module, path, &["ssot::OpenScope"]);
    match ty.named()? {
        ("Arc" | "Rc" | "Box", [pointed]) => inner(pointed),
        (_, [application]) if is_scope(path) => inner(application),
        (_, [application, context]) if is_scope(path) => Some(Opened {
            context: Some((module, context.meant_path()?)),
            ..inner(application)?
        }),
        (_, []) => {
            let named = cx.crates.resolve_type(module, path)?;
            let mut all_of_them = all.iter();
            let application = all_of_them.find(|application| application.id == named);
            if let Some(application) = application {
                return Some(Opened {
                    application: *application,
                    context: None,
                });
            }
            let alias = cx.type_of(named)?;
            let home = cx.crates[named].module;
            opened_within(
                cx,
                all,
                home,
                alias.alias_target()?,
                aliases.checked_sub(1)?,
            )
        }
        _ => None,
    }
}
