//! `#[ssot_config]`: a component whose constructor reads the keys that it owns.
//!
//! The constructor is written as a user would write it, and goes through `#[factory]`. It only calls
//! what stands outside of it: types and defaults, which are the user's, are not where seals are made.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{ConfigurationArguments, runtime};
use ssot_rules::attributes::conditions;
use ssot_rules::configuration::{Configuration, Key};
use ssot_rules::guarded::Guarded;
use ssot_rules::names::{self, Once};
use ssot_rules::syntax::{AnyIdent, ItemStruct, Path, Spanned};
use ssot_rules::tokens::text;
use ssot_rules::violation::Violations;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, parse_quote_spanned};

use crate::factory;
use crate::generate::{generated, generated_at, ident_at};
use crate::guarded::guarded_component;
use crate::items::under;
use crate::once;
use crate::seal;

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let mut arguments = ConfigurationArguments::read(arguments, &mut violations);
    let read = annotated::configuration(tokens, &mut violations);
    let Annotated::Wanted((item, key_arguments)) = read else {
        let report = violations.into_tokens();
        return quote!(#tokens #report);
    };
    let configuration = Configuration::read(&item, &arguments, &key_arguments, &mut violations);
    let guard = core::mem::take(&mut arguments.guard);
    let guarded = Guarded::read(names::SSOT_COMPONENT, &item, guard, &mut violations);
    let refused = !violations.only_warn();
    let expansion = Expansion {
        item: &item,
        runtime: runtime(guarded.arguments.runtime.as_ref()),
        keys: configuration.as_ref().map_or(&[], |read| &read.keys),
    };
    let component = guarded_component(&guarded, refused);
    let secrets = key_arguments.iter().map(|arguments| arguments.secret);
    let shown = expansion.debug(&secrets.collect::<Vec<_>>());
    let reading = match configuration.as_ref().filter(|_| !refused) {
        Some(configuration) => expansion.reading(configuration),
        None => TokenStream::new(),
    };
    let constructor = expansion.constructor(refused);
    let report = violations.into_tokens();
    quote!(#component #shown #reading #constructor #report)
}

struct Expansion<'a> {
    item: &'a ItemStruct,
    runtime: Path,
    keys: &'a [Key<'a>],
}

