//! `#[factory_only]` and `#[ssot_component]`.

mod identity;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{Enforcement, GuardArguments, Scope, runtime};
use ssot_rules::attributes::{conditions, keeps_fields};
use ssot_rules::guarded::Guarded;
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Field, Fields, Item, ItemStruct, Member, Path, TypeParam, parse_quote};

use crate::generate::{Keys, factory_lints, generated, generated_at, ident_at, shown_at, used};
use crate::generics::with_parameter;
use crate::injection::Injecting;
use crate::signature::without_self;
use crate::{component, seal};
use identity::{Identity, enforced, identity, types};

pub(crate) fn expand(
    attribute: &'static str,
    arguments: TokenStream,
    tokens: &TokenStream,
) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = GuardArguments::read(attribute, arguments, &mut violations);
    let item = match annotated::guard(attribute, tokens, &mut violations) {
        Annotated::Wanted(item) => item,
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
    let guarded = Guarded::read(attribute, &item, arguments, &mut violations);
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
        keys: Keys::of(refused, guarded.arguments.enforcement),
        guarded,
        runtime: runtime(guarded.arguments.runtime.as_ref()),
    };
    let guard = expansion.guard();
    let component = (attribute == names::SSOT_COMPONENT)
        .then(|| component::expand(guarded, &expansion.runtime));
    quote!(#guard #component)
}

