//! `#[moved]`: a deprecated item whose note the component writes.
//!
//! A component leaves a macro of its own name beside itself, so that whoever imports the one imports the
//! other. The note of the old item is what that macro expands to. Where the target has none, an import
//! that finds nothing falls back to a macro of the runtime, which expands to the report.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::arguments::{MovedArguments, runtime};
use ssot_rules::attributes::{conditions, remove_repeated};
use ssot_rules::moved::{Moved, check_canonical, path_text};
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, Item, LitStr, Path, braced};

use crate::generate::{generated_at, ident_at, unreadable};
use crate::guarded::under;

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = MovedArguments::read(arguments, &mut violations);
    let mut item = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => item,
        Err(error) => return unreadable(names::MOVED, tokens, &error, violations),
    };
    if let Some(attributes) = attributes_of(&mut item) {
        remove_repeated(names::MOVED, attributes, &mut violations);
    }
    let moved = Moved::read(&item, &arguments, &mut violations);
    // What was refused gets no note.
    let moved = moved.filter(|_| violations.only_warn());
    let report = violations.into_tokens();
    match moved {
        None => quote!(#item #report),
        Some(moved) => expansion(&moved, &runtime(arguments.runtime.as_ref())),
    }
}

fn attributes_of(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Type(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Use(item) => Some(&mut item.attrs),
        _ => None,
    }
}

fn expansion(moved: &Moved<'_>, runtime: &Path) -> TokenStream {
    let item = moved.original;
    let attributes = match item {
        Item::Type(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        _ => return item.to_token_stream(),
    };
    let target = &moved.target;
    let place = generated_at(target.span());
    let component = ident_at("__component", target.span());
    let (no_component, no_path) = (
        moved.to_no_component().to_report(),
        moved.to_no_path().to_report(),
    );
    let verifier = quote!(#runtime::private::__verify_moved!);
    let reader = quote!(#runtime::private::__canonical_note!);
    let (note, question) = if is_absolute(target) {
        let note = note_of(&path_text(target));
        (quote!(#note), quote!(verify))
    } else {
        let note = quote_spanned!(place=> #target!(note {#reader} {#target}));
        (note, quote!(look))
    };
    // The inner import hides the outer one, if there is a macro of the component's name.
    let check = quote_spanned! {place=>
        const _: () = {
            #[allow(unused_imports)]
            use #runtime::private::moved_to_no_component as #component;
            {
                #[allow(unused_imports)]
                use #target as #component;
                // An expression: see `sole`.
                let () = #component! { #question {#verifier} {#target} {#no_component} {#no_path} };
            }
        };
    };
    let check = under(&conditions(attributes), check);
    quote_spanned! {place=>
        #[deprecated = #note]
        #item
        #check
    }
}

/// A path that means the same everywhere in the crate. It is to be the canonical one, to the letter, so
/// its note is known without asking the component.
fn is_absolute(path: &Path) -> bool {
    path.segments
        .first()
        .is_some_and(|first| first.ident == "crate")
}

fn note_of(path: &str) -> Literal {
    Literal::string(&format!(
        "{}{path}, where it has moved",
        names::CANONICAL_NOTE
    ))
}

/// The answers of a component's macro: the note of what has moved to it, and whether anything has to be
/// reported. Whoever asks says which macro reads the path, so the component need not know the runtime.
pub(crate) fn answers(canonical: Option<&str>) -> TokenStream {
    if let Some(path) = canonical {
        quote! {
            (look $($rest:tt)*) => { () };
            ($question:ident {$($reader:tt)*} {$($written:tt)*} $($rest:tt)*) => {
                $($reader)* { {$($written)*} #path }
            };
        }
    } else {
        quote! {
            (note $($rest:tt)*) => { "" };
            ($question:ident $reader:tt $written:tt {$($no_component:tt)*} {$($no_path:tt)*}) => { $($no_path)* };
        }
    }
}

/// `__canonical_note!({written::path} "crate::module::Name")`: the note.
///
/// A component of another crate calls that crate `crate`. Where the path that was written agrees with
/// the canonical one but for its first segment, that segment is the crate's name here.
pub(crate) fn note(tokens: TokenStream) -> TokenStream {
    let Ok(Answer { written, canonical }) = syn::parse2::<Answer>(tokens) else {
        return quote!("");
    };
    let (text, canonical) = (path_text(&written), canonical.value());
    let behind_first = |path: &str| path.split_once("::").map(|(_, rest)| rest.to_owned());
    let within = ["self", "super"];
    let first = written
        .segments
        .first()
        .map(|first| first.ident.to_string());
    let from_its_crate = written.segments.len() > 1
        && !first.is_some_and(|first| within.contains(&first.as_str()))
        && behind_first(text.trim_start_matches("::")) == behind_first(&canonical);
    note_of(if from_its_crate { &text } else { &canonical }).to_token_stream()
}

/// `__verify_moved!({crate::written::path} "crate::module::Name")`: a report, if the two differ.
pub(crate) fn verify(tokens: TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    if let Ok(Answer { written, canonical }) = syn::parse2::<Answer>(tokens) {
        check_canonical(&written, &canonical.value(), &mut violations);
    }
    if violations.only_warn() {
        let _none = violations.into_tokens();
        quote!(())
    } else {
        violations.into_tokens()
    }
}

/// What a component's macro passes on: the path that was written, and its own.
struct Answer {
    written: Path,
    canonical: LitStr,
}

impl Parse for Answer {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let written;
        braced!(written in input);
        Ok(Self {
            written: written.call(Path::parse_mod_style)?,
            canonical: input.parse()?,
        })
    }
}