impl Expansion<'_> {
    fn ident(&self) -> &Ident {
        &self.item.ident
    }

    /// `load`, in the words of a `#[factory]` impl.
    fn constructor(&self, refused: bool) -> TokenStream {
        let (runtime, ident) = (&self.runtime, self.ident());
        let place = generated_at(ident.span());
        let conditions = conditions(&self.item.attrs);
        let visibility = generated(self.item.vis.to_token_stream(), ident.span());
        let (generics, arguments, bounds) = self.item.generics.split_for_impl();
        let documentation = format!("Reads a [`{}`] from layers.", ident.unraw());
        let body = if refused {
            // Its callers are not reported as well.
            quote! {
                let _ = layers;
                ::core::unreachable!()
            }
        } else {
            self.body()
        };
        let constructor = quote_spanned! {place=>
            #conditions
            impl #generics #ident #arguments #bounds {
                #[doc = #documentation]
                #[doc = ""]
                #[doc = "# Errors"]
                #[doc = ""]
                #[doc = "All keys that are missing or invalid, and where each value comes from."]
                #[allow(deprecated)]
                #visibility fn load(
                    layers: #runtime::config::Layers,
                ) -> ::core::result::Result<Self, #runtime::config::ConfigError> {
                    #body
                }
            }
        };
        factory::expand(quote!(crate = #runtime), &constructor)
    }

    fn body(&self) -> TokenStream {
        let runtime = &self.runtime;
        let place = generated_at(self.ident().span());
        let locals: Vec<_> = (0..self.keys.len())
            .map(|index| format_ident!("key_{index}", span = place))
            .collect();
        let read = self.keys.iter().zip(&locals).enumerate();
        let read = read.map(|(index, (key, local))| {
            let conditions = conditions(&key.field.attrs);
            quote_spanned!(place=> #conditions let #local = reading.key::<Self, #index, _>();)
        });
        let fields = self.keys.iter().zip(&locals).map(|(key, local)| {
            let (conditions, field) = (conditions(&key.field.attrs), key.ident);
            quote_spanned!(place=> #conditions #field: reading.value(#local)?)
        });
        quote_spanned! {place=>
            let reading = #runtime::private::Reading::of::<Self>(&layers);
            #(#read)*
            let reading = reading.finish()?;
            ::core::result::Result::Ok(Self { #(#fields),* })
        }
    }

    /// What the constructor asks for: the keys, each with its one owner.
    fn reading(&self, configuration: &Configuration<'_>) -> TokenStream {
        let (runtime, ident) = (&self.runtime, self.ident());
        let place = generated_at(ident.span());
        let table = &configuration.table;
        let owned = self.keys.iter().enumerate();
        let owned = owned.map(|(index, key)| self.key(index, key, table));
        let listed = self.keys.iter().enumerate().map(|(index, key)| {
            let (conditions, ty) = (conditions(&key.field.attrs), key.ty());
            quote!(#conditions <#ident as #runtime::private::OwnsKey<#index, #ty>>::KEY)
        });
        let secrets = self.keys.iter().any(|key| key.secret).then(|| {
            quote_spanned! {place=>
                impl #runtime::config::SecretsAreNotSerialized for #ident {}
            }
        });
        let factory = ident_at(&names::factory(ident), ident.span());
        let configured = quote_spanned! {place=>
            impl #runtime::private::Configured for #ident {
                const TABLE: &'static ::core::primitive::str = #table;
                const KEYS: &'static [&'static #runtime::config::ConfigKey] = &[#(#listed),*];
                fn load(
                    layers: #runtime::config::Layers,
                ) -> ::core::result::Result<Self, #runtime::config::ConfigError> {
                    #factory::load(layers)
                }
            }
        };
        under(
            &conditions(&self.item.attrs),
            quote!(#(#owned)* #configured #secrets),
        )
    }

    /// A key: a macro that no crate can have twice, and a symbol that no binary can have twice.
    fn key(&self, index: usize, key: &Key<'_>, table: &str) -> TokenStream {
        let runtime = &self.runtime;
        let place = generated_at(key.ident.span());
        let definitions = key.variables().map(|variable| {
            once::definition(
                &Once::ConfigKey.definition(variable),
                key.ident.span(),
                &quote!(() => {};),
            )
        });
        let symbol = once::symbol(Once::ConfigKey, &key.variable);
        let exported = key.other_variables.iter().map(|variable| {
            let exported = once::exported(Once::ConfigKey, variable);
            quote!(const _: () = { #exported };)
        });
        // The default is the user's, and would mean this by any name that it can use.
        let key_static = ident_at(names::KEY_STATIC, key.ident.span());
        let seal = seal::description_seal(runtime, place);
        let description = self.description(index, key, table, &seal);
        let owner = self.owner(index, key, &key_static);
        let items = quote_spanned! {place=>
            const _: () = {
                #(#exported)*
                static #key_static: #runtime::config::ConfigKey = #description;
                #owner
                // Apart from the description: a linker that merges what agrees in name leaves both descriptions.
                #runtime::__linked! { #symbol #runtime::__entry!(#seal, Key(&#key_static)) }
                // In a block of its own, and last: the compiler tries it for each attribute and each macro behind it.
                #(#definitions)*
            };
        };
        under(&conditions(&key.field.attrs), items)
    }

    fn description(
        &self,
        index: usize,
        key: &Key<'_>,
        table: &str,
        seal: &TokenStream,
    ) -> TokenStream {
        let (runtime, ident) = (&self.runtime, self.ident());
        let (name, variable, aliases) = (&key.name, &key.variable, &key.aliases);
        let path = format!("{table}.{name}");
        let (ty, documentation, secret) = (key.ty(), &key.documentation, key.secret);
        let type_name = text(ty.to_token_stream(), true);
        let has_default = key.default.is_some();
        let default = key.default.filter(|_| !secret).map_or_else(
            || quote!(::core::option::Option::None),
            |default| {
                let default = text(default.to_token_stream(), false);
                quote!(::core::option::Option::Some(#default))
            },
        );
        quote_spanned! {generated_at(key.ident.span())=>
            #runtime::private::config_key(
                #seal,
                <#ident as #runtime::Component>::DESCRIPTOR,
                (#name, #variable, #path, &[#(#aliases),*]),
                #type_name,
                (#secret, #has_default, #default),
                #documentation,
                #runtime::private::type_of_key::<#ident, #index, #ty>,
            )
        }
    }

    /// The type of the key is a parameter and not an associated type, which could not be more private
    /// than the struct.
    fn owner(&self, index: usize, key: &Key<'_>, key_static: &Ident) -> TokenStream {
        let (runtime, ident, ty) = (&self.runtime, self.ident(), key.ty());
        let default = default(key);
        quote_spanned! {generated_at(ty.span())=>
            impl #runtime::private::OwnsKey<#index, #ty> for #ident {
                const KEY: &'static #runtime::config::ConfigKey = &#key_static;
                fn ask(question: #runtime::private::Question<'_>) -> #runtime::private::Answer<#ty> {
                    #runtime::config::deserialize::<#ty>(question)
                }
                #default
            }
        }
    }

    /// What a derive would print, without the secrets and the seal.
    fn debug(&self, secrets: &[bool]) -> TokenStream {
        let ident = self.ident();
        let place = generated_at(ident.span());
        let (generics, arguments, bounds) = self.item.generics.split_for_impl();
        let name = ident.unraw().to_string();
        // Generic parameters were refused: that their values cannot be shown is not missed.
        let shown = self.item.generics.params.is_empty();
        let fields = self.item.fields.iter().zip(secrets).filter(|_| shown);
        let fields = fields.filter_map(|(field, secret)| {
            let (ident, conditions) = (field.ident.as_ref()?, conditions(&field.attrs));
            let (name, place) = (ident.unraw().to_string(), generated_at(field.ty.span()));
            let value = if *secret {
                quote!(&::core::format_args!("***"))
            } else {
                quote_spanned!(place=> &self.#ident)
            };
            Some(quote_spanned! {place=>
                #conditions
                let shown = ::core::fmt::DebugStruct::field(shown, #name, #value);
            })
        });
        under(
            &conditions(&self.item.attrs),
            quote_spanned! {place=>
                impl #generics ::core::fmt::Debug for #ident #arguments #bounds {
                    #[allow(deprecated)]
                    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        let shown = &mut ::core::fmt::Formatter::debug_struct(formatter, #name);
                        #(#fields)*
                        ::core::fmt::DebugStruct::finish(shown)
                    }
                }
            },
        )
    }
}

/// The function that makes the default, outside of the constructor.
fn default(key: &Key<'_>) -> Option<TokenStream> {
    let (default, ty) = (key.default?, key.ty());
    let place = generated_at(default.span());
    let value = if key.default_is_text() {
        quote_spanned!(place=> ::core::convert::Into::into(#default))
    } else {
        let mut default = default.clone();
        Parenthesize.visit_expr_mut(&mut default);
        default.to_token_stream()
    };
    Some(quote_spanned! {place=>
        fn value_by_default() -> ::core::option::Option<#ty> {
            let value: #ty = #value;
            ::core::option::Option::Some(value)
        }
    })
}

/// The compiler does not see the invisible group around an expression that a `macro_rules!` passed on.
struct Parenthesize;

impl VisitMut for Parenthesize {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::Group(group) = expression
            && !matches!(*group.expr, Expr::Lit(_) | Expr::Path(_) | Expr::Call(_))
        {
            let (inner, place) = (&group.expr, generated_at(group.expr.span()));
            *expression = parse_quote_spanned!(place=> (#inner));
        }
    }
}
