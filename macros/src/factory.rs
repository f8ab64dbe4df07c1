//! `#[factory]`: the constructors move to the factory as they are.
//!
//! What stays on the type is one function of each name that refuses, and says which one to call.

mod refused;
mod signature;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::Rule;
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{Enforcement, FactoryArguments, runtime};
use ssot_rules::attributes::conditions;
use ssot_rules::constructors::{Constructor, Constructors, FactoryImpl, Member};
use ssot_rules::injection::Injected;
use ssot_rules::names;
use ssot_rules::replaces;
use ssot_rules::syntax::{
    AnyIdent, Attribute, FnArg, GenericArgument, Path, PathArguments, Visibility, WherePredicate,
};
use ssot_rules::violation::{Violation, Violations};

use crate::factory_type::any_factory;
use crate::generate::{Extent, bracketed, counts_usage, generated_at, ident_at};
use crate::hardcoded::Constructed;
use crate::injection::{self, Injecting, is_composed};
use crate::self_type::{Seal, SelfType};

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = FactoryArguments::read(arguments, &mut violations);
    let runtime = runtime(arguments.runtime.as_ref());
    let mut item = match annotated::factory(tokens, &mut violations) {
        Annotated::Wanted(item) => item,
        Annotated::Another(other) => {
            let (refused, report) = (
                refused::refused_item(*other, tokens),
                violations.into_tokens(),
            );
            return quote!(#refused #report);
        }
        Annotated::Unreadable => {
            let report = violations.into_tokens();
            return quote!(#tokens #report);
        }
    };
    signature::name_lifetimes(&mut item);
    signature::move_bounds(&mut item);
    let constructors = Constructors::read(&item, arguments.enforcement, &mut violations);
    if let Some(constructors) = &constructors {
        replaces::check_arguments(&arguments, constructors.name(), &mut violations);
    }
    let injected = constructors
        .as_ref()
        .map(|constructors| Injected::read(constructors, &mut violations));
    let refused = !violations.only_warn();
    let report = violations.into_tokens();
    let (Some(constructors), Some(injected)) = (constructors, injected) else {
        return quote!(#tokens #report);
    };
    let hardcoded = Constructed::read(&constructors, arguments.hardcoded.is_some());
    let expansion = Expansion {
        constructors: &constructors,
        injected: &injected,
        enforcement: arguments.enforcement,
        runtime,
        refused,
        conditions: conditions(&item.attrs),
        types: self_type(&constructors),
        any_factory: factory_of_any(constructors.path),
    };
    if item.trait_.is_some() {
        // The type counts as constructed all the same: it is the impl that is reported.
        let place = expansion.standing_here(&hardcoded);
        let refused = expansion.refused_impl(tokens);
        return quote!(#refused #place #report);
    }
    let (moved, staying, place) = (
        expansion.moved(),
        expansion.staying(),
        expansion.standing_here(&hardcoded),
    );
    let errors = hardcoded.errors(&expansion.conditions);
    quote!(#moved #staying #place #report #errors)
}

fn self_type<'a>(constructors: &Constructors<'_>) -> SelfType<'a> {
    let functions = constructors.functions.iter();
    let names = functions.map(|function| function.original.sig.ident.to_string());
    let factory = factory(constructors.path).into_token_stream();
    SelfType::new(constructors.path, factory, names.collect())
}

/// The factory beside a type, with the same arguments.
fn factory(component: &Path) -> Path {
    let mut path = component.clone();
    if let Some(last) = path.segments.last_mut() {
        let name = names::factory(&last.ident);
        last.ident = ident_at(&name, Extent::at(last.ident.span()).before());
    }
    path
}

/// The factory without a choice of types.
fn factory_of_any(component: &Path) -> TokenStream {
    let mut path = factory(component);
    let arguments = path
        .segments
        .last_mut()
        .map(|last| core::mem::replace(&mut last.arguments, PathArguments::None));
    let lifetimes = match &arguments {
        Some(PathArguments::AngleBracketed(arguments)) => {
            let is_lifetime =
                |argument: &&GenericArgument| matches!(argument, GenericArgument::Lifetime(_));
            arguments.args.iter().filter(is_lifetime).count()
        }
        _ => 0,
    };
    any_factory(&path, lifetimes)
}

struct Expansion<'a> {
    constructors: &'a Constructors<'a>,
    injected: &'a Injected<'a>,
    enforcement: Enforcement,
    runtime: Path,
    /// Whether something about the impl was reported.
    refused: bool,
    /// The `cfg` attributes of the impl.
    conditions: TokenStream,
    /// The type, as the functions on the factory write it.
    types: SelfType<'a>,
    /// The factory without a choice of types.
    any_factory: TokenStream,
}

impl Expansion<'_> {
    fn item(&self) -> &FactoryImpl {
        self.constructors.original
    }

    fn name(&self) -> &Ident {
        self.constructors.name()
    }

    fn warns(&self) -> bool {
        self.enforcement == Enforcement::Warn
    }

    fn factory(&self) -> Path {
        factory(self.constructors.path)
    }

    /// The impl on the factory: the constructors, and the one that a composition calls.
    fn moved(&self) -> TokenStream {
        let item = self.item();
        let attributes = &item.attrs;
        let types = &self.types;
        let (generics, _, _) = item.generics.split_for_impl();
        let generics = types.types(generics.to_token_stream());
        let (own, of_self) = self.bounds();
        let own = types.types(quote!(#(#own),*));
        let bounds = (!own.is_empty()).then(|| quote!(where #own));
        let header = self.factory();
        let functions = self.constructors.functions.iter();
        let functions = functions.map(|function| self.function(function, &of_self));
        let injected = self.injected_constructor();
        let mut unfinished = TokenStream::new();
        for member in &self.constructors.others {
            if let Member::Unfinished(tokens) = member
                && !member.is_refused()
            {
                let (conditions, tokens) = (&self.conditions, self.unfinished(tokens));
                unfinished.extend(quote!(#conditions impl #generics #header #bounds { #tokens }));
            }
        }
        let (visibility, defaultness, constness) =
            (&item.visibility, &item.defaultness, &item.constness);
        // A function `new` returns the type, not the factory, and a pattern leaves out one field of a tuple more.
        quote! {
            #[allow(clippy::new_ret_no_self, clippy::unneeded_wildcard_pattern)]
            #(#attributes)*
            #visibility #defaultness impl #generics #constness #header #bounds {
                #(#functions)*
            }
            #injected
            #unfinished
        }
    }

    /// What the literals get, unless the type only warns.
    fn seal(&self, counted: bool) -> Option<Seal<'_>> {
        (!self.warns()).then(|| Seal {
            runtime: &self.runtime,
            field: names::seal_field(self.name()),
            factory: &self.any_factory,
            counted,
        })
    }

    /// The bounds of the impl, and those about `Self`: these go to each function, where what the type
    /// implies about lifetimes is known.
    fn bounds(&self) -> (Vec<&WherePredicate>, Vec<&WherePredicate>) {
        let predicates = self.item().generics.predicates();
        predicates.partition(|predicate| !signature::mentions_self(predicate))
    }

    fn function(&self, constructor: &Constructor<'_>, of_self: &[&WherePredicate]) -> TokenStream {
        let function = constructor.original;
        let counted = counts_usage() && function.sig.constness.is_none();
        let mut self_type = self.types.sealed(self.seal(counted));
        let attributes = signature::moved(&function.attrs);
        let (visibility, defaultness) = (&function.vis, &function.defaultness);
        let head = signature::moving(&function.sig, of_self, &self_type);
        let mut body = self_type.body(&function.body);
        // A constructor that hands on what another one made has not failed itself.
        if counted && self_type.makes_instances() {
            let (runtime, component) = (&self.runtime, self.constructors.path);
            let attempt = if function.sig.asyncness.is_some() {
                quote!(attempt_later)
            } else {
                quote!(attempt)
            };
            let statements = body.stream();
            let place = generated_at(self.name().span());
            let counted = quote_spanned! {place=>
                let _attempt = #runtime::private::#attempt::<#component>(unsafe { #runtime::FactorySeal::mint_by::<Self>() });
            };
            body = proc_macro2::Group::new(body.delimiter(), quote!(#counted #statements));
        }
        quote!(#(#attributes)* #visibility #defaultness #head #body)
    }

    /// What a refused impl lacks is not missed by a composition: it is the impl that is reported.
    fn injected_constructor(&self) -> Option<TokenStream> {
        if !is_composed() || self.constructors.functions.is_empty() {
            return None;
        }
        let component = self.constructors.path.to_token_stream();
        let injecting = Injecting {
            runtime: &self.runtime,
            conditions: &self.conditions,
            generics: &self.item().generics,
            factory: &self.factory().into_token_stream(),
            self_type: &self.types,
            component: &component,
            place: Extent::at(self.name().span()).before(),
        };
        if self.refused {
            return Some(injecting.refused("Reported"));
        }
        Some(injecting.expand(self.injected, |name| {
            let functions = self.constructors.functions.iter();
            let mut named = functions.filter(|function| function.original.sig.ident == *name);
            named.next().map_or(Visibility::Inherited, |function| {
                function.original.vis.clone()
            })
        }))
    }

    /// The impl on the type: a function of each name that says what to call, and what was reported.
    fn staying(&self) -> Option<TokenStream> {
        let item = self.item();
        let (generics, _, bounds) = item.generics.split_for_impl();
        let component = &item.self_ty;
        let functions = self.constructors.functions.iter().map(|function| {
            if self.warns() {
                self.warning(function)
            } else {
                self.refusal(function)
            }
        });
        let functions: Vec<_> = functions.collect();
        let mut others = Vec::new();
        for member in &self.constructors.others {
            match member {
                Member::Function(function) if self.refused => {
                    others.push(self.refused_function(function, &self.types));
                }
                Member::Function(function) => others.push(function.to_token_stream()),
                Member::Other(item) => others.push(item.to_token_stream()),
                _ => {}
            }
        }
        if functions.is_empty() && others.is_empty() {
            return None;
        }
        let (conditions, lints) = (&self.conditions, self.lints());
        Some(quote! {
            #conditions
            #(#lints)*
            #[allow(dead_code, deprecated)]
            impl #generics #component #bounds {
                #(#functions)*
                #(#others)*
            }
        })
    }

    fn lints(&self) -> Vec<&Attribute> {
        let is_lint = |attribute: &&Attribute| {
            let path = attribute.path();
            path.is_ident("allow") || path.is_ident("warn") || path.is_ident("deny")
        };
        self.item().attrs.iter().filter(is_lint).collect()
    }

    /// The constructor's own name on the type itself, with a bound that no call can satisfy: the
    /// error says which factory to call.
    fn refusal(&self, constructor: &Constructor<'_>) -> TokenStream {
        let function = constructor.original;
        let (runtime, name) = (&self.runtime, &function.sig.ident);
        let factory = self.factory();
        let place = generated_at(name.span());
        let bound = quote_spanned! {place=>
            for<'never_satisfied> Self: #runtime::CallInstead<'never_satisfied, #factory>
        };
        let attributes = signature::of_refusal(&function.attrs);
        // What the scope asks of the first parameter is shown where that stands.
        let asked = match function.sig.inputs.first() {
            Some(FnArg::Typed(first)) => Extent::of(&first.ty),
            _ => Extent::at(name.span()),
        };
        let shown = bracketed(asked.generated(), quote!(#runtime::Shown<_>));
        let here = &self.any_factory;
        let refusing = signature::refusing(
            &function.vis,
            &function.sig,
            &bound,
            |first| quote_spanned!(place=> #runtime::refuse::<Self, #shown, _, #here>(#first)),
        );
        // Inlined, it has no symbol. No instance of it can be compiled, and a `dylib` would have to export one.
        quote_spanned! {place=>
            #(#attributes)*
            #[doc(hidden)]
            #[inline]
            #refusing
        }
    }

    /// The function that is still called there, with a note on which one to use.
    fn warning(&self, constructor: &Constructor<'_>) -> TokenStream {
        let function = constructor.original;
        let name = &function.sig.ident;
        let attributes = signature::of_warning(&function.attrs);
        let factory = self.factory();
        let note = Violation::new(Rule::ConstructedDirectly, name)
            .with("Self", self.name())
            .advise(format_args!(
                "call `{}::{}`, with the same arguments",
                names::factory(self.name()),
                name.unraw(),
            ))
            .to_string();
        let place = generated_at(name.span());
        let (head, generic_arguments, arguments) = signature::warning(&function.vis, &function.sig);
        quote_spanned! {place=>
            #(#attributes)*
            #[deprecated(note = #note)]
            #head {
                <#factory>::#name #generic_arguments(#(#arguments),*)
            }
        }
    }

    /// Says that the constructors stand here, and nowhere else.
    fn standing_here(&self, hardcoded: &Constructed) -> TokenStream {
        let (runtime, conditions, factory) = (&self.runtime, &self.conditions, &self.any_factory);
        let checks = hardcoded.checks(runtime, factory, conditions);
        let injected = injection::place(runtime, (!self.refused).then_some(self.injected));
        let constant = counts_usage().then(|| {
            let functions = &self.constructors.functions;
            let any = functions
                .iter()
                .any(|function| function.original.sig.constness.is_some());
            quote!(const UNCOUNTED: ::core::primitive::bool = #any;)
        });
        let place = generated_at(Span::call_site());
        quote_spanned! {place=>
            #conditions
            unsafe impl #runtime::ConstructorsStandHere for #factory { #injected #constant }
            #checks
        }
    }
}
