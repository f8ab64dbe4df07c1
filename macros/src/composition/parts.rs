//! A composition that is part of another one.
//!
//! A part is compiled where it stands. Whoever has it asks it by its macro what it hands out, and makes it as a function makes
//! something else: of its inputs. What it hands out has to be named there, since the compiler does not look through the
//! implementation of another crate where it asks whether two types are one; that it is the same type is seen in `Exports`.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::{format_ident, quote};
use ssot_rules::Rule;
use ssot_rules::attributes::conditions;
use ssot_rules::composition::{Body, Composition, Entry, Listed, Named};
use ssot_rules::overriding::with_arguments;
use ssot_rules::syntax::{
    AnyIdent, GenericArgument, Parser, Path, PathArguments, Punctuated, Token, Type,
};
use ssot_rules::tokens::type_text;
use ssot_rules::violation::{Violation, Violations};
use ssot_rules::written;

use super::entries::marker;
use super::overriding::generics_first;
use super::{Expansion, numbered, runtime, without_plus};
use crate::generate::{Extent, shown, shown_at};

/// Asks each part in turn how much it hands out.
pub(super) fn ask_all(composition: &Composition, listed: &Listed, runtime: &Path) -> TokenStream {
    let Composition {
        attributes,
        visibility,
        name,
        generics,
        ..
    } = composition;
    let (bounds, list) = (&generics.where_clause, listed.written());
    let written = quote! {
        #(#attributes)* #visibility struct #name #generics #bounds { #list }
    };
    ask(&listed.parts, runtime, &[], &written)
}

/// The types that a part hands out.
type HandedOut = Vec<Type>;

