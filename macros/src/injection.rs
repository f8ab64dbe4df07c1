//! The constructor that a composition calls, where it is not the function `new` that it looks for: a constant of the
//! factory, as visible as the constructor is.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::injection::{Injected, Injection, Parameter};
use ssot_rules::names;
use ssot_rules::syntax::{
    Attribute, GenericParam, Generics, Parser as _, Path, Punctuated, ReturnType, Type,
    TypeParamBound, Visibility,
};
use ssot_rules::written;

use crate::generate::{Extent, bracketed, generated, generated_at, ident_at, without_plus};
use crate::items::{absent, present, under};
use crate::self_type::SelfType;

/// Whether there are compositions, which ask for the constructor.
pub(crate) fn is_composed() -> bool {
    cfg!(feature = "composition")
}

/// Says where the constructor is that compositions call: all see that, and not all see the constructor.
pub(crate) fn place(runtime: &Path, injected: Option<&Injected<'_>>) -> TokenStream {
    let at = |place: &str| {
        let place = format_ident!("{place}");
        quote!(type Injected = #runtime::composed::#place;)
    };
    let Some(injected) = injected else {
        return at("Reported");
    };
    let Injected::Constructors(constructors) = injected else {
        return at("FoundByConstant");
    };
    if constructors.iter().all(Injection::is_found_by_name) {
        return at("FoundByName");
    }
    let constant = at(if injected.is_given() {
        "SomethingGiven"
    } else {
        "FoundByConstant"
    });
    if constructors.iter().any(|it| it.conditions.is_empty()) {
        return constant;
    }
    // Where none of the conditions holds, there is no constant, and it is the function `new`.
    let attributes = constructors.iter().map(|constructor| {
        let attributes = Attribute::parse_outer.parse2(constructor.conditions.clone());
        attributes.unwrap_or_default()
    });
    let attributes: Vec<_> = attributes.collect();
    let any = attributes.iter().map(|attributes| present(attributes));
    let none = attributes.iter().map(|attributes| absent(attributes));
    let named = at("FoundByName");
    quote! {
        #[cfg(any(#(#any),*))]
        #constant
        #(#none)*
        #named
    }
}

/// What the constants of one factory have in common.
pub(crate) struct Injecting<'a> {
    pub(crate) runtime: &'a Path,
    /// The `cfg` attributes of the factory's impl.
    pub(crate) conditions: &'a TokenStream,
    pub(crate) generics: &'a Generics,
    pub(crate) factory: &'a TokenStream,
    pub(crate) self_type: &'a SelfType<'a>,
    /// The type that is made, as the factory writes it.
    pub(crate) component: &'a TokenStream,
    /// Where the compiler shows what is wrong with the constant.
    pub(crate) place: proc_macro2::Span,
}

