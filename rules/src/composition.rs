//! The model of a `composition!`.
//!
//! ```text
//! pub struct App {
//!     inputs { Config, Arc<Pool> }
//!     singletons { Bus, Metrics as dyn Sink }
//!     transients { Job }
//!     makes { Conversation }
//!     context(UserContext) {
//!         Session as dyn Handler, Limits,
//!         transients { Message }
//!         context(RequestContext) { Request }
//!     }
//!     left_out { Legacy, "acme::Internal" }
//! }
//! ```
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::composition::{Body, Composition};
//!
//! let mut violations = Violations::new();
//! let tokens = quote! {
//!     pub struct App {
//!         inputs { Config }
//!         singletons { Bus }
//!         context(UserContext) { Session }
//!     }
//! };
//! let app = Composition::read(tokens, &mut violations).expect("it is one");
//! let Body::Listed(listed) = app.body else { panic!("it lists its components") };
//! assert_eq!((listed.inputs.len(), listed.levels.len()), (1, 2));
//! assert!(violations.into_vec().is_empty());
//! ```

mod check;
mod read;

use std::vec::IntoIter;

use proc_macro2::{Ident, TokenStream};

use crate::attributes::{conditions, is_condition};
use crate::syntax::{
    self, Attribute, GenericArgument, Generics, LitStr, Path, Token, Type, Visibility,
};
use crate::tokens::type_text;

/// The sections of a composition, as they are written.
pub const SECTIONS: &[&str] = &[
    "inputs",
    "parts",
    "singletons",
    "transients",
    "makes",
    "collections",
    "context",
    "left_out",
];

/// What `composition!` was given.
#[non_exhaustive]
pub struct Composition {
    /// The attributes of the struct.
    pub attributes: Vec<Attribute>,
    /// Its visibility.
    pub visibility: Visibility,
    /// Its name.
    pub name: Ident,
    /// Its parameters and their bounds.
    pub generics: Generics,
    /// What it consists of.
    pub body: Body,
}

/// What a composition consists of.
#[non_exhaustive]
pub enum Body {
    /// Its own components.
    Listed(Listed),
    /// Those of another composition, with others in the place of some.
    Overriding {
        /// The other composition.
        base: Path,
        /// What it is used with, if it is generic.
        arguments: Vec<GenericArgument>,
        /// What is replaced, and by what.
        overrides: Vec<Override>,
    },
}

/// The components of a composition.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Listed {
    /// What is given to `new`.
    pub inputs: Vec<Entry>,
    /// The compositions that it is made of, beside its own components.
    pub parts: Vec<Entry>,
    /// The application, then each context, the outer ones first.
    pub levels: Vec<Level>,
    /// The interfaces of which there may be several, and that are asked for all together.
    pub collections: Vec<Entry>,
    /// The components that the application does without.
    pub left_out: Vec<LeftOut>,
}

/// The whole application, or a context.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Level {
    /// The type of the context; `None` for the application.
    pub context: Option<Type>,
    /// The level around, by its place among the levels.
    pub outer: Option<usize>,
    /// The components that everybody in it shares.
    pub shared: Vec<Entry>,
    /// The components that are made for each who asks.
    pub transients: Vec<Entry>,
    /// The components that are made of what the caller gives.
    pub makes: Vec<Entry>,
}

/// `Type as dyn Interface`, or `Type as dyn Interface = function`.
#[derive(Clone)]
#[non_exhaustive]
pub struct Entry {
    /// The attributes: conditions and documentation.
    pub attributes: Vec<Attribute>,
    /// The type.
    pub ty: Type,
    /// What it is known as beside its own type.
    pub interfaces: Vec<Type>,
    /// The function that makes it, which then need not be a component.
    pub made_by: Option<Path>,
    /// The `pub` in front of it: whoever has the composition as a part may ask for it.
    pub exported: Option<Token>,
}

/// A component that is left out.
#[derive(Clone)]
#[non_exhaustive]
pub struct LeftOut {
    /// The attributes: conditions and documentation.
    pub attributes: Vec<Attribute>,
    /// Which one.
    pub component: Named,
}

/// How a component is named.
#[derive(Clone)]
#[non_exhaustive]
pub enum Named {
    /// By its type.
    Type(Box<Type>),
    /// By its name, where the type cannot be named.
    Name(LitStr),
}

/// `Entry => Replacement`, or `Entry => input Replacement`.
#[non_exhaustive]
pub struct Override {
    /// The type as the other composition lists it.
    pub replaced: Type,
    /// The type in its place.
    pub replacement: Type,
    /// `=> input Type`: it is given to `new`, as what no factory makes.
    pub is_given: bool,
}

impl Entry {
    /// Whether it is known as the interface, written in the same words.
    #[must_use]
    pub fn is_listed_as(&self, interface: &Type) -> bool {
        let written = type_text(interface);
        self.interfaces
            .iter()
            .any(|interface| type_text(interface) == written)
    }

