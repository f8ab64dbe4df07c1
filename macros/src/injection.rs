//! How a composition calls a constructor: with a list of values, through the factory.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use ssot_rules::injection::{Injected, Injection, Parameter};
use syn::{Generics, Path, ReturnType, Signature, Type};

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
        let runtime = self.runtime;
        let (mut list, mut values) = (Vec::new(), Vec::new());
        for parameter in parameters {
            match parameter {
                Parameter::ByReference(ty) => {
                    let ty = self.own(ty);
                    list.push(quote!(#runtime::private::ByReference<#ty>));
                    values.push(quote!(#runtime::private::Held<#ty>));
                }
                Parameter::Owned(ty) => {
                    let ty = self.own(ty);
                    list.push(quote!(#runtime::private::Owned<#ty>));
                    values.push(ty);
                }
                _ => {}
            }
        }
        let (list, values) = (nested(list), nested(values));
        let names: Vec<_> = (0..parameters.len())
            .map(|index| {
                format_ident!(
                    "argument_{}",
                    index + 1,
                    span = generated_at(signature.ident.span())
                )
            })
            .collect();
        let pattern = nested(&names);
        let arguments = parameters.iter().zip(&names).map(|(parameter, name)| {
            if let Parameter::ByReference(_) = parameter {
                quote!(&*#name)
            } else {
                quote!(#name)
            }
        });
        let output = output(signature, self.component);
        let call = self.call(&signature.ident, &quote!(#(#arguments),*));
        let body = if signature.asyncness.is_some() {
            construct_later(&values, &pattern, &call, &output)
        } else {
            construct_now(&values, &pattern, &call, &output)
        };
        self.implementation(&constructor.conditions, &list, &output, &body)
    }

    /// The constructor that the argument `new` generates, of a type that is no component. No composition calls it, and
    /// that its type is no component is all that there is to report.
    pub(crate) fn uncalled(&self, types: &[&Type]) -> TokenStream {
        let nothing = TokenStream::new();
        let types: Vec<_> = types.iter().map(|ty| self.own(ty)).collect();
        let list = self.owned(&types);
        self.implementation(&nothing, &list, self.component, &nothing)
    }

    /// The constructor that the argument `new` generates.
    pub(crate) fn fields(&self, name: &Ident, types: &[&Type]) -> TokenStream {
        let types: Vec<_> = types.iter().map(|ty| self.own(ty)).collect();
        let list = self.owned(&types);
        let names: Vec<_> = (0..types.len())
            .map(|index| format_ident!("field_{index}"))
            .collect();
        let pattern = nested(&names);
        let call = self.call(name, &quote!(#(#names),*));
        let body = construct_now(&nested(types), &pattern, &call, self.component);
        self.implementation(&TokenStream::new(), &list, self.component, &body)
    }

    /// A type of the user's, where `Self` is another one.
    fn own(&self, ty: &Type) -> TokenStream {
        without_self(ty.to_token_stream(), self.component)
    }

    fn owned(&self, types: &[TokenStream]) -> TokenStream {
        let runtime = self.runtime;
        nested(types.iter().map(|ty| quote!(#runtime::private::Owned<#ty>)))
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

/// A list as the runtime knows it: `()`, or the first one and the rest.
fn nested<List: IntoIterator<Item: ToTokens, IntoIter: DoubleEndedIterator>>(
    list: List,
) -> TokenStream {
    let list = list.into_iter().rev();
    list.fold(quote!(()), |rest, first| quote!((#first, #rest)))
}

/// The call of a constructor that is done when it returns. The types of its values are written out, instead of asking the
/// runtime for those of the list: that would cost the compiler more than the call itself.
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