impl Injecting<'_> {
    /// What a composition finds besides the functions; `visibilities` are those of the constructors.
    pub(crate) fn expand(
        &self,
        injected: &Injected<'_>,
        visibility: impl Fn(&Ident) -> Visibility,
    ) -> TokenStream {
        let Injected::Constructors(constructors) = injected else {
            return self.refused("Unmarked");
        };
        if constructors.iter().all(Injection::is_found_by_name) {
            return TokenStream::new();
        }
        let constants = constructors.iter().map(|constructor| {
            let visibility = visibility(&constructor.signature.ident);
            self.constructor(constructor, &visibility)
        });
        let constants = self.on_factory(&quote!(#(#constants)*));
        let given = constructors
            .iter()
            .filter_map(|constructor| self.given(constructor));
        quote!(#constants #(#given)*)
    }

    /// The constants. An editor would complete them behind the factory's name.
    fn on_factory(&self, constants: &TokenStream) -> TokenStream {
        let (runtime, constants) = (self.runtime, self.implemented(None, constants));
        quote!(#runtime::__unseen_by_editors! { #constants })
    }

    /// Something that the factory has. Compositions hold nothing that borrows, so they ask for the instantiations that live
    /// as long as the program, and no other can be asked for what its lifetimes imply.
    fn implemented(&self, of: Option<&TokenStream>, items: &TokenStream) -> TokenStream {
        let (conditions, factory) = (self.conditions, self.factory);
        let mut generics = self.generics.clone();
        let lifetimes: Vec<_> = generics
            .lifetimes()
            .map(|it| it.lifetime.ident.to_string())
            .collect();
        let others = generics.params.take().into_iter();
        let others = others.filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)));
        generics.params = Punctuated::of(",", others);
        let types: Vec<_> = generics.type_params().map(|it| it.ident.clone()).collect();
        let bounds = generics.make_where_clause();
        for ty in &types {
            bounds.predicates.push(written!(#ty: 'static));
        }
        let (generics, _, bounds) = generics.split_for_impl();
        let generics = self.self_type.types(generics.to_token_stream());
        let bounds = self.self_type.types(bounds.to_token_stream());
        let of = of.map(|of| quote!(#of for));
        let implementation = quote_spanned! {generated_at(self.place)=>
            #conditions
            #[allow(dead_code, deprecated)]
            impl #generics #of #factory #bounds {
                #items
            }
        };
        if lifetimes.is_empty() {
            return implementation;
        }
        with_static(implementation, &lifetimes)
    }

    /// There is no constructor that a composition could call, and here is why.
    pub(crate) fn refused(&self, reason: &str) -> TokenStream {
        self.on_factory(&self.none(reason, &TokenStream::new()))
    }

    fn none(&self, reason: &str, conditions: &TokenStream) -> TokenStream {
        let (runtime, component) = (self.runtime, self.component);
        let reason = format_ident!("{reason}");
        let (place, name) = (generated_at(self.place), self.name());
        quote_spanned! {place=>
            #conditions
            #[doc(hidden)]
            pub const #name: #runtime::composed::Injected<
                #runtime::composed::#reason,
                #component,
                #runtime::composed::NoConstructor,
            > = #runtime::composed::Injected::new(#runtime::composed::NoConstructor);
        }
    }

    /// The constructor that the argument `new` generates, of fields that are all given by value.
    pub(crate) fn fields(&self, visibility: &Visibility, types: &[&Type]) -> TokenStream {
        if types.iter().all(|ty| Parameter::Owned(ty).is_evident()) {
            return TokenStream::new();
        }
        let runtime = self.runtime;
        let types: Vec<_> = types
            .iter()
            .map(|ty| self.self_type.types(ty.to_token_stream()))
            .collect();
        let list = types
            .iter()
            .map(|ty| quote!(#runtime::composed::ByValue<#ty>));
        let list = tuple(list);
        let component = self.component;
        let function = quote!(fn(#(#types),*) -> #component);
        let new = ident_at(names::NEW, self.place);
        let nothing = TokenStream::new();
        let value = quote!(Self::#new);
        self.on_factory(&self.constant(&nothing, visibility, &list, component, &function, &value))
    }

    fn constructor(&self, constructor: &Injection<'_>, visibility: &Visibility) -> TokenStream {
        let signature = constructor.signature;
        let Some(parameters) = &constructor.parameters else {
            return self.none("Unsuitable", &constructor.conditions);
        };
        let is_given = parameters.iter().any(Parameter::is_given);
        let (given, asked): (Vec<_>, Vec<_>) = parameters
            .iter()
            .partition(|parameter| parameter.is_given());
        let list = self.listed(&asked);
        let list = if is_given {
            let (runtime, given) = (self.runtime, self.listed(&given));
            quote!(#runtime::composed::WithGiven<#list, #given>)
        } else {
            list
        };
        let output = match &signature.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => without_plus(self.self_type.types(ty.to_token_stream())),
        };
        if signature.asyncness.is_some() {
            return self.waiting(constructor, parameters, visibility, &list, &output);
        }
        let name = &signature.ident;
        let (asked, given) = (self.types(&asked), self.types(&given));
        let given = is_given.then(|| tuple(given));
        let function = quote!(fn(#(#asked,)* #given) -> #output);
        let value = if is_given {
            // A function with the others first, and then one tuple of what is given.
            let place = generated_at(name.span());
            let (names, patterns) = named(parameters, place);
            let given = patterns.1;
            let asked = patterns.0;
            quote_spanned!(place=> |#(#asked,)* #given| Self::#name(#(#names),*))
        } else {
            quote!(Self::#name)
        };
        self.constant(
            &constructor.conditions,
            visibility,
            &list,
            &output,
            &function,
            &value,
        )
    }

    /// The parameters, as the runtime reads them.
    fn listed(&self, parameters: &[&Parameter<'_>]) -> TokenStream {
        let runtime = self.runtime;
        tuple(parameters.iter().map(|parameter| {
            let ty = self.self_type.types(parameter.argument().to_token_stream());
            if is_lent(parameter) {
                quote!(#runtime::composed::ByReference<#ty>)
            } else {
                quote!(#runtime::composed::ByValue<#ty>)
            }
        }))
    }

    /// Their types.
    fn types(&self, parameters: &[&Parameter<'_>]) -> Vec<TokenStream> {
        let types = parameters.iter().map(|parameter| {
            let ty = self.self_type.types(parameter.ty().to_token_stream());
            if is_lent(parameter) {
                reference(&ty)
            } else {
                ty
            }
        });
        types.collect()
    }

    /// An `async` constructor: a function, since the type of a future has no name. What it borrows is held while it waits.
    fn waiting(
        &self,
        constructor: &Injection<'_>,
        parameters: &[Parameter<'_>],
        visibility: &Visibility,
        list: &TokenStream,
        output: &TokenStream,
    ) -> TokenStream {
        let (runtime, name) = (self.runtime, &constructor.signature.ident);
        let place = generated_at(name.span());
        let values = Ident::new("values", place);
        let (names, (asked, given)) = named(parameters, place);
        let pattern = tuple(&asked);
        let pattern = given
            .as_ref()
            .map_or_else(|| pattern.clone(), |given| quote!((#pattern, #given)));
        // Spelled out: the compiler cannot look through a projection where it asks whether a future is `Send`.
        let held = |is_given: bool| {
            let chosen = parameters.iter();
            let chosen = chosen.filter(|parameter| parameter.is_given() == is_given);
            tuple(chosen.map(|parameter| {
                let ty = self.self_type.types(parameter.argument().to_token_stream());
                if is_lent(parameter) {
                    quote!(#runtime::composed::Held<#ty>)
                } else {
                    ty
                }
            }))
        };
        let types = held(false);
        let types = if given.is_some() {
            let given = held(true);
            quote!((#types, #given))
        } else {
            types
        };
        let arguments = parameters.iter().zip(&names).map(|(parameter, name)| {
            let dereferenced = is_lent(parameter).then(|| quote!(&*));
            quote!(#dereferenced #name)
        });
        let (conditions, constant) = (&constructor.conditions, self.name());
        let visibility = generated(visibility.to_token_stream(), self.place);
        let call = quote_spanned!(place=> Self::#name(#(#arguments),*));
        // The constructor's own future where nothing has to be kept for it: the compiler names it where it is not `Send`.
        let future = if parameters.iter().any(is_lent) {
            quote_spanned! {place=>
                async move {
                    let #pattern = #values.values;
                    #call.await
                }
            }
        } else {
            quote_spanned! {place=>
                let #pattern = #values.values;
                #call
            }
        };
        quote_spanned! {place=>
            #conditions
            #[doc(hidden)]
            #visibility fn #constant(
                #values: #runtime::composed::Values<#list, #types>,
            ) -> impl ::core::future::Future<Output = #output> {
                #future
            }
        }
    }

    /// What a caller has to give to have an instance made by the constructor.
    fn given(&self, constructor: &Injection<'_>) -> Option<TokenStream> {
        let parameters = constructor.parameters.as_ref()?;
        let given = parameters.iter().filter(|parameter| parameter.is_given());
        let given: Vec<_> = given.collect();
        // Shown where the first stands: there it is refused if the type is not a component.
        let place = Extent::of(given.first()?.ty()).generated();
        let (runtime, component, list) = (self.runtime, self.component, self.listed(&given));
        let takes = bracketed(place, quote!(#runtime::composed::TakesGiven<#component>));
        let takes = self.implemented(Some(&takes), &quote!(type Given = #list;));
        Some(under(&constructor.conditions, takes))
    }

    fn constant(
        &self,
        conditions: &TokenStream,
        visibility: &Visibility,
        list: &TokenStream,
        output: &TokenStream,
        function: &TokenStream,
        value: &TokenStream,
    ) -> TokenStream {
        let (runtime, name) = (self.runtime, self.name());
        let visibility = generated(visibility.to_token_stream(), self.place);
        quote! {
            #conditions
            #[doc(hidden)]
            #visibility const #name: #runtime::composed::Injected<#list, #output, #function> =
                #runtime::composed::Injected::new(#value);
        }
    }

    fn name(&self) -> Ident {
        ident_at(names::INJECTED, self.place)
    }
}

/// Whether it is a reference that is lent for the call.
fn is_lent(parameter: &Parameter<'_>) -> bool {
    match parameter {
        Parameter::ByReference(_) => true,
        Parameter::Given { by_reference, .. } => *by_reference,
        _ => false,
    }
}

/// A name for each parameter in its order; and those that a composition has, beside a tuple of those that a caller gives, if
/// there are some.
fn named(
    parameters: &[Parameter<'_>],
    place: proc_macro2::Span,
) -> (Vec<Ident>, (Vec<Ident>, Option<TokenStream>)) {
    let names: Vec<_> = (0..parameters.len())
        .map(|index| format_ident!("argument_{index}", span = place))
        .collect();
    let of = |is_given: bool| -> Vec<_> {
        let chosen = parameters.iter().zip(&names);
        let chosen = chosen.filter(|(parameter, _)| parameter.is_given() == is_given);
        chosen.map(|(_, name)| name.clone()).collect()
    };
    let (asked, given) = (of(false), of(true));
    let given = (!given.is_empty()).then(|| tuple(given));
    (names, (asked, given))
}

/// The tokens with `'static` in the place of these lifetimes.
fn with_static(tokens: TokenStream, lifetimes: &[String]) -> TokenStream {
    let mut quoted = false;
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), with_static(group.stream(), lifetimes));
            inner.set_span(group.span());
            inner.into()
        }
        TokenTree::Ident(word) if quoted && lifetimes.contains(&word.to_string()) => {
            quoted = false;
            Ident::new("static", word.span()).into()
        }
        token => {
            quoted = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '\'');
            token
        }
    });
    replaced.collect()
}

/// A reference to the type that is in the list: there, a trait object is `'static`.
fn reference(ty: &TokenStream) -> TokenStream {
    let mut object = ssot_rules::syntax::parse2::<Type>(ty.clone());
    while let Ok(Type::Paren(inner)) = object {
        object = Ok(*inner.elem);
    }
    match object {
        Ok(Type::TraitObject(object))
            if !object
                .bounds
                .iter()
                .any(|it| matches!(it, TypeParamBound::Lifetime(_))) =>
        {
            quote!(&(#object + 'static))
        }
        _ => quote!(&#ty),
    }
}

/// A tuple, also of one or none.
fn tuple(list: impl IntoIterator<Item: ToTokens>) -> TokenStream {
    let list = list.into_iter();
    quote!((#(#list,)*))
}
