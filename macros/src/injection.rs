//! How a composition calls a constructor: with a list of values, through the factory.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use ssot_rules::injection::{Injected, Injection, Parameter};
use syn::{Generics, Path, ReturnType, Signature};

use crate::generate::generated_at;
use crate::signature::without_self;

/// Everything that the implementation for one type has in common.
pub(crate) struct Injecting<'a> {
    pub(crate) runtime: &'a Path,
    pub(crate) generics: &'a Generics,
    pub(crate) component: &'a TokenStream,
    pub(crate) factory: &'a TokenStream,
}

impl Injecting<'_> {
    pub(crate) fn expand(&self, injected: &Injected<'_>) -> TokenStream {
        match injected {
            Injected::Constructors(constructors) => constructors
                .iter()
                .map(|constructor| self.constructor(constructor))
                .collect(),
            _ => self.refused("Unmarked", &TokenStream::new()),
        }
    }

    /// There is no constructor that a composition could call, and here is why.
    pub(crate) fn refused(&self, reason: &str, conditions: &TokenStream) -> TokenStream {
        let runtime = self.runtime;
        let reason = format_ident!("{reason}");
        let parameters = quote!(#runtime::private::#reason);
        self.implementation(conditions, &parameters, self.component, &TokenStream::new())
    }

    fn constructor(&self, constructor: &Injection<'_>) -> TokenStream {
        let signature = constructor.signature;
        let Some(parameters) = &constructor.parameters else {
            return self.refused("Unsuitable", &constructor.conditions);
        };
        let types = parameters.iter().map(|parameter| match parameter {
            Parameter::ByReference(ty) | Parameter::Owned(ty) => {
                without_self(ty.to_token_stream(), self.component)
            }
            _ => TokenStream::new(),
        });
        let types: Vec<_> = types.collect();
        let list = self.listed(parameters, &types, ["ByReference", "Owned"]);
        let names: Vec<_> = (0..parameters.len())
            .map(|index| {
                format_ident!(
                    "argument_{}",
                    index + 1,
                    span = generated_at(signature.ident.span())
                )
            })
            .collect();
        let pattern = names
            .iter()
            .rev()
            .fold(quote!(()), |rest, name| quote!((#name, #rest)));
        let arguments = parameters.iter().zip(&names).map(|(parameter, name)| {
            if let Parameter::ByReference(_) = parameter {
                quote!(&*#name)
            } else {
                quote!(#name)
            }
        });
        let output = output(signature, self.component);
        let call = self.call(&signature.ident, &quote!(#(#arguments),*));
        let values = self.listed(parameters, &types, ["Held", ""]);
        let body = if signature.asyncness.is_some() {
            construct_later(&values, &pattern, &call, &output)
        } else {
            construct_now(&values, &pattern, &call, &output)
        };
        self.implementation(&constructor.conditions, &list, &output, &body)
    }

    /// The constructor that the argument `new` generates, of a type that is no component. No composition calls it, and
    /// that its type is no component is all that there is to report.
    pub(crate) fn uncalled(&self, types: &[&syn::Type]) -> TokenStream {
        let nothing = TokenStream::new();
        self.implementation(&nothing, &self.owned(types), self.component, &nothing)
    }

    /// The constructor that the argument `new` generates.
    pub(crate) fn fields(&self, name: &Ident, types: &[&syn::Type]) -> TokenStream {
        let list = self.owned(types);
        let names: Vec<_> = (0..types.len())
            .map(|index| format_ident!("field_{index}"))
            .collect();
        let pattern = names
            .iter()
            .rev()
            .fold(quote!(()), |rest, name| quote!((#name, #rest)));
        let call = self.call(name, &quote!(#(#names),*));
        let values = types
            .iter()
            .rev()
            .fold(quote!(()), |rest, ty| quote!((#ty, #rest)));
        let values = without_self(values, self.component);
        let body = construct_now(&values, &pattern, &call, self.component);
        self.implementation(&TokenStream::new(), &list, self.component, &body)
    }

    fn owned(&self, types: &[&syn::Type]) -> TokenStream {
        let runtime = self.runtime;
        let list = types.iter().rev().fold(
            quote!(()),
            |rest, ty| quote!((#runtime::private::Owned<#ty>, #rest)),
        );
        without_self(list, self.component)
    }

    /// The types of the parameters as a list: what stands for one that is taken by reference, and for one by value,
    /// has one of these names in the runtime, or none.
    ///
    /// The values are written out as well, instead of asking the runtime for those of the list: that would cost the
    /// compiler more than the call itself.
    fn listed(
        &self,
        parameters: &[Parameter<'_>],
        types: &[TokenStream],
        [by_reference, owned]: [&str; 2],
    ) -> TokenStream {
        let runtime = self.runtime;
        let parameters = parameters.iter().zip(types).rev();
        parameters.fold(quote!(()), |rest, (parameter, ty)| {
            let wrapper = match parameter {
                Parameter::ByReference(_) => by_reference,
                _ => owned,
            };
            if wrapper.is_empty() {
                return quote!((#ty, #rest));
            }
            let wrapper = Ident::new(wrapper, Span::call_site());
            quote!((#runtime::private::#wrapper<#ty>, #rest))
        })
    }

    fn call(&self, name: &Ident, arguments: &TokenStream) -> TokenStream {
        let factory = self.factory;
        quote!(<#factory>::#name(#arguments))
    }

    fn implementation(
        &self,
        conditions: &TokenStream,
        parameters: &TokenStream,
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let (runtime, component) = (self.runtime, self.component);
        let (generics, _, bounds) = self.generics.split_for_impl();
        let (generics, bounds) = (
            without_self(quote!(#generics), component),
            without_self(quote!(#bounds), component),
        );
        quote! {
            #conditions
            impl #generics #runtime::private::Injectable<#parameters, #output> for #component #bounds {
                #body
            }
        }
    }
}

/// The call of a constructor that is done when it returns.
fn construct_now(
    values: &TokenStream,
    pattern: &TokenStream,
    call: &TokenStream,
    output: &TokenStream,
) -> TokenStream {
    quote! {
        fn construct_now(#pattern: #values) -> #output {
            #call
        }
    }
}

/// The call of an `async` constructor.
fn construct_later(
    values: &TokenStream,
    pattern: &TokenStream,
    call: &TokenStream,
    output: &TokenStream,
) -> TokenStream {
    quote! {
        const ASYNCHRONOUS: ::core::primitive::bool = true;
        fn construct(values: #values) -> impl ::core::future::Future<Output = #output> {
            async move {
                let #pattern = values;
                #call.await
            }
        }
    }
}

fn output(signature: &Signature, component: &TokenStream) -> TokenStream {
    match &signature.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => without_self(quote!(#ty), component),
    }
}
