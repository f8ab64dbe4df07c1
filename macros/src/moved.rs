//! `#[moved]`: a deprecated item whose note the component writes.
//!
//! A component generates a macro with its name next to itself, so that both are imported together. The note of
//! the old item is the expansion of that macro. If the target has no such macro, the import falls back to a macro of the
//! runtime, which expands to the report.

use proc_macro2::{Delimiter, Group, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{MovedArguments, runtime};
use ssot_rules::attributes::conditions;
use ssot_rules::moved::{Moved, check_canonical, path_text};
use ssot_rules::names;
use ssot_rules::syntax::{
    self, Attribute, Item, LitStr, Parse, ParseStream, Parser, Path, Spanned,
};
use ssot_rules::violation::Violations;

use crate::generate::{generated_at, ident_at};
use crate::items::under;

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = MovedArguments::read(arguments, &mut violations);
    let Annotated::Wanted(item) = annotated::moved(tokens, &mut violations) else {
        let report = violations.into_tokens();
        return quote!(#tokens #report);
    };
    let moved = Moved::read(&item, &arguments, &mut violations);
    // What was refused gets no note.
    let moved = moved.filter(|_| violations.only_warn());
    let report = violations.into_tokens();
    match moved {
        None => quote!(#item #report),
        Some(moved) => expansion(&moved, &runtime(arguments.runtime.as_ref())),
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
    let no_component = moved.to_no_component().to_report();
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
                let () = #component! { #question {#verifier} {#target} {#no_component} };
            }
        };
    };
    if let Item::Fn(function) = item {
        // Within the function, which may stand in an impl.
        let mut function = function.clone();
        function.body = in_body(&function.body, &check);
        return quote_spanned!(place=> #[deprecated = #note] #function);
    }
    let check = under(&conditions(attributes), check);
    quote_spanned! {place=>
        #[deprecated = #note]
        #item
        #check
    }
}

/// The body with something in front of its statements.
fn in_body(body: &Group, first: &TokenStream) -> Group {
    let with_first = |input: ParseStream<'_>| {
        let attributes = Attribute::parse_inner(input)?;
        let statements: TokenStream = input.parse()?;
        Ok(quote!(#(#attributes)* #first #statements))
    };
    let Ok(statements) = with_first.parse2(body.stream()) else {
        return body.clone();
    };
    let mut with_first = Group::new(Delimiter::Brace, statements);
    with_first.set_span(body.span());
    with_first
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
/// reported. The caller says which macro reads the path, so the component need not know the runtime.
pub(crate) fn answers(canonical: Option<&Path>) -> TokenStream {
    let Some(canonical) = canonical.map(path_text) else {
        return quote!(() => {};);
    };
    let library = library_name();
    quote! {
        (look $($rest:tt)*) => { () };
        ($question:ident {$($reader:tt)*} {$($written:tt)*} $($rest:tt)*) => {
            $($reader)* { {$($written)*} #canonical #library }
        };
    }
}

/// `__canonical_note!({written::path} "crate::module::Name" "library")`: the note.
pub(crate) fn note(tokens: TokenStream) -> TokenStream {
    let answer = syntax::parse2::<Answer>(tokens);
    answer.map_or_else(
        |_| quote!(""),
        |answer| note_of(&answer.canonical_here()).to_token_stream(),
    )
}

/// `__verify_moved!({crate::written::path} "crate::module::Name" "library")`: a report, if the two differ.
pub(crate) fn verify(tokens: TokenStream) -> TokenStream {
    let answer = syntax::parse2::<Answer>(tokens).ok();
    let violation =
        answer.and_then(|answer| check_canonical(&answer.written, &answer.canonical_here()));
    violation.map_or_else(|| quote!(()), |violation| violation.to_report())
}

/// What a component's macro passes on: the path that was written, its own, and the library that it is in.
struct Answer {
    written: Path,
    canonical: String,
    library: String,
}

impl Parse for Answer {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let (_, written) = input.group(Delimiter::Brace)?;
        Ok(Self {
            written: written.call(Path::parse_mod_style)?,
            canonical: input.parse::<LitStr>()?.value(),
            library: input.parse::<LitStr>()?.value(),
        })
    }
}

impl Answer {
    /// The canonical path as it is written in the crate that is compiled: a component of a library calls
    /// that library `crate`.
    fn canonical_here(&self) -> String {
        if self.library.is_empty() || self.library == library_name() {
            return self.canonical.clone();
        }
        let behind_first = |path: &str| path.split_once("::").map(|(_, rest)| rest.to_owned());
        let written = path_text(&self.written);
        let written = written.trim_start_matches("::");
        let within = behind_first(&self.canonical).unwrap_or_default();
        // The library may have another name here.
        if behind_first(written).as_ref() == Some(&within) {
            written.to_owned()
        } else {
            format!("{}::{within}", self.library)
        }
    }
}

/// The name of the library that is compiled. Empty for a binary, whose components are not visible elsewhere, and
/// without cargo, which sets the name. The recorded expansions are those without.
fn library_name() -> String {
    let binary = std::env::var_os("CARGO_BIN_NAME").is_some();
    if cfg!(test) || binary {
        return String::new();
    }
    std::env::var("CARGO_CRATE_NAME").unwrap_or_default()
}
