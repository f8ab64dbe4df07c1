//! `#[factory]`: each constructor in two parts.
//!
//! The private one keeps the user's body and takes a seal. The public one stands on the factory,
//! inside of a block that alone can make seals, and calls it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::Rule;
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{Enforcement, FactoryArguments, runtime};
use ssot_rules::attributes::{conditions, is_condition};
use ssot_rules::constructors::{Constructor, Constructors};
use ssot_rules::injection::Injected;
use ssot_rules::names;
use ssot_rules::replaces;
use ssot_rules::violation::{Violation, Violations};
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, FnArg, ItemImpl, Pat, PatType, Path, PathArguments, Safety, Token, Type, Visibility,
};

use crate::body::{Callable, Sealing};
use crate::generate::{Keys, factory_lints, generated_at, ident_at, shown_at};
use crate::guarded::under;
use crate::hardcoded::Constructed;
use crate::injection::Injecting;
use crate::signature::{self, without_self};

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = FactoryArguments::read(arguments, &mut violations);
    let runtime = runtime(arguments.runtime.as_ref());
    let Annotated::Wanted(mut item) = annotated::factory(tokens, &mut violations) else {
        let report = violations.into_tokens();
        return quote!(#tokens #report);
    };
    signature::name_lifetimes(&mut item);
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
    // These gain the refused tokens nothing, so they leave the keys alone.
    let hardcoded = Constructed::read(&constructors, arguments.hardcoded.is_some());
    let errors = under(&conditions(&item.attrs), hardcoded.errors());
    let expansion = Expansion {
        constructors: &constructors,
        hardcoded: &hardcoded,
        injected: &injected,
        arguments: &arguments,
        runtime,
        refused,
        keys: Keys::of(refused, arguments.enforcement),
    };
    let factory = expansion.factory();
    // What cannot hold constructors is left as it is. The type counts as constructed all the same,
    // so that its missing constructor is not reported once more.
    let constructors = if item.trait_.is_some() {
        tokens.clone()
    } else {
        expansion.constructors()
    };
    quote!(#constructors #factory #report #errors)
}

struct Expansion<'a> {
    constructors: &'a Constructors<'a>,
    injected: &'a Injected<'a>,
    arguments: &'a FactoryArguments,
    hardcoded: &'a Constructed,
    runtime: Path,
    /// Whether something about the impl was reported.
    refused: bool,
    keys: Keys,
}

