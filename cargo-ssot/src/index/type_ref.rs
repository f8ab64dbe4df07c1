//! A type as it is written: the paths in it, and what stands around them.

use syn::punctuated::Punctuated;
use syn::{
    FnArg, GenericArgument, NamedArg, PathArguments, ReturnType, Signature, Type, TypeArray,
    TypeGroup, TypeParamBound, TypeParen, TypePtr, TypeSlice,
};

use super::{InternedPath, ItemPath, ItemPathBuf, Name};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeRef {
    /// `path::Name<'a, Argument>`
    Path {
        path: InternedPath,
        lifetimes: Box<[Name]>,
        arguments: Box<[Self]>,
    },
    /// `&'a mut Type`
    Reference {
        lifetime: Option<Name>,
        mutable: bool,
        to: Box<Self>,
    },
    /// `dyn Trait` or `impl Trait`, with all bounds.
    Bounds { dynamic: bool, bounds: Box<[Self]> },
    /// A function, which holds nothing of what it takes and returns.
    Function(Box<[Self]>),
    /// Tuples, arrays, slices, pointers, and a type with the trait that it is taken as.
    Parts(Box<[Self]>),
    /// `!`, `_`, and what a macro makes.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// `self`, also in a pointer.
    Value,
    /// `&self`
    Shared,
    /// `&mut self`
    Mutable,
}

impl Receiver {
    pub(super) fn of(signature: &Signature) -> Option<Self> {
        signature.inputs.iter().find_map(|input| match input {
            FnArg::Receiver(receiver) => Some(match &receiver.kind {
                syn::ReceiverKind::Reference(_, _, None) => Self::Shared,
                syn::ReceiverKind::Reference(_, _, Some(_)) => Self::Mutable,
                _ => Self::Value,
            }),
            FnArg::Typed(_) => None,
        })
    }
}