    /// The `cfg` attributes of the entry.
    #[must_use]
    pub fn conditions(&self) -> TokenStream {
        conditions(&self.attributes)
    }

    /// The type behind an `Arc` that was written; inputs only.
    #[must_use]
    pub fn behind_arc(&self) -> Option<&Type> {
        let Type::Path(path) = &self.ty else {
            return None;
        };
        let last = path.path.segments.last()?;
        let syntax::PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        match arguments.args.first() {
            Some(GenericArgument::Type(ty)) if last.ident == "Arc" => Some(ty),
            _ => None,
        }
    }

    /// What others ask for: the type, or what is behind the `Arc`.
    #[must_use]
    pub fn given(&self) -> &Type {
        self.behind_arc().unwrap_or(&self.ty)
    }
}

impl Listed {
    /// Every type, of inputs, contexts, components, interfaces, and of what is left out.
    pub fn types(&mut self) -> IntoIter<&mut Type> {
        let (mut types, mut entries) = (Vec::new(), Vec::new());
        entries.extend(&mut self.inputs);
        types.extend(self.parts.iter_mut().map(|entry| &mut entry.ty));
        for level in &mut self.levels {
            types.extend(&mut level.context);
            entries.extend(&mut level.shared);
            entries.extend(&mut level.transients);
            entries.extend(&mut level.makes);
        }
        for entry in entries {
            types.push(&mut entry.ty);
            types.extend(&mut entry.interfaces);
        }
        types.extend(self.collections.iter_mut().map(|entry| &mut entry.ty));
        for left_out in &mut self.left_out {
            if let Named::Type(ty) = &mut left_out.component {
                types.push(ty);
            }
        }
        types.into_iter()
    }

    /// The collection of an interface.
    #[must_use]
    pub fn collection(&self, interface: &Type) -> Option<&Entry> {
        let written = type_text(interface);
        let mut collections = self.collections.iter();
        collections.find(|collection| type_text(&collection.ty) == written)
    }

    /// Whether no scope of the one level sees what the other one has: they are two, and neither is within the other.
    #[must_use]
    pub fn are_apart(&self, one: usize, other: usize) -> bool {
        !self.is_within(one, other) && !self.is_within(other, one)
    }

    /// Whether a level is within another one, or is that one.
    #[must_use]
    pub fn is_within(&self, inner: usize, outer: usize) -> bool {
        inner == outer
            || self.levels[inner]
                .outer
                .is_some_and(|around| self.is_within(around, outer))
    }

    /// The level in whose scopes a collection is complete; `None` if there is no such level.
    #[must_use]
    pub fn level_of(&self, collection: &Entry) -> Option<usize> {
        let levels = self.levels.iter().enumerate();
        let concerned = levels.filter(|(_, level)| {
            let is_listed = |entry: &Entry| entry.is_listed_as(&collection.ty);
            level.shared.iter().any(is_listed) || level.transients.iter().any(is_listed)
        });
        let levels: Vec<_> = concerned.map(|(index, _)| index).collect();
        let mut candidates = levels.iter().copied().chain([0]);
        candidates.find(|inner| levels.iter().all(|outer| self.is_within(*inner, *outer)))
    }

    /// Whether an input or a component is written in these words, and there in every configuration.
    pub(crate) fn always_lists(&self, written: &str) -> bool {
        self.entries().any(|entry| {
            type_text(entry.given()) == written && !entry.attributes.iter().any(is_condition)
        })
    }

    /// What whoever has it as a part may ask for, by its own types and as the interfaces of which there is one.
    #[must_use]
    pub fn exports(&self) -> IntoIter<&Type> {
        let mut exports = Vec::new();
        for entry in self.components() {
            if entry.exported.is_none() {
                continue;
            }
            exports.push(&entry.ty);
            for interface in &entry.interfaces {
                if self.collection(interface).is_none() {
                    exports.push(interface);
                }
            }
        }
        exports.into_iter()
    }

    /// The inputs, and the components of each level.
    #[must_use]
    pub fn entries(&self) -> IntoIter<&Entry> {
        let mut entries: Vec<_> = self.inputs.iter().collect();
        entries.extend(self.components());
        entries.into_iter()
    }

    /// The components of each level.
    fn components(&self) -> IntoIter<&Entry> {
        let mut components = Vec::new();
        for level in &self.levels {
            level.add_to(&mut components);
        }
        components.into_iter()
    }
}

// Lists, and no chains of iterators: each adapter, around each other one, is a function that every user builds.
impl Level {
    /// The shared components, then the transient ones, and then those that are made of what the caller gives.
    #[must_use]
    pub fn entries(&self) -> IntoIter<&Entry> {
        let mut entries = Vec::new();
        self.add_to(&mut entries);
        entries.into_iter()
    }

    fn add_to<'a>(&'a self, entries: &mut Vec<&'a Entry>) {
        entries.extend(&self.shared);
        entries.extend(&self.transients);
        entries.extend(&self.makes);
    }
}