impl Expansion<'_> {
    fn item(&self) -> &ItemImpl {
        self.constructors.original
    }

    /// The impl of the user, with private functions that take the seal, and the constructors' own
    /// names.
    ///
    /// The private functions are those of the type under a name that only a struct of the same
    /// enforcement has. Otherwise that name is the one error: what stands in an impl of an unknown type
    /// is not looked at.
    fn constructors(&self) -> TokenStream {
        let item = self.item();
        let attributes = &item.attrs;
        let (generics, _, bounds) = item.generics.split_for_impl();
        let (component, enforced) = (&item.self_ty, self.enforced());
        let functions = &self.constructors.functions;
        let callables: Vec<_> = functions.iter().map(callable).collect();
        let private = functions
            .iter()
            .map(|function| self.private(function, &callables));
        let own_names = functions.iter().map(|function| self.own_name(function));
        let others = &self.constructors.others;
        let (conditions, lints) = (conditions(&item.attrs), self.lints());
        quote! {
            #(#attributes)*
            impl #generics #enforced #bounds {
                #(#private)*
            }
            #conditions
            #(#lints)*
            impl #generics #component #bounds {
                #(#own_names)*
                #(#others)*
            }
        }
    }

    /// The type, with its own arguments, under the name that says which enforcement it has.
    fn enforced(&self) -> Path {
        let enforcement = self.arguments.enforcement;
        let name = names::enforced(self.constructors.name(), enforcement);
        let mut path = self.beside(&name, true);
        if let (Some(place), Some(last)) = (self.arguments.enforced_at, path.segments.last_mut()) {
            last.ident.set_span(generated_at(place));
        }
        path
    }

    fn lints(&self) -> impl Iterator<Item = &Attribute> {
        self.item().attrs.iter().filter(|attribute| {
            let path = attribute.path();
            ["allow", "warn", "deny"]
                .iter()
                .any(|level| path.is_ident(level))
        })
    }

    fn private(&self, constructor: &Constructor<'_>, callables: &[Callable<'_>]) -> TokenStream {
        let mut function = constructor.original.clone();
        let name = function.sig.ident.clone();
        let attributes = signature::attributes(&function.attrs).private;
        let sealed = self.arguments.enforcement == Enforcement::Deny;
        let mut sealing = Sealing::new(
            self.constructors.path,
            self.constructors.name(),
            callables,
            sealed,
        );
        sealing.rewrite(&mut function.block, &self.runtime);
        for parameter in &mut function.sig.inputs {
            if let FnArg::Typed(parameter) = parameter {
                sealing.visit_pat_mut(&mut parameter.pat);
            }
        }
        function.attrs = Vec::new();
        function.vis = Visibility::Inherited;
        if sealed {
            function.sig.constness = None;
        }
        function.sig.safety = Safety::Default;
        function.sig.abi = None;
        function.sig.ident = self.private_name(&name);
        let seal = ident_at(names::SEAL_PARAMETER, name.span());
        let (runtime, place) = (&self.runtime, generated_at(name.span()));
        for parameter in &mut function.sig.inputs {
            if let FnArg::Typed(parameter) = parameter {
                parameter.attrs.retain(|attribute| !is_condition(attribute));
            }
        }
        if sealed {
            let parameter = FnArg::Typed(PatType {
                attrs: Vec::new(),
                pat: Box::new(Pat::Verbatim(seal.into_token_stream())),
                colon_token: Token![:](place),
                ty: Box::new(Type::Verbatim(
                    quote_spanned!(place=> #runtime::FactorySeal<Self>),
                )),
            });
            function.sig.inputs.insert(0, parameter);
        }
        quote! {
            #(#[#attributes])*
            // The seal is one parameter more than the user wrote, and it exists at run time only.
            #[allow(clippy::missing_const_for_fn, clippy::too_many_arguments)]
            #function
        }
    }

    /// The constructor's own name on the type itself: refused, or with a warning where it is used.
    fn own_name(&self, constructor: &Constructor<'_>) -> TokenStream {
        match self.arguments.enforcement {
            Enforcement::Warn => self.warning(constructor),
            _ => self.refusal(constructor),
        }
    }

    /// Whoever uses the function is told which one to use.
    fn warning(&self, constructor: &Constructor<'_>) -> TokenStream {
        let function = constructor.original;
        let name = &function.sig.ident;
        let attributes = signature::attributes(&function.attrs).warned;
        let factory = self.beside(&names::factory(self.constructors.name()), true);
        let note = Violation::new(Rule::ConstructedDirectly, name)
            .with("Self", self.constructors.name())
            .advise(format_args!(
                "call `{}::{name}`, with the same arguments",
                names::factory(self.constructors.name())
            ))
            .to_string();
        let place = generated_at(name.span());
        let constness = &function.sig.constness;
        let head = signature::own(&function.vis, constness.as_ref(), &function.sig, None);
        let (generic_arguments, arguments) = signature::passed_on(&function.sig);
        quote_spanned! {place=>
            #(#[#attributes])*
            #[deprecated(note = #note)]
            #[allow(dead_code)]
            #head {
                <#factory>::#name #generic_arguments(#(#arguments),*)
            }
        }
    }

    /// The constructor's own name on the type itself, with a bound that no call can satisfy: the
    /// error says which factory to call.
    ///
    /// Its body calls the factory, so that a constructor that this crate does not use is no dead code: it may be there
    /// for a composition.
    fn refusal(&self, constructor: &Constructor<'_>) -> TokenStream {
        let function = constructor.original;
        let (runtime, name) = (&self.runtime, &function.sig.ident);
        let attributes = signature::attributes(&function.attrs).refused;
        let factory = self.beside(&names::factory(self.constructors.name()), true);
        let place = generated_at(name.span());
        let bound = quote_spanned! {place=>
            for<'__ssot> Self: #runtime::private::CallInstead<'__ssot, #factory>
        };
        let head = signature::own(&function.vis, None, &function.sig, Some(&bound));
        let (generic_arguments, arguments) = signature::passed_on(&function.sig);
        quote_spanned! {place=>
            #(#[#attributes])*
            #[doc(hidden)]
            #[allow(dead_code)]
            #head {
                <#factory>::#name #generic_arguments(#(#arguments),*)
            }
        }
    }

    fn private_name(&self, constructor: &Ident) -> Ident {
        let name = names::private_constructor(self.constructors.name(), constructor);
        ident_at(&name, constructor.span())
    }

    /// The block that can make seals, with the public functions in it.
    fn factory(&self) -> TokenStream {
        let item = self.item();
        let conditions = conditions(&item.attrs);
        let lints = self.lints();
        let component = item.self_ty.to_token_stream();
        let (generics, _, bounds) = item.generics.split_for_impl();
        let generics = without_self(generics.to_token_stream(), &component);
        let bounds = without_self(bounds.to_token_stream(), &component);
        let factory = self.beside(&names::factory(self.constructors.name()), true);
        let marker = self.beside(&names::constructors(self.constructors.name()), false);
        let (key, here) = (
            self.keys.module(),
            self.keys.constructed_here(&self.runtime, &marker),
        );
        let allowed = factory_lints();
        let functions = (item.trait_.is_none()).then(|| {
            self.constructors
                .functions
                .iter()
                .map(|function| self.public(function))
        });
        let functions: Vec<_> = functions.into_iter().flatten().collect();
        let functions = (!functions.is_empty()).then(|| {
            quote! {
                #(#lints)*
                impl #generics #factory #bounds {
                    #(#functions)*
                }
            }
        });
        let injection = self.injection(&component, &factory.to_token_stream());
        let checks = self.hardcoded.checks(&self.runtime, &marker);
        quote! {
            #conditions
            #allowed
            const _: () = {
                #functions
                #injection
                #here
                #key
                #checks
            };
        }
    }

    /// What a refused impl lacks is not missed by a composition: it is the impl that is reported.
    fn injection(&self, component: &TokenStream, factory: &TokenStream) -> Option<TokenStream> {
        let injecting = Injecting {
            runtime: &self.runtime,
            generics: &self.item().generics,
            component,
            factory,
        };
        match self.refused {
            false => Some(injecting.expand(self.injected)),
            true if self.item().trait_.is_some() => None,
            true => Some(injecting.refused("Reported", &TokenStream::new())),
        }
    }

    fn public(&self, constructor: &Constructor<'_>) -> TokenStream {
        let function = constructor.original;
        let component = self.item().self_ty.to_token_stream();
        let attributes = signature::attributes(&function.attrs).public;
        // Where there is no seal, what could be called in a constant still can.
        let constness = function.sig.constness.as_ref();
        let constness = constness.filter(|_| self.arguments.enforcement == Enforcement::Warn);
        let head = signature::public(&function.vis, constness, &function.sig, &component);
        let (generic_arguments, arguments) = signature::passed_on(&function.sig);
        let name = self.private_name(&function.sig.ident);
        // The words of the compiler about the first argument stand there.
        let place = arguments.first().map_or_else(|| name.span(), Ident::span);
        let first = arguments
            .first()
            .map_or_else(|| quote!(()), ToTokens::to_token_stream);
        let first = quote_spanned!(generated_at(place)=> &#first);
        let seal = self
            .keys
            .seal(&self.runtime, &shown_at(&component, place), &first);
        let enforced = self.enforced();
        let arguments = arguments.iter().map(ToTokens::to_token_stream);
        let arguments = seal.into_iter().chain(arguments);
        let call = quote_spanned! {generated_at(name.span())=>
            <#enforced>::#name #generic_arguments(#(#arguments),*)
        };
        quote! {
            #(#[#attributes])*
            #head { #call }
        }
    }

    /// The path of something generated beside the guarded type.
    fn beside(&self, name: &str, with_arguments: bool) -> Path {
        let mut path = self.constructors.path.clone();
        if let Some(last) = path.segments.last_mut() {
            last.ident = ident_at(name, last.ident.span());
            if !with_arguments {
                last.arguments = PathArguments::None;
            }
        }
        path
    }
}

fn callable<'a>(constructor: &Constructor<'a>) -> Callable<'a> {
    let signature = &constructor.original.sig;
    Callable {
        name: &signature.ident,
        parameters: signature.inputs.len(),
    }
}
