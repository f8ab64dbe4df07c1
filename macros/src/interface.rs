//! `#[ssot_interface]`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{InterfaceArguments, runtime};
use ssot_rules::attributes::conditions;
use ssot_rules::interface::Interface;
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{
    GenericArgument, GenericParam, Generics, Path, PathArguments, Token, TypeParam, parse_quote,
    parse_quote_spanned,
};

use crate::generate::{generated_at, ident_at};
use crate::guarded::under;
use crate::self_type::SelfType;
use crate::sole;

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = InterfaceArguments::read(arguments, &mut violations);
    let Annotated::Wanted(item) = annotated::interface(tokens, &mut violations) else {
        let report = violations.into_tokens();
        return quote!(#tokens #report);
    };
    let runtime = runtime(arguments.runtime.as_ref());
    let interface = Interface::read(&item, arguments, &mut violations);
    let expansion = Expansion {
        interface: &interface,
        runtime,
    };
    let conditions = conditions(&item.attrs);
    let siblings = [
        expansion.identity(),
        expansion.conformance(),
        sole::definition(&interface).unwrap_or_default(),
        expansion.mock(),
    ];
    let siblings = siblings
        .into_iter()
        .map(|sibling| under(&conditions, sibling));
    let item = expansion.item();
    let report = violations.into_tokens();
    quote!(#item #(#siblings)* #report)
}

pub(crate) struct Expansion<'a> {
    pub(crate) interface: &'a Interface<'a>,
    pub(crate) runtime: Path,
}

impl Expansion<'_> {
    pub(crate) fn ident(&self) -> &Ident {
        &self.interface.original.ident
    }

    pub(crate) fn generated(&self, name: &str) -> Ident {
        ident_at(name, self.ident().span())
    }

    /// A constant of the trait's own name lives among the values, comes along with every import of
    /// the trait, and tells a component which interface is meant.
    fn constant(&self) -> Ident {
        let mut constant = self.ident().clone();
        constant.set_span(generated_at(constant.span()));
        constant
    }

    /// The type that stands for the interface. The errors show it.
    fn marker(&self) -> Ident {
        self.generated(&names::interface_marker(self.ident()))
    }

    /// The trait, with the declaration among its supertraits.
    fn item(&self) -> TokenStream {
        let mut item = self.interface.original.clone();
        self.have_mock_made(&mut item);
        if !self.interface.arguments.open {
            let (runtime, constant, marker) = (&self.runtime, self.constant(), self.marker());
            let parameters = parameters(&item.generics);
            item.colon_token
                .get_or_insert(Token![:](self.ident().span()));
            let declaration = parse_quote_spanned! {generated_at(self.ident().span())=>
                #runtime::Implements<{ #runtime::private::interface_id(&#constant) }, #parameters, #marker>
            };
            item.supertraits.insert(0, declaration);
        }
        item.into_token_stream()
    }

    fn identity(&self) -> TokenStream {
        let (runtime, item) = (&self.runtime, self.interface.original);
        let visibility = &item.vis;
        let (constant, marker) = (self.constant(), self.marker());
        let name = self.ident().unraw().to_string();
        let sole = self.interface.arguments.sole.is_some();
        quote! {
            #[doc(hidden)]
            #visibility struct #marker(());
            #[doc(hidden)]
            #visibility const #constant: #runtime::private::InterfaceOf<#marker> = #runtime::private::InterfaceOf::new(
                #name,
                ::core::module_path!(),
                (::core::file!(), ::core::line!(), ::core::column!()),
                (::core::option_env!("CARGO_PKG_NAME"), ::core::option_env!("CARGO_PKG_VERSION")),
                #sole,
            );
        }
    }

    /// Which types implement the interface, as the type that stands for it knows.
    fn conformance(&self) -> TokenStream {
        let (runtime, item) = (&self.runtime, self.interface.original);
        let (ident, marker) = (self.ident(), self.marker());
        let implementor = self.generated("__Implementor");
        let (_, arguments, _) = item.generics.split_for_impl();
        let bounds = &item.generics.where_clause;
        let path = Path::from(implementor.clone());
        let bounds = SelfType::new(&path, TokenStream::new(), Vec::new()).types(quote!(#bounds));
        let parameters = parameters(&item.generics);
        let (constants, constants_of) = self.constants();
        let implementation = |bound: TokenStream, proof: TokenStream| {
            let parameter: TypeParam = parse_quote!(#implementor: ?::core::marker::Sized + #bound);
            let generics = with_parameter(&item.generics, &parameter);
            quote! {
                impl #generics #runtime::private::ConformsTo<
                    #implementor, #parameters, #constants_of, #runtime::private::#proof,
                > for #marker #bounds {}
            }
        };
        let implemented = implementation(quote!(#ident #arguments), quote!(Implemented));
        let unproven = implementation(quote!(#runtime::private::Never), quote!(Unproven));
        quote!(#constants #implemented #unproven)
    }

    /// A type that holds the constant parameters of a generic interface, and that type with them.
    fn constants(&self) -> (TokenStream, TokenStream) {
        let item = self.interface.original;
        let parameters: Vec<_> = item.generics.const_params().collect();
        if parameters.is_empty() {
            return (TokenStream::new(), quote!(()));
        }
        let (visibility, name) = (&item.vis, self.generated(&names::constants(self.ident())));
        let declarations = parameters.iter().map(|parameter| {
            let (ident, ty) = (&parameter.ident, &parameter.ty);
            quote!(const #ident: #ty)
        });
        let values = parameters.iter().map(|parameter| &parameter.ident);
        (
            quote!(#[doc(hidden)] #visibility struct #name<#(#declarations),*>(());),
            quote!(#name<#(#values),*>),
        )
    }
}

/// The generics without defaults, which an impl cannot have, and with one parameter more.
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

/// The types and lifetimes of a generic interface as one type: of its own parameters.
fn parameters(generics: &Generics) -> TokenStream {
    let parameters = generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => {
                let ident = &parameter.ident;
                Some(quote!(*const #ident))
            }
            GenericParam::Lifetime(parameter) => {
                let lifetime = &parameter.lifetime;
                Some(quote!(&#lifetime ()))
            }
            GenericParam::Const(_) => None,
        });
    quote!((#(#parameters,)*))
}

/// The same of the arguments that a declaration gives; `None` if it gives none.
pub(crate) fn arguments(interface: &Path) -> Option<TokenStream> {
    let arguments = given(interface)?;
    let arguments = arguments.iter().filter_map(|argument| match argument {
        GenericArgument::Type(argument) => Some(quote!(*const #argument)),
        GenericArgument::Lifetime(lifetime) => Some(quote!(&#lifetime ())),
        _ => None,
    });
    Some(quote!((#(#arguments,)*)))
}

/// Whether a declaration gives something that the type of its arguments leaves out: constants, and
/// what an associated type has to be.
pub(crate) fn gives_more_than_types(interface: &Path) -> bool {
    given(interface).into_iter().flatten().any(|argument| {
        !matches!(
            argument,
            GenericArgument::Type(_) | GenericArgument::Lifetime(_)
        )
    })
}

fn given(interface: &Path) -> Option<&Punctuated<GenericArgument, Token![,]>> {
    match &interface.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    }
}
