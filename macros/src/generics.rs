//! Generic parameters of interfaces, and the arguments that a component declares them with.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use ssot_rules::names;
use ssot_rules::syntax::{
    AnyIdent, GenericArgument, GenericParam, Generics, Path, PathArguments, Punctuated, Type,
    TypeParam,
};
use ssot_rules::written;

use crate::generate::ident_at;

/// The generics without defaults, which an impl cannot have, and with one more parameter.
pub(crate) fn with_parameter(generics: &Generics, parameter: &TypeParam) -> TokenStream {
    let mut generics = generics.clone();
    let first_constant = generics
        .params
        .iter()
        .position(|known| !matches!(known, GenericParam::Lifetime(_)));
    let at = first_constant.unwrap_or(generics.params.len());
    generics
        .params
        .insert(at, GenericParam::Type(parameter.clone()));
    let (generics, _, _) = generics.split_for_impl();
    generics.to_token_stream()
}

/// The generics without bounds and defaults.
pub(crate) fn without_bounds(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    generics.where_clause = None;
    for parameter in &mut generics.params {
        match parameter {
            GenericParam::Lifetime(parameter) => {
                parameter.colon_token = None;
                parameter.bounds.clear();
            }
            GenericParam::Type(parameter) => {
                let ident = &parameter.ident;
                let attributes = &parameter.attrs;
                *parameter = written!(#(#attributes)* #ident: ?::core::marker::Sized);
            }
            GenericParam::Const(parameter) => {
                parameter.default = None;
            }
        }
    }
    generics
}

/// The path of an interface's constant: that of the trait, without its generic arguments.
pub(crate) fn value_path(interface: &Path) -> Path {
    let mut path = interface.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    path
}

/// The parameters of a generic interface as one type. Constants have no part in it: what a component declares does not
/// tell their types.
pub(crate) fn parameters(generics: &Generics, runtime: &Path) -> TokenStream {
    let parameters = generics.params.iter().map(|parameter| match parameter {
        GenericParam::Type(parameter) => {
            let ident = &parameter.ident;
            quote!(*const #ident)
        }
        GenericParam::Lifetime(parameter) => {
            let lifetime = &parameter.lifetime;
            quote!(&#lifetime ())
        }
        GenericParam::Const(_) => constant(runtime),
    });
    quote!((#(#parameters,)*))
}

/// Stands for any constant among the parameters.
fn constant(runtime: &Path) -> TokenStream {
    quote!(*const #runtime::private::Constant)
}

/// The interface that a component declares.
pub(crate) struct Declared<'a> {
    pub(crate) path: &'a Path,
    /// Its position in `implements(..)`.
    pub(crate) index: usize,
    /// The generics of the component.
    pub(crate) generics: &'a Generics,
}

impl<'a> Declared<'a> {
    /// The arguments as one type, to match [`parameters`]; `None` if the interface is declared without any.
    pub(crate) fn arguments(&self, runtime: &Path) -> Option<TokenStream> {
        let given = self.given()?;
        let arguments = given.iter().enumerate();
        let arguments = arguments.filter_map(|(position, argument)| match argument {
            GenericArgument::Type(argument) => Some(match self.ambiguous(argument) {
                Some(Ambiguous::Constant) => constant(runtime),
                Some(Ambiguous::Either(ident)) => {
                    let name = self.argument_name(position, ident);
                    quote!(*const #name)
                }
                None => pointer(argument),
            }),
            GenericArgument::Lifetime(lifetime) => Some(quote!(&#lifetime ())),
            GenericArgument::Const(_) => Some(constant(runtime)),
            _ => None,
        });
        Some(quote!((#(#arguments,)*)))
    }

    /// The arguments for a function that is generic over `first` and over what the interface is.
    pub(crate) fn turbofish(&self, first: &TokenStream) -> Option<TokenStream> {
        let given = self.given()?.iter();
        let parameters = given.filter(|argument| !binds(argument));
        let (lifetimes, others): (Vec<_>, Vec<_>) =
            parameters.partition(|argument| matches!(argument, GenericArgument::Lifetime(_)));
        Some(quote!(::<#(#lifetimes,)* #first, #(#others),*>))
    }

    /// Whether the declaration says what an associated type has to be.
    pub(crate) fn binds_associated_types(&self) -> bool {
        self.given().is_some_and(|given| given.iter().any(binds))
    }

    /// Arguments that may be types or constants, each under the name that a block can import it by.
    pub(crate) fn ambiguous_arguments(&self) -> Vec<(&'a Ident, Ident)> {
        let mut ambiguous = Vec::new();
        let Some(given) = self.given() else {
            return ambiguous;
        };
        for (position, argument) in given.iter().enumerate() {
            if let GenericArgument::Type(argument) = argument
                && let Some(Ambiguous::Either(ident)) = self.ambiguous(argument)
            {
                ambiguous.push((ident, self.argument_name(position, ident)));
            }
        }
        ambiguous
    }

    fn argument_name(&self, position: usize, ident: &Ident) -> Ident {
        ident_at(
            &names::declared_argument(self.index, position),
            ident.span(),
        )
    }

    /// A name alone can be that of a constant, which only the compiler can tell, unless it is written like a type.
    fn ambiguous(&self, argument: &'a Type) -> Option<Ambiguous<'a>> {
        let Type::Path(path) = argument else {
            return None;
        };
        let ident = path.path.get_ident().filter(|_| path.qself.is_none())?;
        let mut parameters = self.generics.params.iter();
        let known = parameters.find_map(|parameter| match parameter {
            GenericParam::Type(parameter) if parameter.ident == *ident => Some(None),
            GenericParam::Const(parameter) if parameter.ident == *ident => {
                Some(Some(Ambiguous::Constant))
            }
            _ => None,
        });
        known.unwrap_or_else(|| {
            let name = ident.unraw().to_string();
            (!name.contains(char::is_lowercase)).then_some(Ambiguous::Either(ident))
        })
    }

    fn given(&self) -> Option<&'a Punctuated<GenericArgument>> {
        match &self.path.segments.last()?.arguments {
            PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
            _ => None,
        }
    }
}

/// A pointer to what an argument is. Several bounds need parentheses there.
fn pointer(argument: &Type) -> TokenStream {
    if matches!(argument, Type::TraitObject(object) if object.bounds.len() > 1) {
        quote!(*const (#argument))
    } else {
        quote!(*const #argument)
    }
}

/// Whether an argument says what an associated type has to be.
fn binds(argument: &GenericArgument) -> bool {
    !matches!(
        argument,
        GenericArgument::Type(_) | GenericArgument::Lifetime(_) | GenericArgument::Const(_)
    )
}

/// What an argument that is parsed as a type may be.
enum Ambiguous<'a> {
    Constant,
    Either(&'a Ident),
}