/// What a `#[factory]` impl of an enum or a union refers to, so that only the enum is reported.
fn stand_in(item: &Item, runtime: &Path) -> Option<TokenStream> {
    let (visibility, ident, generics) = match item {
        Item::Enum(item) => (&item.vis, &item.ident, &item.generics),
        Item::Union(item) => (&item.vis, &item.ident, &item.generics),
        _ => return None,
    };
    let types = types(visibility, ident, generics);
    let enforced = Enforcement::ALL
        .iter()
        .map(|enforcement| enforced(visibility, ident, *enforcement));
    let unchecked = quote!(#runtime::private::Unchecked);
    let identity = identity(
        ident,
        generics,
        &Identity {
            allow_clone: false,
            checked: &unchecked,
            scope: &quote!(#runtime::private::NoComponent),
            component: false,
        },
        runtime,
    );
    Some(quote!(#types #(#enforced)* #identity))
}

struct Expansion<'a> {
    attribute: &'static str,
    guarded: &'a Guarded<'a>,
    runtime: Path,
    keys: Keys,
}

impl Expansion<'_> {
    fn item(&self) -> &ItemStruct {
        self.guarded.original
    }

    fn enforcement(&self) -> Enforcement {
        self.guarded.arguments.enforcement
    }

    fn guard(&self) -> TokenStream {
        let item = self.item();
        let conditions = conditions(&item.attrs);
        let types = types(&item.vis, &item.ident, &item.generics);
        let enforced = enforced(&item.vis, &item.ident, self.enforcement());
        let allow_clone = self.guarded.arguments.allow_clone.is_some();
        let checked = ident_at(&names::constructors(&item.ident), item.ident.span());
        let identity = identity(
            &item.ident,
            &item.generics,
            &Identity {
                allow_clone,
                checked: &checked.to_token_stream(),
                scope: &self.scope(),
                component: self.attribute == names::SSOT_COMPONENT,
            },
            &self.runtime,
        );
        let new = self
            .guarded
            .arguments
            .new
            .as_ref()
            .map(|new| self.generated_constructor(new));
        let (item, seal) = match self.enforcement() {
            Enforcement::Warn => (item.to_token_stream(), Vec::new()),
            _ => (self.sealed(), self.kept_sealed()),
        };
        let siblings = seal
            .into_iter()
            .chain([types, enforced, identity, new.unwrap_or_default()])
            .map(|sibling| under(&conditions, sibling));
        quote!(#item #(#siblings)*)
    }

    /// What keeps the seal in its place.
    fn kept_sealed(&self) -> Vec<TokenStream> {
        let value = seal::value(self.item(), &self.runtime);
        vec![
            self.seal_check(),
            self.not_made_of_bytes(),
            value.unwrap_or_default(),
        ]
    }

    /// The type that stands for the scope.
    fn scope(&self) -> TokenStream {
        let runtime = &self.runtime;
        match &self.guarded.arguments.scope {
            _ if self.attribute == names::FACTORY_ONLY => quote!(#runtime::private::NoComponent),
            None => quote!(#runtime::private::Unstated),
            Some(Scope::Singleton) => quote!(#runtime::private::Singleton),
            Some(Scope::Context(context)) => quote!(#runtime::private::InContext<#context>),
            Some(_) => quote!(#runtime::private::Transient),
        }
    }

    /// An attribute macro below the guard could take the seal out again. If there is one, the seal is
    /// looked for.
    fn seal_check(&self) -> TokenStream {
        let item = self.item();
        if self.guarded.attributes.below.iter().all(keeps_fields) {
            return TokenStream::new();
        }
        let (runtime, ident) = (&self.runtime, &item.ident);
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let field = match &item.fields {
            Fields::Unnamed(fields) => Member::from(fields.unnamed.len()),
            _ => Member::from(ident_at(&names::seal_field(ident), ident.span())),
        };
        let bounds = without_self(bounds.to_token_stream(), &quote!(#ident #arguments));
        let (sealed, seal) = (
            ident_at("__sealed", ident.span()),
            ident_at("seal", ident.span()),
        );
        quote_spanned! {generated_at(ident.span())=>
            const _: () = {
                fn #sealed #generics (component: &#ident #arguments) -> &#runtime::FactorySeal<#ident #arguments> #bounds {
                    // A pattern: a field access would look behind `Deref` too.
                    let #ident { #field: #seal, .. } = component;
                    #seal
                }
            };
        }
    }

    /// A derive that reads bytes as instances sees no seal if it stands above. What it implements
    /// collides with this.
    fn not_made_of_bytes(&self) -> TokenStream {
        // The recorded expansions are those without the feature, whichever way they are tested.
        if cfg!(any(test, not(feature = "bytes"))) {
            return TokenStream::new();
        }
        let (runtime, ident) = (&self.runtime, &self.item().ident);
        let (_, arguments, bounds) = self.item().generics.split_for_impl();
        let library: TypeParam = parse_quote!(__Library);
        let generics = with_parameter(&self.item().generics, &library);
        quote_spanned! {generated_at(ident.span())=>
            impl #generics #runtime::private::NotMadeOfBytes<__Library> for #ident #arguments #bounds {}
        }
    }

    /// The struct with its seal. Derives that only read go above an attribute of their own, which
    /// adds the seal, so that they see what the user wrote.
    fn sealed(&self) -> TokenStream {
        let mut item = self.item().clone();
        let sorted = &self.guarded.attributes;
        item.attrs.clone_from(&sorted.below);
        if sorted.above.is_empty() {
            return seal::sealed(item, &self.runtime).into_token_stream();
        }
        let (above, runtime) = (&sorted.above, &self.runtime);
        quote!(#(#above)* #[#runtime::private::__add_seal(#runtime)] #item)
    }

    /// The constructor that the argument `new` asks for: the fields in their order.
    fn generated_constructor(&self, argument: &Ident) -> TokenStream {
        let item = self.item();
        let ident = &item.ident;
        let constructors = ident_at(&names::constructors(ident), argument.span());
        let factory = ident_at(&names::factory(ident), ident.span());
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let component = quote!(#ident #arguments);
        let bounds = without_self(bounds.to_token_stream(), &component);
        let key = self.keys.module();
        let here = self.keys.constructed_here(&self.runtime, &constructors);
        let lints = factory_lints();
        let first = first_field(item, argument);
        let shown = first.to_token_stream().into_iter().next();
        let place = shown.map_or_else(|| argument.span(), |token| token.span());
        let seal = self
            .keys
            .seal(&self.runtime, &shown_at(&component, place), &first);
        let minted = ident_at(names::SEAL_PARAMETER, argument.span());
        let mint = seal.map(|seal| quote!(let #minted = #seal;));
        let (parameters, value) = fields(item, mint.as_ref().map(|_| used(&minted)));
        let parameters = without_self(parameters, &component);
        let visibility = generated(item.vis.to_token_stream(), argument.span());
        let name = ident_at(names::NEW, argument.span());
        let documentation = format!("Makes a [`{}`] of its fields.", ident.unraw());
        let injection = self.injection(&name, &component, &quote!(#factory #arguments));
        quote! {
            #lints
            const _: () = {
                #key
                #here
                #injection
                impl #generics #factory #arguments #bounds {
                    #[doc = #documentation]
                    #[must_use]
                    #[allow(clippy::too_many_arguments)]
                    #visibility fn #name(#parameters) -> #component {
                        #mint
                        #value
                    }
                }
            };
        }
    }
}

impl Expansion<'_> {
    /// How a composition calls the generated constructor, of a component whose fields are always there.
    fn injection(
        &self,
        name: &Ident,
        component: &TokenStream,
        factory: &TokenStream,
    ) -> TokenStream {
        let item = self.item();
        let injecting = Injecting {
            runtime: &self.runtime,
            generics: &item.generics,
            component,
            factory,
        };
        let types: Vec<_> = item.fields.iter().map(|field| &field.ty).collect();
        let conditional = item
            .fields
            .iter()
            .any(|field| !conditions(&field.attrs).is_empty());
        match self.keys {
            Keys::Withheld => injecting.refused("Reported", &TokenStream::new()),
            _ if conditional => injecting.refused("Unsuitable", &TokenStream::new()),
            _ if self.attribute == names::FACTORY_ONLY => injecting.uncalled(&types),
            _ => injecting.fields(name, &types),
        }
    }
}

/// The first parameter of the generated constructor, by reference.
fn first_field(item: &ItemStruct, argument: &Ident) -> TokenStream {
    let unconditional = |field: &&Field| conditions(&field.attrs).is_empty();
    match item.fields.iter().next().filter(unconditional) {
        None => quote_spanned!(generated_at(argument.span())=> &()),
        Some(field) => {
            let name = field
                .ident
                .clone()
                .unwrap_or_else(|| format_ident!("field_0"));
            quote_spanned!(generated_at(field.ty.span())=> &#name)
        }
    }
}

/// The fields as parameters, and the literal that is made of them and the seal, if there is one.
fn fields(item: &ItemStruct, seal: Option<TokenStream>) -> (TokenStream, TokenStream) {
    let ident = &item.ident;
    match &item.fields {
        Fields::Unit if seal.is_none() => (TokenStream::new(), ident.to_token_stream()),
        Fields::Unnamed(fields) => {
            let names: Vec<_> = (0..fields.unnamed.len())
                .map(|index| format_ident!("field_{index}"))
                .collect();
            let types = fields.unnamed.iter().map(|field| &field.ty);
            (
                quote!(#(#names: #types),*),
                quote!(#ident(#(#names,)* #seal)),
            )
        }
        Fields::Named(_) | Fields::Unit => {
            let name = ident_at(&names::seal_field(ident), ident.span());
            let seal = seal.map(|seal| quote!(#name: #seal));
            let names: Vec<_> = item.fields.iter().map(|field| &field.ident).collect();
            let types = item.fields.iter().map(|field| &field.ty);
            let conditions: Vec<_> = item
                .fields
                .iter()
                .map(|field| conditions(&field.attrs))
                .collect();
            (
                quote!(#(#conditions #names: #types),*),
                quote!(#ident { #(#conditions #names,)* #seal }),
            )
        }
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