/// Asks the first part that was not asked yet.
fn ask(parts: &[Entry], runtime: &Path, known: &[HandedOut], written: &TokenStream) -> TokenStream {
    let asked = parts.get(known.len()).and_then(|part| macro_of(&part.ty));
    let Some(asked) = asked else {
        return TokenStream::new();
    };
    let known = known.iter().map(|types| quote!({#(#types),*}));
    // The part is its type, and not the macro beside it.
    let asked = shown_at(&asked, Extent::of(&asked).before());
    quote!(#asked! { part {#runtime} {#(#known)*} #written })
}

/// The macro of a composition has the name of its type.
fn macro_of(part: &Type) -> Option<Path> {
    let Type::Path(path) = part else { return None };
    let mut path = path.path.clone();
    path.segments.last_mut()?.arguments = PathArguments::None;
    Some(path)
}

/// `__composition_part! { {path of ssot} what it hands out {what the parts before it do} what the user wrote }`
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let runtime = runtime(tokens.next());
    let group = |token: Option<TokenTree>| match token {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    let own = group(tokens.next());
    let known = group(tokens.next()).into_iter();
    let mut known: Vec<_> = known.map(|token| types(group(Some(token)))).collect();
    let written: TokenStream = tokens.collect();
    let mut violations = Violations::new();
    let composition = Composition::read(written.clone(), &mut violations);
    let Some(composition) = composition else {
        return violations.into_tokens();
    };
    let Body::Listed(listed) = &composition.body else {
        return violations.into_tokens();
    };
    let part = listed.parts.get(known.len());
    let own = part.map_or_else(Vec::new, |part| {
        let (generics, list) = generics_first(own);
        let base = macro_of(&part.ty).unwrap_or_else(|| written!(Self));
        let arguments = arguments_of(&part.ty);
        types(with_arguments(
            &base,
            &arguments,
            generics,
            list,
            &mut violations,
        ))
    });
    if let Some(part) = part.filter(|_| own.is_empty()) {
        violations.report(
            Violation::new(Rule::NotACompositionItem, &part.ty)
                .with(
                    "cause",
                    format_args!("`{}` hands nothing out", type_text(&part.ty)),
                )
                .advise("write `pub` in front of those of its entries that others may ask for"),
        );
    }
    known.push(own);
    if known.len() < listed.parts.len() {
        let asked = ask(&listed.parts, &runtime, &known, &written);
        let report = violations.into_tokens();
        return quote!(#asked #report);
    }
    check_handed_out(&composition, listed, &known, &mut violations);
    let expansion = violations.only_warn().then(|| {
        let mut listed = without_plus(listed);
        for part in &mut listed.parts {
            part.made_by = composed_by(&part.ty);
        }
        Expansion::new(&composition, &listed, &runtime, &known).expand()
    });
    let report = violations.into_tokens();
    quote!(#expansion #report)
}

/// Types, separated by commas.
fn types(tokens: TokenStream) -> HandedOut {
    let types = Punctuated::<Type>::parse_terminated.parse2(tokens);
    types
        .unwrap_or_else(|_| Punctuated::new(","))
        .into_iter()
        .collect()
}

/// What a generic part is used with.
fn arguments_of(part: &Type) -> Vec<GenericArgument> {
    let Type::Path(path) = part else {
        return Vec::new();
    };
    let last = path.path.segments.last();
    match last.map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments.args.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// What a part hands out, and the composition lists as well, or another part hands out; in the same words.
fn check_handed_out(
    composition: &Composition,
    listed: &Listed,
    handed_out: &[HandedOut],
    violations: &mut Violations,
) {
    let mut known = Vec::new();
    for entry in listed.entries() {
        known.push(type_text(entry.given()));
        known.extend(entry.interfaces.iter().map(type_text));
    }
    for (part, types) in listed.parts.iter().zip(handed_out) {
        for ty in types {
            let text = type_text(ty);
            if known.contains(&text) {
                violations.report(
                    Violation::new(Rule::ListedTwice, &part.ty)
                        .with("composition", &composition.name)
                        .with("entry", &text)
                        .advise(format_args!(
                            "remove it, or the `pub` in front of it in `{}`",
                            type_text(&part.ty)
                        )),
                );
            }
            known.push(text);
        }
    }
}

/// The function that makes a part of what its inputs ask for.
fn composed_by(part: &Type) -> Option<Path> {
    let mut path = macro_of(part)?;
    let Type::Path(part) = part else { return None };
    if let (Some(last), Some(written)) = (path.segments.last_mut(), part.path.segments.last())
        && let PathArguments::AngleBracketed(arguments) = &written.arguments
    {
        let mut arguments = arguments.clone();
        arguments.colon2_token = Some(Token::here("::"));
        last.arguments = PathArguments::AngleBracketed(arguments);
    }
    let composed = format_ident!("__composed", span = Extent::of(part).after());
    Some(written!(#path::#composed))
}

impl Expansion<'_> {
    /// The list as others read it: without what is known of its parts.
    pub(super) fn written_list(&self) -> TokenStream {
        if self.listed.parts.is_empty() {
            return self.listed.written();
        }
        let mut listed = self.listed.clone();
        for part in &mut listed.parts {
            part.made_by = None;
        }
        listed.written()
    }

    /// What others have of it, and what it has of others.
    pub(super) fn parts(&self) -> TokenStream {
        let exports = self.exports();
        let own = (!exports.is_empty()).then(|| self.as_a_part(&exports));
        let handed = self.handed_out();
        // A generic composition looks at them with all else.
        let checks = (!self.is_generic()).then(|| self.part_checks());
        quote!(#own #handed #checks)
    }

    /// What it is to a composition that has it as a part.
    fn as_a_part(&self, exports: &[TokenStream]) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        let (generics, bounds) = (self.generics(), self.bounds());
        let (text, visibility) = (
            self.name().unraw().to_string(),
            &self.composition.visibility,
        );
        let inputs = self.listed.inputs.iter().enumerate().map(|(index, input)| {
            let (field, ty) = (numbered("input", index), input.given());
            let conditions = input.conditions();
            (quote!(#conditions #field), quote!(::std::sync::Arc<#ty>))
        });
        let (fields, types): (Vec<_>, Vec<_>) = inputs.unzip();
        let exports = exports.iter().enumerate().map(|(index, ty)| {
            let index = Literal::usize_unsuffixed(index);
            shown! {Extent::of(ty)=>
                impl #generics #runtime::composed::Exports<#index> for #own #bounds {
                    type Of = #ty;
                }
            }
        });
        let rows = self.constant("__ROWS");
        let parts = self.part_rows();
        let (components, names) = self.known_otherwise();
        let made = self.made(&quote!(#(#fields,)*));
        let known = quote! {
            #runtime::composed::PartRows {
                name: #text,
                rows: &#rows,
                parts: &[#(#parts),*],
                others: &[#(#components),*],
                left_out: &[#(#names),*],
            }
        };
        let known = if self.is_generic() {
            quote!(&#known)
        } else {
            quote! {
                static __PART: #runtime::composed::PartRows = #known;
                &__PART
            }
        };
        quote! {
            #(#exports)*
            impl #generics #runtime::composed::Part for #own #bounds {
                const ROWS: &'static #runtime::composed::PartRows = {
                    #[allow(unused_imports)]
                    use #runtime::composed::DescribedOther as _;
                    #known
                };
                fn scope(&self) -> &#runtime::OpenScope<Self> {
                    &self.0
                }
            }
            impl #generics #own #bounds {
                #[doc(hidden)]
                #[allow(dead_code, clippy::missing_errors_doc, clippy::too_many_arguments)]
                #visibility fn __composed(
                    #(#fields: #types,)*
                ) -> ::core::result::Result<Self, #runtime::CompositionError> {
                    #made
                }
            }
        }
    }

    /// The components that are known without being listed: inputs, and what is left out, by types and by names.
    pub(super) fn known_otherwise(&self) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let runtime = self.runtime;
        let inputs = self.listed.inputs.iter().map(|input| {
            let (ty, conditions) = (input.given(), input.conditions());
            // An input may be a component.
            quote!(#conditions #runtime::composed::Described::<#ty>::DESCRIPTOR)
        });
        let (mut types, mut names): (Vec<_>, Vec<_>) = (inputs.collect(), Vec::new());
        for left_out in &self.listed.left_out {
            let conditions = conditions(&left_out.attributes);
            match &left_out.component {
                // An interface is in no registry: that it is left out is for those to know who may do without it.
                Named::Type(ty) if matches!(**ty, Type::TraitObject(_)) => {}
                Named::Type(ty) => types.push(quote! {
                    #conditions
                    ::core::option::Option::Some(<#ty as #runtime::Component>::DESCRIPTOR)
                }),
                Named::Name(name) => names.push(quote!(#conditions #name)),
                _ => {}
            }
        }
        (types, names)
    }

    /// What is known of each of its parts.
    pub(super) fn part_rows(&self) -> Vec<TokenStream> {
        let (runtime, parts) = (self.runtime, self.listed.parts.iter());
        let rows = parts.map(|part| {
            let ty = &part.ty;
            shown!(Extent::of(ty)=> <#ty as #runtime::composed::Part>::ROWS)
        });
        rows.collect()
    }

    /// What its parts hand out, it has as well.
    fn handed_out(&self) -> TokenStream {
        let (runtime, generics, bounds) = (self.runtime, self.generics(), self.bounds());
        let root = &self.levels[0];
        let mut handed = Vec::new();
        for (slot, part) in self.listed.parts.iter().enumerate() {
            for (index, ty) in self.exports[slot].iter().enumerate() {
                handed.push((slot, &part.ty, index, ty));
            }
        }
        let handed = handed.iter().map(|(slot, part, index, ty)| {
            let extent = Extent::of(part);
            let (own, ty) = (self.own_behind(extent), shown_at(ty, extent.before()));
            let same = shown!(extent.end()=> (__same));
            let (marker, index) = (marker(*slot), Literal::usize_unsuffixed(*index));
            let all = self.levels.iter().map(|from| {
                shown! {extent=>
                    impl #generics #runtime::composed::Has<#ty, #from> for #own #bounds {
                        type At = #root;
                        type How = #runtime::composed::HandedOut<#part, #marker>;
                    }
                }
            });
            shown! {extent=>
                #(#all)*
                const _: () = {
                    #[allow(dead_code, unused_parens)]
                    fn __is_the_same #generics(
                        __same: &<#part as #runtime::composed::Exports<#index>>::Of,
                    ) -> &#ty #bounds {
                        #same
                    }
                };
            }
        });
        handed.collect()
    }

    /// That nothing of one part has the name of something else.
    pub(super) fn part_checks(&self) -> TokenStream {
        if self.listed.parts.is_empty() {
            return TokenStream::new();
        }
        let (runtime, parts) = (self.runtime, self.part_rows());
        let text = self.name().unraw().to_string();
        let rows = self.constant("__ROWS");
        let indices = self.listed.parts.iter().enumerate();
        if self.is_generic() {
            let checks = indices.map(|(index, part)| {
                shown! {Extent::of(&part.ty)=>
                    let () = #runtime::composed::check_part(#text, &#rows, &[#(#parts),*], #index);
                }
            });
            return quote!(#(#checks)*);
        }
        let checks = indices.map(|(index, part)| {
            let check = shown!(Extent::of(&part.ty)=> __check_part(#index));
            quote!(const _: () = #check;)
        });
        quote! {
            #[track_caller]
            const fn __check_part(__part: ::core::primitive::usize) {
                #runtime::composed::check_part(#text, &#rows, &[#(#parts),*], __part)
            }
            #(#checks)*
        }
    }
}
