//! `#[factory_only]` and `#[ssot_component]`: the struct with its seal, and the factory beside it.

mod constructor;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{Enforcement, GuardArguments, runtime};
use ssot_rules::attributes::{conditions, keeps_fields};
use ssot_rules::guarded::Guarded;
use ssot_rules::names;
use ssot_rules::syntax::{Attribute, Fields, ItemStruct, Path};
use ssot_rules::violation::Violations;
use ssot_rules::written;

use crate::factory_type::{any_choice, any_factory, factory_type, lifetimes_used_once, stand_in};
use crate::generate::{counts_usage, generated, generated_at, ident_at};
use crate::self_type::SelfType;
use crate::{component, seal};

pub(crate) fn expand(
    attribute: &'static str,
    arguments: TokenStream,
    tokens: &TokenStream,
) -> TokenStream {
    let mut violations = Violations::new();
    let mut arguments = GuardArguments::read(attribute, arguments, &mut violations);
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
    let attribute = arguments.add_repeated(attribute, &read.repeated);
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
            let lint = lifetimes_used_once(&item.generics);
            quote_spanned!(place=> #conditions #lint unsafe impl #generics #runtime::AllowsClone for #component #bounds {})
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
        let any = any_factory(&self.factory(), item.generics.lifetimes().count());
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
        let lint = lifetimes_used_once(&item.generics);
        quote_spanned! {generated_at(ident.span())=>
            #counters
            #conditions
            #lint
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
        let (_, arguments, bounds) = item.generics.split_for_impl();
        if item.generics.is_empty() {
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
        let types = self.self_type();
        let (with_choice, chosen) = any_choice(&item.generics);
        let (generics, _, _) = with_choice.split_for_impl();
        let (generics, bounds) = (types.types(quote!(#generics)), types.types(quote!(#bounds)));
        let any = any_factory(factory, item.generics.lifetimes().count());
        let scope = if self.is_component() {
            component::declared_scope(self.guarded)
        } else {
            quote!(NoComponent)
        };
        let lint = lifetimes_used_once(&item.generics);
        Some(quote_spanned! {place=>
            #lint
            unsafe impl #generics #runtime::FactoryOf<#ident #arguments> for #factory #chosen #bounds {
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
            Fields::Unnamed(list) => {
                Literal::usize_unsuffixed(list.fields.len()).into_token_stream()
            }
            _ => ident_at(&names::seal_field(ident), ident.span()).into_token_stream(),
        };
        let bounds = self.self_type().types(bounds.to_token_stream());
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
        generics.params.push(written!(__Library));
        let lint = lifetimes_used_once(&generics);
        let (generics, _, _) = generics.split_for_impl();
        let conditions = &self.conditions;
        Some(quote_spanned! {generated_at(ident.span())=>
            #conditions
            #lint
            impl #generics #runtime::NotMadeOfBytes<__Library> for #ident #arguments #bounds {}
        })
    }

    fn sealed(&self) -> TokenStream {
        let (attributes, unfinished) = (&self.guarded.attributes, &self.guarded.unfinished);
        seal::sealed(self.item(), attributes, unfinished, &self.runtime)
    }

    fn self_type(&self) -> SelfType<'_> {
        let item = self.item();
        let (_, arguments, _) = item.generics.split_for_impl();
        let ident = &item.ident;
        let path: Path = written!(#ident #arguments);
        let factory = self.factory();
        SelfType::new(&path, quote!(#factory #arguments), Vec::new())
    }
}
