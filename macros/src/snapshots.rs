//! What the macros expand to, as files that a reviewer reads: `snapshots/*.rs` beside `*.expanded`.
//!
//! `BLESS=1 cargo test -p ssot-macros` writes the expected expansions anew.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, Meta};

use crate::entry::Macro;

/// The expansion of an item that carries one of the attributes, as rustc would ask for it.
fn expanded(mut item: Item) -> TokenStream {
    let attributes: &mut Vec<Attribute> = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        _ => return item.into_token_stream(),
    };
    let known = |attribute: &Attribute| {
        let mut all = Macro::ALL.iter();
        all.find(|known| attribute.path().is_ident(known.name()))
    };
    let mut each = attributes.iter().enumerate();
    let found = each.find_map(|(at, attribute)| Some((at, *known(attribute)?)));
    let Some((at, called)) = found else {
        return item.into_token_stream();
    };
    let attribute = attributes.remove(at);
    // Derives above the attribute have been expanded and are gone.
    attributes.drain(..at).for_each(drop);
    let arguments = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    called.expand(arguments, item.into_token_stream())
}

fn expansion_of(source: &Path) -> String {
    let text = fs::read_to_string(source).expect("the source of a snapshot can be read");
    let file = syn::parse_file(&text).expect("the source of a snapshot is Rust");
    let tokens: TokenStream = file.items.into_iter().map(expanded).collect();
    let file = syn::parse2(tokens).expect("an expansion is Rust");
    prettyplease::unparse(&file)
}

