//! `#[factory_only]` and `#[ssot_component]`: the struct with its seal, and the factory beside it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{Enforcement, GuardArguments, Scope, runtime};
use ssot_rules::attributes::{conditions, keeps_fields};
use ssot_rules::guarded::Guarded;
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::ext::IdentExt;
use syn::{
    Attribute, Field, Fields, GenericParam, Generics, Item, ItemStruct, Member, Path, Token,
    Visibility, parse_quote,
};

use crate::generate::{any_factory, counts_usage, generated, generated_at, ident_at};
use crate::injection::{Injecting, is_composed};
use crate::self_type::{Seal, SelfType};
use crate::{component, seal};

pub(crate) fn expand(
    attribute: &'static str,
    arguments: TokenStream,
    tokens: &TokenStream,
) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = GuardArguments::read(attribute, arguments, &mut violations);
    let read = match annotated::guard(attribute, tokens, &mut violations) {
        Annotated::Wanted(read) => read,
        Annotated::Another(item) => {
            let stand_in = stand_in(&item, &runtime(arguments.runtime.as_ref()));
            let report = violations.into_tokens();
            return quote!(#tokens #stand_in #report);
        }
        Annotated::Unreadable => {
            let report = violations.into_tokens();
            return quote!(#tokens #report);
        }
    };
    let mut guarded = Guarded::read(attribute, &read.item, arguments, &mut violations);
    guarded.unfinished = read.unfinished;
    let expansion = expanded(attribute, &guarded, !violations.only_warn());
    let report = violations.into_tokens();
    quote!(#expansion #report)
}

/// A component whose constructor another attribute writes.
pub(crate) fn guarded_component(guarded: &Guarded<'_>, refused: bool) -> TokenStream {
    expanded(names::SSOT_COMPONENT, guarded, refused)
}

fn expanded(attribute: &'static str, guarded: &Guarded<'_>, refused: bool) -> TokenStream {
    let expansion = Expansion {
        attribute,
        guarded,
        runtime: runtime(guarded.arguments.runtime.as_ref()),
        conditions: conditions(&guarded.original.attrs),
        refused,
    };
    let guard = expansion.guard();
    let component = expansion
        .is_component()
        .then(|| component::expand(guarded, &expansion.runtime, &expansion.conditions));
    quote!(#guard #component)
}

/// What a `#[factory]` impl of an enum or a union refers to, so that only the enum is reported.
fn stand_in(item: &Item, runtime: &Path) -> Option<TokenStream> {
    let (visibility, ident, generics) = match item {
        Item::Enum(item) => (&item.vis, &item.ident, &item.generics),
        Item::Union(item) => (&item.vis, &item.ident, &item.generics),
        _ => return None,
    };
    let (types, factory) = (
        factory_type(visibility, ident, generics),
        ident_at(&names::factory(ident), ident.span()),
    );
    let (generics, arguments, bounds) = generics.split_for_impl();
    Some(quote_spanned! {generated_at(ident.span())=>
        #types
        unsafe impl #generics #runtime::FactoryOf<#ident #arguments> for #factory #arguments #bounds {
            type Constructors = #runtime::private::Unchecked;
            type Scope = #runtime::composed::NoComponent;
        }
    })
}

/// The factory. Every parameter has a default, so that the factory can be named without a choice of types:
/// a type has one place for its constructors, whatever its generic arguments are.
fn factory_type(visibility: &Visibility, ident: &Ident, generics: &Generics) -> TokenStream {
    let visibility = generated(visibility.to_token_stream(), ident.span());
    let factory = ident_at(&names::factory(ident), ident.span());
    let documentation = format!("Makes every [`{0}`]; nothing else can.", ident.unraw());
    if generics.params.is_empty() {
        // Without a value, so it costs who builds it the least.
        return quote!(#[doc = #documentation] #visibility enum #factory {});
    }
    let (parameters, used) = unbounded(generics);
    quote! {
        #[doc = #documentation]
        #visibility struct #factory<#parameters>(::core::marker::PhantomData<fn() -> (#used)>);
    }
}

/// The generic parameters without their bounds, and a type that uses them: a bound that is missing
/// somewhere is then missed by the guarded type only.
fn unbounded(generics: &Generics) -> (TokenStream, TokenStream) {
    let (mut parameters, mut used) = (TokenStream::new(), TokenStream::new());
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(parameter) => {
                let (attributes, lifetime) = (&parameter.attrs, &parameter.lifetime);
                parameters.extend(quote!(#(#attributes)* #lifetime,));
                used.extend(quote!(&#lifetime (),));
            }
            GenericParam::Type(parameter) => {
                let (attributes, ident) = (&parameter.attrs, &parameter.ident);
                let default = parameter
                    .default
                    .as_ref()
                    .map(|(_, ty)| ty.to_token_stream());
                // One that needs a bound cannot stand without it.
                let needs_bound = |ty: &TokenStream| {
                    ssot_rules::tokens::any_ident(ty.clone(), &mut |word| word == "as")
                };
                let default = default
                    .filter(|ty| !needs_bound(ty))
                    .unwrap_or_else(|| quote!(()));
                parameters
                    .extend(quote!(#(#attributes)* #ident: ?::core::marker::Sized = #default,));
                used.extend(quote!(::core::marker::PhantomData<#ident>,));
            }
            GenericParam::Const(parameter) => {
                let (attributes, ident, ty) = (&parameter.attrs, &parameter.ident, &parameter.ty);
                let default = parameter
                    .default
                    .as_ref()
                    .map(|(_, value)| value.to_token_stream());
                let default = default.unwrap_or_else(|| any_constant(&ty.to_token_stream()));
                parameters.extend(quote!(#(#attributes)* const #ident: #ty = #default,));
            }
        }
    }
    (parameters, used)
}

/// A value of a type that a constant parameter can have.
fn any_constant(ty: &TokenStream) -> TokenStream {
    match ty.to_string().as_str() {
        "bool" => quote!(false),
        "char" => quote!('-'),
        _ => quote!(0),
    }
}

struct Expansion<'a> {
    attribute: &'static str,
    guarded: &'a Guarded<'a>,
    runtime: Path,
    /// The `cfg` attributes of the struct.
    conditions: TokenStream,
    /// Whether something about the struct was reported.
    refused: bool,
}

impl Expansion<'_> {
    fn item(&self) -> &ItemStruct {
        self.guarded.original
    }

    fn is_component(&self) -> bool {
        self.attribute == names::SSOT_COMPONENT
    }

    fn warns(&self) -> bool {
        self.guarded.arguments.enforcement == Enforcement::Warn
    }

    /// Whether the struct stays as it was written: it warns, or what was reported would be reported by rustc too.
    fn unsealed(&self) -> bool {
        // The literals of a `#[factory]` impl have a seal in any case.
        let reported = self.guarded.attributes.misplaced && self.guarded.arguments.new.is_some();
        self.warns() || reported
    }

    fn guard(&self) -> TokenStream {
        let item = self.item();
        let conditions = &self.conditions;
        let factory = factory_type(&item.vis, &item.ident, &item.generics);
        let new = self
            .guarded
            .arguments
            .new
            .as_ref()
            .map(|new| self.generated_constructor(new));
        let (struct_item, seal) = if self.unsealed() {
            (item.to_token_stream(), None)
        } else {
            (self.sealed(), Some(self.kept_sealed()))
        };
        let description = self.description();
        quote!(#struct_item #conditions #factory #description #new #seal)
    }

    fn factory(&self) -> Ident {
        ident_at(
            &names::factory(&self.item().ident),
            self.item().ident.span(),
        )
    }

    /// What is known of the factory: what it makes, where the constructors stand, what the scope asks of them.
    /// A guarded type with a generated constructor needs none of it.
    fn description(&self) -> TokenStream {
        let item = self.item();
        let (runtime, ident, factory) = (&self.runtime, &item.ident, self.factory());
        let place = generated_at(ident.span());
        let conditions = &self.conditions;
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let component = quote!(#ident #arguments);
        let clone = self.guarded.arguments.allow_clone.as_ref().map(|_| {
            quote_spanned!(place=> #conditions unsafe impl #generics #runtime::AllowsClone for #component #bounds {})
        });
        let counted = counts_usage().then(|| self.counted());
        if !self.is_component() && self.guarded.arguments.new.is_some() {
            return quote!(#clone #counted);
        }
        let described = self.described(&factory, place);
        quote! {
            #conditions
            #described
            #clone
            #counted
        }
    }

    /// The counters of the type.
    fn counted(&self) -> TokenStream {
        let item = self.item();
        let (runtime, ident) = (&self.runtime, &item.ident);
        let any = any_factory(&self.factory(), &item.generics);
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let conditions = &self.conditions;
        let visibility = generated(item.vis.to_token_stream(), ident.span());
        let counters = self.is_component().then(|| {
            quote! {
                #conditions
                impl #any {
                    #[doc(hidden)]
                    #visibility const __SSOT_USAGE: &'static #runtime::private::Usage = {
                        static USAGE: #runtime::private::Usage = #runtime::private::Usage::new(
                            <#any as #runtime::ConstructorsStandHere>::UNCOUNTED,
                        );
                        &USAGE
                    };
                }
            }
        });
        let usage = if self.is_component() {
            quote!(::core::option::Option::Some(<#any>::__SSOT_USAGE))
        } else {
            quote!(::core::option::Option::None)
        };
        quote_spanned! {generated_at(ident.span())=>
            #counters
            #conditions
            unsafe impl #generics #runtime::private::Counted for #ident #arguments #bounds {
                type Constructors = #any;
                const USAGE: ::core::option::Option<&'static #runtime::private::Usage> = #usage;
            }
        }
    }

    /// What keeps the seal in its place.
    fn kept_sealed(&self) -> TokenStream {
        let value = match self.guarded.arguments.new {
            // The generated constructor writes its literal itself.
            Some(_) => None,
            None => seal::value(self.item(), &self.runtime, &self.conditions),
        };
        let (check, bytes) = (self.seal_check(), self.not_made_of_bytes());
        quote!(#value #check #bytes)
    }

    /// Tells the runtime about the factory. For a component without generic parameters, the macro that describes the
    /// component does so.
    fn described(&self, factory: &Ident, place: Span) -> Option<TokenStream> {
        let item = self.item();
        let (runtime, ident) = (&self.runtime, &item.ident);
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        if generics_are_none(&item.generics) {
            // Not by a macro that anyone can call: rustc accepts what such a macro writes, `unsafe` or not.
            return (!self.is_component()).then(|| {
                quote_spanned! {place=>
                    unsafe impl #runtime::FactoryOf<#ident> for #factory {
                        type Constructors = #factory;
                        type Scope = #runtime::composed::NoComponent;
                    }
                }
            });
        }
        let types = self.self_type(None);
        let (generics, bounds) = (types.types(quote!(#generics)), types.types(quote!(#bounds)));
        let any = any_factory(factory, &item.generics);
        let scope = if self.is_component() {
            component::declared_scope(self.guarded)
        } else {
            quote!(NoComponent)
        };
        Some(quote_spanned! {place=>
            unsafe impl #generics #runtime::FactoryOf<#ident #arguments> for #factory #arguments #bounds {
                type Constructors = #any;
                type Scope = #runtime::composed::#scope;
            }
        })
    }

    /// An attribute macro beside the guard could take the seal out again. If there is one, the seal is
    /// looked for.
    fn seal_check(&self) -> Option<TokenStream> {
        let item = self.item();
        let attributes = &self.guarded.attributes;
        let keeps_seal =
            |attribute: &Attribute| keeps_fields(attribute) || attribute.path().is_ident("derive");
        if attributes
            .above
            .iter()
            .chain(&attributes.below)
            .all(keeps_seal)
        {
            return None;
        }
        let (runtime, ident) = (&self.runtime, &item.ident);
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let field = match &item.fields {
            Fields::Unnamed(fields) => Member::from(fields.unnamed.len()),
            _ => Member::from(ident_at(&names::seal_field(ident), ident.span())),
        };
        let bounds = self.self_type(None).types(bounds.to_token_stream());
        let (sealed, seal) = (
            ident_at("__sealed", ident.span()),
            ident_at("seal", ident.span()),
        );
        let conditions = &self.conditions;
        Some(quote_spanned! {generated_at(ident.span())=>
            #conditions
            const _: () = {
                fn #sealed #generics (component: &#ident #arguments) #bounds {
                    // A pattern: a field access would look behind `Deref` too.
                    let #ident { #field: #seal, .. } = component;
                    // A pointer: a reference to what derefs to the seal would be accepted for one to the seal.
                    let _: *const #runtime::FactorySeal<#ident #arguments> = #seal;
                }
            };
        })
    }

    /// A derive that reads bytes as instances sees no seal if it stands above. What it implements
    /// collides with this.
    fn not_made_of_bytes(&self) -> Option<TokenStream> {
        // The recorded expansions are those without the feature, whichever way they are tested.
        if cfg!(any(test, not(feature = "bytes"))) {
            return None;
        }
        let (runtime, ident) = (&self.runtime, &self.item().ident);
        let (_, arguments, bounds) = self.item().generics.split_for_impl();
        let mut generics = self.item().generics.clone();
        generics.params.push(parse_quote!(__Library));
        let (generics, _, _) = generics.split_for_impl();
        let conditions = &self.conditions;
        Some(quote_spanned! {generated_at(ident.span())=>
            #conditions
            impl #generics #runtime::NotMadeOfBytes<__Library> for #ident #arguments #bounds {}
        })
    }

    fn sealed(&self) -> TokenStream {
        let (attributes, unfinished) = (&self.guarded.attributes, &self.guarded.unfinished);
        seal::sealed(self.item(), attributes, unfinished, &self.runtime)
    }

    fn self_type<'s>(&self, seal: Option<Seal<'s>>) -> SelfType<'s> {
        let item = self.item();
        let (_, arguments, _) = item.generics.split_for_impl();
        let ident = &item.ident;
        let path: Path = parse_quote!(#ident #arguments);
        let factory = self.factory();
        SelfType::new(&path, quote!(#factory #arguments), Vec::new()).sealed(seal)
    }

    /// The constructor that the argument `new` asks for: the fields in their order.
    fn generated_constructor(&self, argument: &Ident) -> TokenStream {
        let item = self.item();
        let (runtime, ident, factory) = (&self.runtime, &item.ident, self.factory());
        let conditions = &self.conditions;
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let component = quote!(#ident #arguments);
        let types = self.self_type(None);
        let of_factory = (types.types(quote!(#generics)), types.types(quote!(#bounds)));
        let (factory_generics, factory_bounds) = of_factory;
        let seal = Seal {
            runtime,
            field: names::seal_field(ident),
            counted: counts_usage(),
        };
        let minted = (!self.unsealed()).then(|| seal.minted(argument.span()));
        let value = literal_of_fields(item, minted);
        let first = self.first_of_scope();
        let of_new = types.types(parameters(item, Ident::to_tokens));
        let of_refusal = parameters(item, |name, tokens| match &first {
            Some(first) if first == name => first.to_tokens(tokens),
            _ => <Token![_]>::default().to_tokens(tokens),
        });
        let visibility = generated(item.vis.to_token_stream(), argument.span());
        let lints: Vec<_> = item
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("allow"))
            .collect();
        let name = ident_at(names::NEW, argument.span());
        let documentation = format!("Makes a [`{}`] of its fields.", ident.unraw());
        let injected = self.injected_constructor(&component, &types);
        let place = generated_at(argument.span());
        let any = any_factory(&factory, &item.generics);
        let refusal = (!self.warns()).then(|| {
            let body = self.refusal(argument);
            let bounds = item
                .generics
                .where_clause
                .iter()
                .flat_map(|bounds| &bounds.predicates);
            quote_spanned! {place=>
                #conditions
                #(#lints)*
                #[allow(dead_code, deprecated)]
                impl #generics #component where #(#bounds,)* {
                    // Inlined, it has no symbol, which a `dylib` would have to export.
                    #[doc(hidden)]
                    #[inline]
                    #visibility fn #name(#of_refusal) -> Self
                    where
                        for<'never> Self: #runtime::CallInstead<'never, #factory #arguments>,
                    {
                        #body
                    }
                }
            }
        });
        quote_spanned! {place=>
            #conditions
            #(#lints)*
            #[allow(deprecated)]
            impl #factory_generics #factory #arguments #factory_bounds {
                #[doc = #documentation]
                #[must_use]
                #[allow(clippy::too_many_arguments)]
                #visibility fn #name(#of_new) -> #component {
                    #value
                }
            }
            #injected
            #refusal
            #conditions
            unsafe impl #runtime::ConstructorsStandHere for #any {
                type Given = #runtime::composed::NothingGiven;
            }
        }
    }

    /// The first parameter, where the scope asks for it.
    fn first_of_scope(&self) -> Option<Ident> {
        let of_context = matches!(self.guarded.arguments.scope, Some(Scope::Context(_)));
        let first = self.item().fields.iter().next().filter(|_| of_context)?;
        let always = conditions(&first.attrs).is_empty();
        always.then(|| {
            first
                .ident
                .clone()
                .unwrap_or_else(|| format_ident!("field_0"))
        })
    }

    /// The body of the function that refuses: nothing runs it.
    fn refusal(&self, argument: &Ident) -> TokenStream {
        let of_context = matches!(self.guarded.arguments.scope, Some(Scope::Context(_)));
        if !of_context {
            return quote!(loop {});
        }
        let item = self.item();
        let (runtime, factory) = (&self.runtime, self.factory());
        let (_, arguments, _) = item.generics.split_for_impl();
        let place = match item.fields.iter().next() {
            Some(field) => field
                .ty
                .to_token_stream()
                .into_iter()
                .next()
                .map(|it| it.span()),
            None => None,
        };
        let place = generated_at(place.unwrap_or_else(|| argument.span()));
        let first = self
            .first_of_scope()
            .map_or_else(|| quote!(()), ToTokens::into_token_stream);
        quote_spanned!(place=> #runtime::private::refuse::<Self, #factory #arguments, _>(&#first))
    }

    /// What tells a composition that it cannot call the function `new` of a component.
    fn injected_constructor(
        &self,
        component: &TokenStream,
        types: &SelfType<'_>,
    ) -> Option<TokenStream> {
        if !self.is_component() || !is_composed() {
            return None;
        }
        let item = self.item();
        let (_, arguments, _) = item.generics.split_for_impl();
        let factory = self.factory();
        let injecting = Injecting {
            runtime: &self.runtime,
            conditions: &self.conditions,
            generics: &item.generics,
            factory: &quote!(#factory #arguments),
            self_type: types,
            component,
            place: item.ident.span(),
        };
        let conditional = item
            .fields
            .iter()
            .any(|field| !conditions(&field.attrs).is_empty());
        if self.refused {
            Some(injecting.refused("Reported"))
        } else if conditional || item.fields.len() > ssot_rules::injection::MOST_PARAMETERS {
            Some(injecting.refused("Unsuitable"))
        } else {
            let types: Vec<_> = item.fields.iter().map(|field| &field.ty).collect();
            Some(injecting.fields(&item.vis, &types))
        }
    }
}

/// Whether the runtime's macros can write what there is about a type.
pub(crate) fn generics_are_none(generics: &Generics) -> bool {
    generics.params.is_empty() && generics.where_clause.is_none()
}

/// The fields as parameters. `name` writes what stands in front of the colon.
///
/// One stream for all: each one that is put into another costs a call of the compiler.
fn parameters(item: &ItemStruct, name: impl Fn(&Ident, &mut TokenStream)) -> TokenStream {
    let mut tokens = TokenStream::new();
    for (index, field) in item.fields.iter().enumerate() {
        with_conditions(&field.attrs, &mut tokens);
        name(&name_of_field(field, index), &mut tokens);
        <Token![:]>::default().to_tokens(&mut tokens);
        field.ty.to_tokens(&mut tokens);
        <Token![,]>::default().to_tokens(&mut tokens);
    }
    tokens
}

/// The literal that is made of the fields and the seal, if there is one.
fn literal_of_fields(item: &ItemStruct, minted: Option<TokenStream>) -> TokenStream {
    let ident = &item.ident;
    let mut fields = TokenStream::new();
    for (index, field) in item.fields.iter().enumerate() {
        with_conditions(&field.attrs, &mut fields);
        name_of_field(field, index).to_tokens(&mut fields);
        <Token![,]>::default().to_tokens(&mut fields);
    }
    if matches!(item.fields, Fields::Unnamed(_)) {
        quote!(#ident(#fields #minted))
    } else if matches!(item.fields, Fields::Unit) && minted.is_none() {
        ident.to_token_stream()
    } else {
        let seal = ident_at(&names::seal_field(ident), ident.span());
        let seal = minted.map(|minted| quote!(#seal: #minted));
        quote!(#ident { #fields #seal })
    }
}

fn name_of_field(field: &Field, index: usize) -> Ident {
    let name = field.ident.clone();
    name.unwrap_or_else(|| format_ident!("field_{index}"))
}

fn with_conditions(attributes: &[Attribute], tokens: &mut TokenStream) {
    if !attributes.is_empty() {
        conditions(attributes).to_tokens(tokens);
    }
}

/// The generated items, each under the conditions of the item they belong to.
pub(crate) fn under(conditions: &TokenStream, items: TokenStream) -> TokenStream {
    if conditions.is_empty() {
        return items;
    }
    let items = syn::parse2::<syn::File>(items.clone()).map_or_else(
        |_| vec![items],
        |file| {
            file.items
                .into_iter()
                .map(ToTokens::into_token_stream)
                .collect()
        },
    );
    quote!(#(#conditions #items)*)
}
