//! `#[ssot_interface]`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use ssot_rules::arguments::{InterfaceArguments, runtime};
use ssot_rules::derives::conditions;
use ssot_rules::interface::{Interface, refuse};
use ssot_rules::violation::Violations;
use ssot_rules::{Rule, names};
use syn::ext::IdentExt;
use syn::{GenericArgument, GenericParam, Generics, Item, Path, PathArguments, Token};

use crate::catalogue::on_unimplemented;
use crate::generate::{ident_at, unreadable};
use crate::guarded::under;

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = InterfaceArguments::read(arguments, &mut violations);
    let item = match syn::parse2::<Item>(tokens.clone()) {
        Ok(Item::Trait(item)) => item,
        Ok(item) => {
            refuse(&item, &mut violations);
            let report = violations.into_tokens();
            return quote!(#tokens #report);
        }
        Err(error) => return unreadable(names::SSOT_INTERFACE, tokens, &error, violations),
    };
    let runtime = runtime(arguments.runtime.as_ref());
    let interface = Interface::new(&item, arguments);
    let expansion = Expansion {
        interface: &interface,
        runtime,
    };
    let conditions = conditions(&item.attrs);
    let (item, marker) = (expansion.item(), under(&conditions, expansion.marker()));
    let declares = (!interface.arguments.open).then(|| under(&conditions, expansion.declares()));
    let report = violations.into_tokens();
    quote!(#item #marker #declares #report)
}

struct Expansion<'a> {
    interface: &'a Interface<'a>,
    runtime: Path,
}

impl Expansion<'_> {
    fn ident(&self) -> &Ident {
        &self.interface.original.ident
    }

    fn generated(&self, name: &str) -> Ident {
        ident_at(name, self.ident().span())
    }

    fn values(&self) -> [(&'static str, String); 1] {
        [("interface", self.ident().unraw().to_string())]
    }

    /// The trait, with the declaration among its supertraits.
    fn item(&self) -> TokenStream {
        let mut item = self.interface.original.clone();
        if !self.interface.arguments.open {
            let declares = self.generated(&names::declares(self.ident()));
            let (_, arguments, _) = item.generics.split_for_impl();
            item.colon_token
                .get_or_insert(Token![:](self.ident().span()));
            item.supertraits
                .insert(0, syn::parse_quote!(#declares #arguments));
        }
        let text = (!self.interface.has_own_diagnostic())
            .then(|| on_unimplemented(Rule::DeclaredNotImplemented, &self.values()));
        quote!(#text #item)
    }

    /// A constant of the trait's own name: it lives among the values, comes along with every import
    /// of the trait, and tells a component which interface is meant.
    fn marker(&self) -> TokenStream {
        let (runtime, item) = (&self.runtime, self.interface.original);
        let (visibility, ident) = (&item.vis, &item.ident);
        let constant = self.generated(&ident.to_string());
        let name = ident.unraw().to_string();
        let marker = self.generated(&names::interface_marker(ident));
        let implementor = self.generated("__Implementor");
        let (_, arguments, bounds) = item.generics.split_for_impl();
        let generics = with_parameter(
            &item.generics,
            &syn::parse_quote!(#implementor: ?::core::marker::Sized + #ident #arguments),
        );
        let identity = parameters(&item.generics);
        let (constants, constants_of) = self.constants();
        quote! {
            #[doc(hidden)]
            #visibility struct #marker(());
            #[doc(hidden)]
            #visibility const #constant: #runtime::private::InterfaceOf<#marker> = #runtime::private::InterfaceOf::new(
                #name,
                ::core::module_path!(),
                ::core::file!(),
                (::core::line!(), ::core::column!()),
                ::core::option_env!("CARGO_PKG_VERSION"),
            );
            #constants
            impl #generics #runtime::private::ConformsTo<#implementor, #identity, #constants_of> for #marker #bounds {}
        }
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

    /// The supertrait that only a declaration provides.
    fn declares(&self) -> TokenStream {
        let (runtime, item) = (&self.runtime, self.interface.original);
        let visibility = &item.vis;
        let declares = self.generated(&names::declares(self.ident()));
        let constant = self.generated(&self.ident().to_string());
        let implementor = self.generated("__Implementor");
        let identity = parameters(&item.generics);
        let own = &item.generics;
        let (_, arguments, bounds) = own.split_for_impl();
        let generics = with_parameter(
            own,
            &syn::parse_quote!(#implementor: ?::core::marker::Sized + #runtime::Implements<{ #runtime::private::interface_id(&#constant) }, #identity>),
        );
        let text = on_unimplemented(Rule::ImplementedNotDeclared, &self.values());
        quote! {
            #[doc(hidden)]
            #text
            #visibility trait #declares #own #bounds {}
            // The text above names the interface; the text of `Implements` could not.
            #[diagnostic::do_not_recommend]
            impl #generics #declares #arguments for #implementor #bounds {}
        }
    }
}

/// The generics without defaults, which an impl cannot have, and with one parameter more.
fn with_parameter(generics: &Generics, parameter: &syn::TypeParam) -> TokenStream {
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
    let PathArguments::AngleBracketed(arguments) = &interface.segments.last()?.arguments else {
        return None;
    };
    let arguments = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(argument) => Some(quote!(*const #argument)),
        GenericArgument::Lifetime(lifetime) => Some(quote!(&#lifetime ())),
        _ => None,
    });
    Some(quote!((#(#arguments,)*)))
}
