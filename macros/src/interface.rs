//! `#[ssot_interface]`.

use std::sync::{Mutex, PoisonError};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{InterfaceArguments, runtime};
use ssot_rules::attributes::conditions;
use ssot_rules::catalogue::Rule;
use ssot_rules::interface::Interface;
use ssot_rules::names;
use ssot_rules::syntax::{AnyIdent, Attribute, ItemTrait, Path, Token, TypeParam};
use ssot_rules::violation::Violations;
use ssot_rules::{written, written_at};

use crate::catalogue;
use crate::generate::{generated_at, ident_at};
use crate::generics::{parameters, with_parameter, without_bounds};
use crate::items::under;
use crate::self_type::SelfType;
use crate::sole;

pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let arguments = InterfaceArguments::read(arguments, &mut violations);
    let Annotated::Wanted(item) = annotated::interface(tokens, &mut violations) else {
        let report = violations.into_tokens();
        return quote!(#tokens #report);
    };
    let runtime = runtime(arguments.runtime.as_ref());
    let interface = Interface::read(&item, arguments, &mut violations);
    let expansion = Expansion {
        interface: &interface,
        runtime,
    };
    let conditions = conditions(&item.attrs);
    let siblings = [
        expansion.identity(),
        expansion.declaration(),
        expansion.implementation(),
        sole::definition(&interface, &expansion.runtime),
        expansion.mock(),
    ];
    let siblings = siblings
        .into_iter()
        .map(|sibling| under(&conditions, sibling));
    let item = expansion.item();
    let report = violations.into_tokens();
    quote!(#item #(#siblings)* #report)
}

pub(crate) struct Expansion<'a> {
    pub(crate) interface: &'a Interface<'a>,
    pub(crate) runtime: Path,
}