impl TypeRef {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let ty = syn::parse_str(text).ok()?;
        Some(Self::new(&ty))
    }

    pub(crate) fn new(ty: &Type) -> Self {
        match ty {
            Type::Path(ty) => match &ty.qself {
                None => Self::of_path(&ty.path),
                Some(qself) => Self::Parts([Self::new(&qself.ty), Self::of_path(&ty.path)].into()),
            },
            Type::Paren(TypeParen { elem, .. }) | Type::Group(TypeGroup { elem, .. }) => {
                Self::new(elem)
            }
            Type::Reference(ty) => Self::Reference {
                lifetime: ty.lifetime.as_ref().map(lifetime),
                mutable: ty.mutability.is_some(),
                to: Box::new(Self::new(&ty.elem)),
            },
            Type::TraitObject(ty) => Self::of_bounds(true, &ty.bounds),
            Type::ImplTrait(ty) => Self::of_bounds(false, &ty.bounds),
            Type::FnPtr(ty) => Self::of_function(&ty.inputs, &ty.output),
            Type::Tuple(ty) => Self::Parts(ty.elems.iter().map(Self::new).collect()),
            Type::Array(TypeArray { elem, .. })
            | Type::Slice(TypeSlice { elem, .. })
            | Type::Ptr(TypePtr { elem, .. }) => Self::Parts([Self::new(elem)].into()),
            _ => Self::Unknown,
        }
    }

    pub(super) fn returned(output: &ReturnType) -> Option<Self> {
        match output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(Self::new(ty)),
        }
    }

    fn of_path(path: &syn::Path) -> Self {
        let (mut lifetimes, mut arguments) = (Vec::new(), Vec::new());
        for segment in &path.segments {
            match &segment.arguments {
                PathArguments::AngleBracketed(written) => {
                    for argument in &written.args {
                        match argument {
                            GenericArgument::Lifetime(one) => lifetimes.push(lifetime(one)),
                            GenericArgument::Type(ty) => arguments.push(Self::new(ty)),
                            GenericArgument::AssocType(bound) => {
                                arguments.push(Self::Parts([Self::new(&bound.ty)].into()));
                            }
                            GenericArgument::Constraint(bound) => {
                                arguments.push(Self::of_bounds(false, &bound.bounds));
                            }
                            _ => {}
                        }
                    }
                }
                PathArguments::Parenthesized(written) => {
                    arguments.push(Self::of_function(&written.inputs, &written.output));
                }
                PathArguments::None => {}
            }
        }
        Self::Path {
            path: ItemPathBuf::from_syntax(path).into(),
            lifetimes: lifetimes.into(),
            arguments: arguments.into(),
        }
    }

    fn of_bounds<P>(dynamic: bool, bounds: &Punctuated<TypeParamBound, P>) -> Self {
        let bounds = bounds.iter().filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => Some(Self::of_path(&bound.path)),
            _ => None,
        });
        Self::Bounds {
            dynamic,
            bounds: bounds.collect(),
        }
    }

    fn of_function<P>(inputs: &Punctuated<NamedArg, P>, output: &ReturnType) -> Self {
        let inputs = inputs.iter().map(|input| Self::new(&input.ty));
        Self::Function(inputs.chain(Self::returned(output)).collect())
    }

    /// The types in it, one level below.
    pub(super) fn parts(&self) -> &[Self] {
        match self {
            Self::Path { arguments, .. } => arguments,
            Self::Reference { to, .. } => std::slice::from_ref(to),
            Self::Bounds { bounds, .. } => bounds,
            Self::Function(parts) | Self::Parts(parts) => parts,
            Self::Unknown => &[],
        }
    }

    /// The type and all types in it for which those around them are followed, in the order in which they are written.
    fn walk<'a>(&'a self, follows: &dyn Fn(&Self) -> bool, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        if follows(self) {
            for part in self.parts() {
                part.walk(follows, visit);
            }
        }
    }

    fn paths_where(&self, follows: &dyn Fn(&Self) -> bool) -> Vec<ItemPath<'static>> {
        let mut paths = Vec::new();
        self.walk(follows, &mut |ty| paths.extend(ty.path()));
        paths
    }

    /// Whether a type in it, or it itself, is one of those.
    fn any(&self, is_one: impl Fn(&Self) -> bool) -> bool {
        let mut found = false;
        self.walk(&|_| true, &mut |ty| found |= is_one(ty));
        found
    }

    pub fn path(&self) -> Option<ItemPath<'static>> {
        match self {
            Self::Path { path, .. } => Some(**path),
            _ => None,
        }
    }

    /// The path, if it is one without generic arguments.
    pub fn plain_path(&self) -> Option<ItemPath<'static>> {
        let states = |ty: &Self| ty.states_arguments();
        self.path().filter(|_| !states(self))
    }

    pub fn states_arguments(&self) -> bool {
        matches!(self, Self::Path { lifetimes, arguments, .. } if !lifetimes.is_empty() || !arguments.is_empty())
    }

    /// The last segment of the path, with the types among its arguments.
    pub fn named(&self) -> Option<(&str, &[Self])> {
        match self {
            Self::Path {
                path, arguments, ..
            } => Some((path.last(), arguments)),
            _ => None,
        }
    }

    pub fn paths(&self) -> Vec<ItemPath<'static>> {
        self.paths_where(&|_| true)
    }

    /// All paths, but for those of what functions take and return.
    pub fn held_paths(&self) -> Vec<ItemPath<'static>> {
        self.paths_where(&|ty| !matches!(ty, Self::Function(_)))
    }

    pub fn is_dynamic(&self) -> bool {
        self.any(|ty| matches!(ty, Self::Bounds { dynamic: true, .. }))
    }

    /// Whether another type stands in it, or is it.
    pub fn contains(&self, other: &Self) -> bool {
        self.any(|ty| ty == other)
    }

    /// Whether it is a function, or holds one that is only known when the program runs.
    pub fn holds_function(&self) -> bool {
        let is_function = |bound: &Self| bound.name().starts_with("Fn");
        matches!(self, Self::Function(_))
            || self.any(|ty| {
                matches!(ty, Self::Bounds { dynamic: true, bounds } if bounds.iter().any(is_function))
            })
    }

    /// Whether a reference in it is valid for ever.
    pub fn has_static_reference(&self) -> bool {
        self.any(
            |ty| matches!(ty, Self::Reference { lifetime: Some(lifetime), .. } if **lifetime == *STATIC),
        )
    }

    /// Whether it has a lifetime that ends.
    pub fn borrows(&self) -> bool {
        self.any(|ty| match ty {
            Self::Reference { lifetime, .. } => {
                lifetime.as_ref().is_some_and(|one| **one != *STATIC)
            }
            Self::Path { lifetimes, .. } => lifetimes.iter().any(|one| **one != *STATIC),
            _ => false,
        })
    }

    /// The path that is meant, seen through references, bounds and pointers.
    pub fn meant_path(&self) -> Option<ItemPath<'static>> {
        match self {
            Self::Path { path, .. } => match self.named() {
                Some((name, [inner])) if POINTERS.contains(&name) => inner.meant_path(),
                _ => Some(**path),
            },
            Self::Reference { to, .. } => to.meant_path(),
            Self::Bounds { bounds, .. } => bounds.first()?.meant_path(),
            Self::Function(_) | Self::Parts(_) | Self::Unknown => None,
        }
    }

    /// The last segment of the path that is meant. Empty where it is no path.
    pub fn name(&self) -> &str {
        self.meant_path().map_or("", ItemPath::last)
    }

    pub fn name_in(text: &str) -> String {
        Self::parse(text).map_or_else(String::new, |ty| ty.name().to_owned())
    }
}

