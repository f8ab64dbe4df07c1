//! Types that are applications, or open scopes of one, and what they give.

use syn::{GenericArgument, PathArguments, Type};

use crate::facts::{Composition, TypeKind, Visibility};
use crate::finding::FileId;
use crate::lints::context::Subject;
use crate::modules::{DefinitionId, Generated, InScope, ModuleId};

/// A composition, with its file.
#[derive(Clone, Copy)]
pub(super) struct Application<'a> {
    pub(super) file: FileId,
    pub(super) composition: &'a Composition,
}

/// An application, or a scope of one.
#[derive(Clone)]
pub(super) struct Opened<'a> {
    application: Application<'a>,
    /// The context, as it is written.
    context: Option<String>,
}

/// How a composition lists a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    Given,
    /// It makes a new one for everyone who asks.
    Transient,
    /// It lists it for a scope that is not this one, or not at all.
    Not,
}

/// Every composition of the workspace.
pub(super) fn applications(subject: Subject<'_>) -> Vec<Application<'_>> {
    let files = subject.files.iter().enumerate();
    let all = files.flat_map(|(index, file)| {
        file.facts
            .compositions
            .iter()
            .map(move |composition| Application {
                file: FileId(index),
                composition,
            })
    });
    all.collect()
}

impl Application<'_> {
    fn home(&self, subject: Subject<'_>) -> ModuleId {
        subject.crates.module(self.file, self.composition.at.module)
    }

    /// Whether it lists a type anywhere.
    pub(super) fn knows(&self, subject: Subject<'_>, of: DefinitionId) -> bool {
        let home = self.home(subject);
        let mut entries = self.composition.entries.iter();
        entries.any(|entry| subject.crates.resolve_type(home, &entry.ty) == Some(of))
    }
}

impl Opened<'_> {
    /// Whether a type can be asked for here.
    pub(super) fn lists(&self, subject: Subject<'_>, of: DefinitionId) -> Listed {
        let home = self.application.home(subject);
        let entries = self.application.composition.entries.iter();
        let entries =
            entries.filter(|entry| subject.crates.resolve_type(home, &entry.ty) == Some(of));
        // Several contexts may list it, each for its own scopes.
        let mut listed = entries.map(|entry| self.listed_in(&entry.section));
        listed
            .find(|listed| *listed != Listed::Not)
            .unwrap_or(Listed::Not)
    }

    fn listed_in(&self, section: &str) -> Listed {
        let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
        match section {
            "inputs" | "singletons" => Listed::Given,
            "transients" => Listed::Transient,
            section => {
                let context = section
                    .strip_prefix("context(")
                    .and_then(|context| context.strip_suffix(')'));
                let own = self.context.as_deref().map(last);
                if own.is_some() && own == context.map(last) {
                    Listed::Given
                } else {
                    Listed::Not
                }
            }
        }
    }
}

/// What a type is, as code in a module writes it: `&App`, `Arc<App>`, `OpenScope<App, User>`, or an alias of one.
pub(super) fn opened<'a>(
    subject: Subject<'_>,
    all: &[Application<'a>],
    module: ModuleId,
    written: &str,
) -> Option<Opened<'a>> {
    let ty = syn::parse_str::<Type>(written).ok()?;
    of_type(subject, all, module, &ty)
}

fn of_type<'a>(
    subject: Subject<'_>,
    all: &[Application<'a>],
    module: ModuleId,
    ty: &Type,
) -> Option<Opened<'a>> {
    let path = match ty {
        Type::Reference(reference) => return of_type(subject, all, module, &reference.elem),
        Type::Paren(inner) => return of_type(subject, all, module, &inner.elem),
        Type::Path(path) if path.qself.is_none() => &path.path,
        _ => return None,
    };
    let last = path.segments.last()?;
    let arguments: Vec<&Type> = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => {
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            types.collect()
        }
        _ => Vec::new(),
    };
    match (last.ident.to_string().as_str(), arguments.as_slice()) {
        ("Arc" | "Rc" | "Box", [inner]) => of_type(subject, all, module, inner),
        ("OpenScope", [application]) => of_type(subject, all, module, application),
        ("OpenScope", [application, context]) => {
            let application = of_type(subject, all, module, application)?;
            let context = ssot_rules::tokens::type_text(*context);
            Some(Opened {
                context: Some(context),
                ..application
            })
        }
        (_, []) => named(subject, all, module, path),
        _ => None,
    }
}

fn named<'a>(
    subject: Subject<'_>,
    all: &[Application<'a>],
    module: ModuleId,
    path: &syn::Path,
) -> Option<Opened<'a>> {
    let crates = subject.crates;
    let segments = path.segments.iter();
    let segments: Vec<_> = segments.map(|segment| segment.ident.to_string()).collect();
    let (name, before) = segments.split_last()?;
    let before = before.join("::");
    let mut all = all.iter();
    let application = all.find(|application| {
        let item = Generated {
            home: application.home(subject),
            visibility: Visibility::Public,
            name,
            of: None,
        };
        application.composition.name == *name
            && if before.is_empty() {
                crates.in_scope(module, item) == InScope::Meant
            } else {
                let there = crates.module_at(module, &before);
                there.is_some_and(|there| crates.offers(module, there, item))
            }
    });
    application.map(|application| Opened {
        application: *application,
        context: None,
    })
}

/// The same of an alias: what it stands for, where it is defined.
pub(super) fn behind_alias<'a>(
    subject: Subject<'_>,
    all: &[Application<'a>],
    module: ModuleId,
    written: &str,
) -> Option<Opened<'a>> {
    let path = written.trim_start_matches('&');
    let alias = subject.crates.resolve_type(module, path)?;
    let ty = subject.crates.type_of(subject.files, alias)?;
    let target = ty.members.first().filter(|_| ty.kind == TypeKind::Alias)?;
    opened(subject, all, subject.crates[alias].module, target)
}