impl Expansion<'_> {
    pub(crate) fn ident(&self) -> &Ident {
        &self.interface.original.ident
    }

    pub(crate) fn generated(&self, name: &str) -> Ident {
        ident_at(name, self.ident().span())
    }

    /// The type of the constant.
    fn marker(&self) -> Ident {
        self.generated(&names::interface_marker(self.ident()))
    }

    /// The trait, with the declaration among its supertraits.
    fn item(&self) -> TokenStream {
        let mut item = self.interface.original.clone();
        self.have_mock_made(&mut item);
        self.report_as_interface(&mut item);
        if !self.interface.arguments.open {
            let declares = self.generated(&names::declares(self.ident()));
            let (_, arguments, _) = self.interface.original.generics.split_for_impl();
            item.colon_token
                .get_or_insert(Token::at(":", self.ident().span()));
            let declaration = written_at! {generated_at(self.ident().span())=>
                #declares #arguments
            };
            item.supertraits.insert(0, declaration);
        }
        item.into_token_stream()
    }

    /// The compiler says what to write where a type does not implement it, unless the trait says so itself.
    fn report_as_interface(&self, item: &mut ItemTrait) {
        let says_itself = |attribute: &Attribute| {
            let last = attribute.path().segments.last();
            last.is_some_and(|last| last.ident == "on_unimplemented")
        };
        if item.attrs.iter().any(says_itself) {
            return;
        }
        let is_open = self.interface.arguments.open;
        let said = catalogue::not_implemented(self.ident(), &item.generics, is_open);
        item.attrs
            .push(written_at!(generated_at(self.ident().span())=> #said));
    }

    /// A constant of the trait's own name lives among the values, comes along with every import of
    /// the trait, and tells a component which interface is meant.
    fn identity(&self) -> TokenStream {
        let (runtime, item) = (&self.runtime, self.interface.original);
        let visibility = &item.vis;
        let marker = self.marker();
        let mut constant = self.ident().clone();
        constant.set_span(generated_at(constant.span()));
        let name = self.ident().unraw().to_string();
        let sole = self.interface.sole_name().map_or_else(
            || quote!(::core::option::Option::None),
            |name| quote!(::core::option::Option::Some(#name)),
        );
        let (line, column, earlier) = position(self.ident().span());
        quote_spanned! {generated_at(self.ident().span())=>
            #[doc(hidden)]
            #visibility struct #marker(());
            #[doc(hidden)]
            #visibility const #constant: #marker = #marker(());
            unsafe impl #runtime::IsInterface for #marker {
                type Itself = Self;
                const ITSELF: &'static Self = &#marker(());
                const KNOWN: #runtime::private::Known = #runtime::private::Known::new(
                    #name,
                    ::core::module_path!(),
                    (::core::file!(), ::core::line!(), ::core::column!()),
                    [#line, #column, #earlier],
                    (::core::option_env!("CARGO_PKG_NAME"), ::core::option_env!("CARGO_PKG_VERSION")),
                    (
                        ::core::option_env!("CARGO_BIN_NAME"),
                        ::core::option_env!("CARGO_TARGET_TMPDIR").is_some(),
                        ::core::cfg!(test),
                    ),
                    #sole,
                );
            }
        }
    }

    /// The trait that every type has which declares the interface. Its name, and not that of what the runtime makes of
    /// it, is what the compiler reports.
    fn declaration(&self) -> TokenStream {
        if self.interface.arguments.open {
            return TokenStream::new();
        }
        let (runtime, marker) = (&self.runtime, self.marker());
        let implementor = self.generated("__Implementor");
        let parameters = parameters(&self.interface.original.generics, runtime);
        let identity = quote! {
            <{ <#marker as #runtime::IsInterface>::KNOWN.id }, #parameters>
        };
        let parameter: TypeParam =
            written!(#implementor: ?::core::marker::Sized + #runtime::Implements #identity);
        let generics = without_bounds(&self.interface.original.generics);
        let generics = with_parameter(&generics, &parameter);
        // What points at an implementor of the interface declares it, too.
        self.reported(
            Rule::ImplementedNotDeclared,
            &names::declares(self.ident()),
            &quote!(: #runtime::private::Declared #identity),
            &generics,
            &TokenStream::new(),
        )
    }

    /// The trait that every type has which implements the interface, and the function that asks for it.
    fn implementation(&self) -> TokenStream {
        let (item, ident, marker) = (self.interface.original, self.ident(), self.marker());
        let runtime = &self.runtime;
        let name = names::implements(ident);
        let (implements, implementor) = (self.generated(&name), self.generated("__Implementor"));
        let (_, arguments, _) = item.generics.split_for_impl();
        let bounds = &item.generics.where_clause;
        let path = Path::from(implementor.clone());
        let bounds = SelfType::new(&path, TokenStream::new(), Vec::new()).types(quote!(#bounds));
        let parameter: TypeParam =
            written!(#implementor: ?::core::marker::Sized + #ident #arguments);
        let generics = with_parameter(&item.generics, &parameter);
        let required = TokenStream::new();
        let rule = Rule::DeclaredNotImplemented;
        let reported = self.reported(rule, &name, &required, &generics, &bounds);
        let parameter: TypeParam =
            written!(#implementor: ?::core::marker::Sized + #implements #arguments);
        let generics = with_parameter(&without_bounds(&item.generics), &parameter);
        quote_spanned! {generated_at(ident.span())=>
            #reported
            impl #marker {
                pub const fn implemented_by #generics(
                    &'static self,
                    _: ::core::marker::PhantomData<#implementor>,
                ) -> #runtime::Interface {
                    <Self as #runtime::IsInterface>::KNOWN.interface
                }
            }
        }
    }

    /// A trait whose absence is reported in the words of a rule. `generics` are those of the one implementation, which
    /// the compiler does not look into.
    fn reported(
        &self,
        rule: Rule,
        name: &str,
        required: &TokenStream,
        generics: &TokenStream,
        bounds: &TokenStream,
    ) -> TokenStream {
        let item = self.interface.original;
        let (visibility, name) = (&item.vis, self.generated(name));
        let own_generics = without_bounds(&item.generics);
        let implementor = self.generated("__Implementor");
        let (_, arguments, _) = item.generics.split_for_impl();
        let diagnostic = catalogue::about_interface(rule, self.ident(), &item.generics);
        quote_spanned! {generated_at(self.ident().span())=>
            #[doc(hidden)]
            #diagnostic
            #visibility unsafe trait #name #own_generics #required {}
            #[diagnostic::do_not_recommend]
            unsafe impl #generics #name #arguments for #implementor #bounds {}
        }
    }
}

/// Line and column of an interface's name, and how many interfaces have stood there before: what a macro repeats agrees
/// in everything else.
fn position(place: Span) -> (u32, u32, u32) {
    // In order, to be found fast among thousands: a map is more for every user to build.
    static EARLIER: Mutex<Vec<(String, usize, usize, u32)>> = Mutex::new(Vec::new());

    if !proc_macro::is_available() {
        return (0, 0, 0);
    }
    let place = place.unwrap();
    let (line, column) = (place.line(), place.column());
    let mut earlier = EARLIER.lock().unwrap_or_else(PoisonError::into_inner);
    let file = place.file();
    let found = earlier.binary_search_by(|(other, other_line, other_column, _)| {
        let of_file = other.cmp(&file);
        of_file.then((*other_line, *other_column).cmp(&(line, column)))
    });
    let before = match found {
        Ok(at) => {
            let count = &mut earlier[at].3;
            let before = *count;
            *count = count.wrapping_add(1);
            before
        }
        Err(at) => {
            earlier.insert(at, (file, line, column, 1));
            0
        }
    };
    let limited = |number| u32::try_from(number).unwrap_or(u32::MAX);
    (limited(line), limited(column), before)
}