const STATIC: &str = "static";

fn lifetime(lifetime: &syn::Lifetime) -> Name {
    lifetime.ident.to_string().into()
}

/// Pointers to one other type, which is the one that is meant.
const POINTERS: &[&str] = &["Arc", "Rc", "Box"];

#[cfg(test)]
mod tests {
    use super::{ItemPath, TypeRef};

    #[test]
    fn the_last_segment_is_meant_behind_whatever_points_to_it() {
        for (written, name) in [
            ("EventBus", "EventBus"),
            ("::acme::bus::EventBus", "EventBus"),
            ("crate::Cache<K, Vec<V>>", "Cache"),
            ("Cache::<u8>", "Cache"),
            ("dyn EventSink + Send", "EventSink"),
            ("Arc<dyn crate::EventSink + Send>", "EventSink"),
            ("&'a mut std::sync::Arc<EventBus>", "EventBus"),
            ("dyn for<'a> Parser<'a>", "Parser"),
            ("&(dyn Sink + Send)", "Sink"),
            ("r#match::r#type", "type"),
            ("Größe", "Größe"),
            ("", ""),
            ("'static", ""),
        ] {
            assert_eq!(TypeRef::name_in(written), name, "{written}");
        }
    }

    #[test]
    fn a_type_holds_what_it_names_but_for_what_functions_take() {
        let read = |text: &str| TypeRef::parse(text).expect("it is a type");
        let ty = read("Map<Key, Box<dyn Fn(&Call) -> Answer>, (fn(Given), [Held; 2])>");
        let texts = |paths: Vec<ItemPath<'static>>| -> Vec<&str> {
            paths.into_iter().map(ItemPath::as_str).collect()
        };
        assert_eq!(texts(ty.held_paths()), ["Map", "Key", "Box", "Fn", "Held"]);
        assert_eq!(
            texts(ty.paths()),
            ["Map", "Key", "Box", "Fn", "Call", "Answer", "Given", "Held"]
        );
        assert_eq!(
            texts(read("<T as module::Trait>::Item").paths()),
            ["T", "module::Trait::Item"]
        );
        assert!(ty.is_dynamic() && !read("impl Fn()").is_dynamic());
    }

    #[test]
    fn lifetimes_are_told_from_the_one_that_never_ends() {
        let read = |text: &str| TypeRef::parse(text).expect("it is a type");
        assert!(read("Option<&'static Bus>").has_static_reference());
        assert!(!read("Guard<'static, Bus>").has_static_reference());
        assert!(read("Guard<'a, Bus>").borrows() && read("(u8, &'a str)").borrows());
        assert!(!read("&'static str").borrows() && !read("Guard<'static>").borrows());
    }
}
