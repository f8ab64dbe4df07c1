//! `#[no_hardcoded]`, and what `hardcoded = "deny"` brings.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::arguments::NoHardcodedArguments;
use ssot_rules::constructors::Constructors;
use ssot_rules::hardcoded;
use ssot_rules::names;
use ssot_rules::syntax::{ItemStruct, Path};
use ssot_rules::violation::{Violation, Violations};

use crate::factory_type::any_factory;
use crate::generate::{generated, generated_at, ident_at};

/// The item as it is, and what was found in it.
pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = NoHardcodedArguments::read(arguments, &mut violations);
    hardcoded::check(tokens.clone(), &arguments.allow, &mut violations);
    let report = violations.into_tokens();
    quote!(#tokens #report)
}

/// The constant by which a component tells its factory that no address may stand there.
///
/// It is on the factory of the default arguments, which the factory can name without those of the component.
pub(crate) fn denial(item: &ItemStruct) -> TokenStream {
    let place = item.ident.span();
    let visibility = generated(item.vis.to_token_stream(), place);
    let factory = any_factory(
        &ident_at(&names::factory(&item.ident), place),
        item.generics.lifetimes().count(),
    );
    quote_spanned! {generated_at(place)=>
        impl #factory {
            #[doc(hidden)]
            #visibility const __SSOT_HARDCODED_DENIED: ::core::primitive::bool = true;
        }
        // Read here too: a factory reads it only if it has something to report.
        const _: ::core::primitive::bool = <#factory>::__SSOT_HARDCODED_DENIED;
    }
}

/// What stands in the constructors of one impl.
pub(crate) struct Constructed {
    found: Vec<Violation>,
    denied: bool,
}

impl Constructed {
    /// `denied` by the impl itself; otherwise the component decides.
    pub(crate) fn read(constructors: &Constructors<'_>, denied: bool) -> Self {
        let mut found = Vec::new();
        for function in &constructors.functions {
            found.append(&mut hardcoded::in_constructor(function.original));
        }
        Self { found, denied }
    }

    /// The errors that need not wait for the component.
    pub(crate) fn errors(&self, conditions: &TokenStream) -> TokenStream {
        let denied = self.found.iter().filter(|_| self.denied);
        let reports = denied.map(Violation::to_report);
        quote!(#(#conditions #reports)*)
    }

    /// Checks that fail while compiling if the component permits no address. There are none where there is
    /// no address.
    ///
    /// The attribute of the component sees only the struct, and this one only the impl. So the component
    /// says what it denies in a constant of the type `constructors`, and a trait that every type has says
    /// the opposite in a constant of the same name: the compiler takes the type's own if there is one.
    pub(crate) fn checks(
        &self,
        runtime: &Path,
        factory: &TokenStream,
        conditions: &TokenStream,
    ) -> TokenStream {
        let undecided = self.found.iter().filter(|_| !self.denied);
        let checks = undecided.map(|violation| check(violation, runtime, factory));
        quote!(#(#conditions #checks)*)
    }
}

fn check(violation: &Violation, runtime: &Path, constructors: &TokenStream) -> TokenStream {
    let place = violation.place();
    let text = violation.to_string();
    let condition = violation
        .condition()
        .map(|condition| quote!(#[cfg(#condition)]));
    let policy = ident_at("__HardcodedPolicy", place);
    let constructors = generated(constructors.clone(), place);
    // With the user's own span: the compiler shows a constant's failure where a macro was called.
    let check = quote_spanned!(place=> __ssot_check());
    quote_spanned! {generated_at(place)=>
        #condition
        const _: () = {
            use #runtime::private::HardcodedPolicy as #policy;
            // The import is used whichever of the two constants is meant.
            const _: ::core::primitive::bool = <#constructors as #policy>::__SSOT_HARDCODED_DENIED;
            #[track_caller]
            const fn __ssot_check() {
                #runtime::private::refuse_hardcoded(<#constructors>::__SSOT_HARDCODED_DENIED, #text)
            }
            #check
        };
    }
}