fn sources() -> Vec<PathBuf> {
    let entries = fs::read_dir("snapshots").expect("the folder of the snapshots can be read");
    let paths = entries.map(|entry| entry.expect("an entry of it can be read").path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

#[test]
fn expansions_are_as_recorded() {
    let bless = std::env::var_os("BLESS").is_some();
    let sources = sources();
    assert!(!sources.is_empty(), "there are no snapshots");
    for source in sources {
        let expansion = expansion_of(&source);
        let expected = source.with_extension("expanded");
        if bless {
            fs::write(&expected, &expansion).expect("the expansion can be written");
        }
        let recorded = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(
            expansion,
            recorded,
            "the expansion of {} has changed",
            source.display()
        );
    }
}

#[test]
fn the_same_tokens_give_the_same_tokens() {
    for source in sources() {
        assert_eq!(expansion_of(&source), expansion_of(&source));
    }
}

/// Tokens that are no item, or no argument.
const ODD_TOKENS: &[&str] = &[
    "",
    ";",
    "struct",
    "struct;",
    "struct S",
    "struct S { field }",
    "struct S { field: }",
    "struct S<",
    "struct S(u8)",
    "enum",
    "enum E {}",
    "union U { a: u8 }",
    "impl",
    "impl S",
    "impl S { fn }",
    "impl S { fn f(self) }",
    "impl<T> S<T> { fn f(...) -> Self; }",
    "impl !Send for S {}",
    "impl (S) { fn f() -> Self { S } }",
    "impl [u8] {}",
    "impl <S as T>::A { fn f() -> Self { Self } }",
    "trait",
    "trait T = Send;",
    "trait T { fn f(); }",
    "auto trait T {}",
    "unsafe trait T: {}",
    "fn f() {}",
    "use a::b;",
    "mod m { struct S; }",
    "macro_rules! m { () => {} }",
    "'a 'b",
    "# ! [ x ]",
    "#[derive] struct S;",
    "#[derive()] #[cfg_attr] #[cfg_attr()] #[cfg_attr(a)] #[repr] #[repr()] struct S;",
    "=",
    "= =",
    ", , ,",
    "name = name = name",
    "name = ()",
    "implements(,)",
    "implements(<T as U>::V, dyn A, 3)",
    "scope = context(,)",
    "scope = context{T}",
    "canonical = \"\"",
    "name = \"::\"",
    "allow",
    "crate = 3",
    "prefix = \"WS\"",
    "prefix",
    "struct S { #[config] #[config = 3] #[config(default =, secret, rename = 1)] a: u8 }",
    "struct S { #[config(default = a::<b, c>(), default = ,, x)] #[cfg_attr(a, config)] a: u8, b }",
    "#[derive(Debug, Clone)] #[cfg_attr(a, derive(Debug), b)] struct S { #[config(secret)] r#type: &'_ u8 }",
    "crate",
    "mock",
    "mock = \"\"",
    "mock()",
    "mock(,)",
    "mock(type)",
    "mock(type T = u8;;)",
    "mock(type T, feature)",
    "hardcoded = \"deny\"",
    "allow(\"::1\", reason = \"\")",
    "#[cfg(test)]",
    "# ! [cfg_attr(test)] # []",
    "{ } [ ] ( )",
    "\u{1F980}",
];

#[test]
fn no_tokens_make_a_macro_panic() {
    let parse = |text: &&str| text.parse::<TokenStream>().ok();
    let odd: Vec<TokenStream> = ODD_TOKENS.iter().filter_map(parse).collect();
    for called in Macro::ALL {
        for arguments in &odd {
            for item in &odd {
                let expansion = called.expand(arguments.clone(), item.clone());
                assert!(
                    item.is_empty() || !expansion.is_empty(),
                    "`{}` with `{arguments}` lost `{item}`",
                    called.name(),
                );
            }
        }
    }
}

#[test]
fn an_item_that_cannot_be_read_is_reported_and_kept() {
    let item: TokenStream = "struct { number: u16 }".parse().expect("these are tokens");
    let expansion = Macro::FactoryOnly
        .expand(TokenStream::new(), item)
        .to_string();
    assert!(
        expansion.starts_with("struct { number : u16 }"),
        "{expansion}"
    );
    assert!(
        expansion.contains("SSOT012: `#[factory_only]` cannot read this item"),
        "{expansion}"
    );
}

/// `Self` where no type can stand, of which the compiler is to say so, and where it stands for a value.
const SELF_AS_NO_TYPE: &[&str] = &[
    "fn f(a: [u8; Self]) -> Self {}",
    "fn f(a: [u8; Self { a: 1 }.a], b: Array<{ Self(1).0 }>) -> Self {}",
    "fn f<'Self>(a: &'Self u8) -> Self {}",
    "pub(in Self::a) fn f() -> Self {}",
    "fn f(a: Self<u8>, b: Self::<u8>, c: Self::<u8>::A, d: &Self<'_>) -> Self {}",
    "fn f<A: Self, B: Self::C>() -> Self {}",
    "fn f(a: impl Self::A, b: &(dyn Send + Self::A), c: Box<dyn for<'a> Self::A<'a>>) -> Self {}",
    "fn f(a: impl Fn(Self) -> Self + Self::A) -> Self {}",
    "fn f<A>() -> Self where Self: Self::A, A: for<'a> Self::B + ?Self::B {}",
    "fn f(a: Self!(), b: Self::a!()) -> Self {}",
    // No type that the factory adds something to.
    "fn f() -> Option<Self> + {}",
];

#[test]
fn a_self_that_is_no_type_leaves_an_expansion_rust() {
    for function in SELF_AS_NO_TYPE {
        let function: TokenStream = function.parse().expect("these are tokens");
        for item in [
            quote!(impl Port { #function }),
            quote!(impl<T: Self::A> Port<T> where T: Self::B { #function }),
        ] {
            let expansion = Macro::Factory.expand(TokenStream::new(), item.clone());
            let parsed = syn::parse2::<syn::File>(expansion.clone());
            assert!(parsed.is_ok(), "{item}\n\n{expansion}");
        }
    }
    let item = quote! {
        struct Port<T: Self::A> where T: Self::B { number: [T; Self { number: 1 }] }
    };
    for called in [Macro::FactoryOnly, Macro::Component] {
        let expansion = called.expand(quote!(new), item.clone());
        let parsed = syn::parse2::<syn::File>(expansion.clone());
        assert!(parsed.is_ok(), "{expansion}");
    }
}

#[test]
fn an_entry_that_ends_in_a_plus_leaves_a_composition_rust() {
    for entry in [quote!(Sink + Send), quote!(dyn Sink+), quote!(impl Sink)] {
        for list in [
            quote!(inputs { #entry }),
            quote!(singletons { #entry }),
            quote!(transients { Port as #entry }),
            quote!(context(#entry) { Port }),
        ] {
            let expansion = Macro::Composition
                .expand(TokenStream::new(), quote!({ ::ssot } struct App { #list }));
            let parsed = syn::parse2::<syn::File>(expansion.clone());
            assert!(parsed.is_ok(), "{list}\n\n{expansion}");
        }
    }
}

#[test]
fn what_has_moved_to_no_path_of_a_use_is_reported() {
    for target in [
        quote!(Self),
        quote!(crate::Self),
        quote!(crate::old::<u8>::Port),
    ] {
        for item in [
            quote!(type Port = #target;),
            quote!(fn port() -> #target {}),
        ] {
            for arguments in [TokenStream::new(), quote!(to = #target)] {
                let expansion = Macro::Moved.expand(arguments, item.clone());
                let parsed = syn::parse2::<syn::File>(expansion.clone());
                assert!(parsed.is_ok(), "{item}\n\n{expansion}");
            }
        }
    }
}

#[test]
fn arguments_that_name_no_item_are_reported() {
    let item = quote!(
        struct Port;
    );
    for arguments in [
        quote!(new, implements(Self)),
        quote!(new, implements(crate::old::<u8>::Sink)),
        quote!(new, crate = Self),
    ] {
        let expansion = Macro::Component.expand(arguments, item.clone());
        assert!(expansion.to_string().contains("SSOT043"), "{expansion}");
        let parsed = syn::parse2::<syn::File>(expansion.clone());
        assert!(parsed.is_ok(), "{expansion}");
    }
}

#[test]
fn a_field_of_the_name_of_its_type_is_taken_apart_by_its_name() {
    let item = quote! {
        impl Port {
            fn copied(other: Self) -> Self {
                let Self { Port, ref number } = other;
                Self { Port, number: *number }
            }
        }
    };
    let expansion = Macro::Factory.expand(TokenStream::new(), item.clone());
    let parsed = syn::parse2::<syn::File>(expansion.clone());
    assert!(parsed.is_ok(), "{expansion}");
}

#[test]
fn a_range_in_a_pattern_is_left_as_it_is() {
    let item = quote! {
        impl Port {
            fn create(Part(0..Self): Part) -> Self {
                Self
            }
        }
    };
    let expansion = Macro::Factory.expand(TokenStream::new(), item.clone());
    let parsed = syn::parse2::<syn::File>(expansion.clone());
    assert!(parsed.is_ok(), "{expansion}");
}
