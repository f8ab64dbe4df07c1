//! The parser of the attributes beside that of the whole language: what the one reads, the other reads, and writes back
//! as it was.

mod fragments;

use std::fs;
use std::path::{Path, PathBuf};

use fragments::of_fragments;
use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, quote};
use ssot_rules::constructors::{FactoryImpl, Member};
use ssot_rules::syntax::{self, Type};
use syn::visit::{self, Visit};

/// The sources of the folders that `SYNTAX_OF` names, or those of this workspace.
fn sources() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target") {
                    below(&path, found);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let folders = std::env::var_os("SYNTAX_OF").unwrap_or_else(|| "..".into());
    let mut found = Vec::new();
    for folder in std::env::split_paths(&folders) {
        below(&folder, &mut found);
    }
    found.sort();
    found
}

#[derive(Default)]
struct Compared {
    file: PathBuf,
    items: usize,
    different: Vec<String>,
}

/// Without spaces, and without the commas that the one writes at the end of a list and the other does not.
fn compact(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let mut text: String = text.split_whitespace().collect();
    for closing in [")", ">", "}", "]", "{", ";"] {
        text = text.replace(&format!(",{closing}"), closing);
    }
    text
}

impl Compared {
    fn compare(&mut self, item: &impl ToTokens, read: Result<TokenStream, syntax::Error>) {
        self.items += 1;
        let expected = compact(item);
        let found = read.map_or_else(|error| error.to_string(), |read| compact(&read));
        if expected != found {
            let file = self.file.display();
            self.different
                .push(format!("{file}\n  {expected}\n  {found}"));
        }
    }
}

impl Compared {
    /// The members of an impl, as the attribute of constructors reads and writes them.
    fn compare_members(&mut self, expected: &TokenStream, written: TokenStream) {
        let members = syntax::parse2::<FactoryImpl>(written).map(|read| {
            let members = read.members.iter().map(|member| match member {
                Member::Function(function) => function.to_token_stream(),
                Member::Other(other) => other.to_token_stream(),
                Member::Unfinished(rest) => quote!(unfinished #rest),
                _ => quote!(unknown),
            });
            members.collect::<TokenStream>()
        });
        self.compare(expected, members);
    }
}

impl<'a> Visit<'a> for Compared {
    fn visit_item(&mut self, item: &'a syn::Item) {
        // Unstable syntax, of which the parser of the whole language keeps the tokens alone.
        let known = !matches!(item, syn::Item::Verbatim(_)) && !has_unsafe_binder(item);
        if known {
            let read = syntax::parse2::<syntax::Item>(item.to_token_stream());
            self.compare(item, read.map(ToTokens::into_token_stream));
        }
        if known && !matches!(item, syn::Item::Mod(_)) {
            let read = syntax::parse2::<syntax::Item>(of_fragments(item));
            self.compare(item, read.map(ToTokens::into_token_stream));
        }
        visit::visit_item(self, item);
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        let expected: TokenStream = item.items.iter().map(ToTokens::to_token_stream).collect();
        self.compare_members(&expected, item.to_token_stream());
        self.compare_members(&expected, of_fragments(&syn::Item::Impl(item.clone())));
        visit::visit_item_impl(self, item);
    }

    fn visit_type(&mut self, ty: &'a syn::Type) {
        if has_unsafe_binder(ty) {
            return;
        }
        let read = syntax::parse2::<Type>(ty.to_token_stream());
        self.compare(ty, read.map(ToTokens::into_token_stream));
        visit::visit_type(self, ty);
    }
}

fn has_unsafe_binder(node: &impl ToTokens) -> bool {
    compact(node).contains("unsafe<")
}

#[test]
fn what_the_parser_of_the_whole_language_reads_is_read_and_written_back() {
    let mut compared = Compared::default();
    for source in sources() {
        let text = fs::read_to_string(&source).unwrap_or_default();
        let Ok(file) = syn::parse_file(&text) else {
            continue;
        };
        compared.file = source;
        compared.visit_file(&file);
    }
    let few = std::env::var_os("SYNTAX_OF").is_some();
    assert!(few || compared.items > 10_000, "{} items", compared.items);
    let count = compared.different.len();
    compared.different.truncate(20);
    assert!(
        count == 0,
        "{count} of {} are read differently:\n{}",
        compared.items,
        compared.different.join("\n")
    );
}

/// Rust that hardly any source has. Each is an item, and what of it the attributes would read otherwise is an error.
const SELDOM: &[&str] = &[
    // Trait objects of older editions.
    "struct S { a: Box<'static + Send>, b: &'static (Send + Sync), c: Box<Fn(u8) -> u8 + 'static> }",
    // Several characters that the compiler hands over as one word, and takes apart.
    "struct S<const N: usize = 3>(Vec<Option<[u8; N]>>) where Vec<Vec<u8>>: Clone;",
    "struct S<T = <<Vec<u8> as IntoIterator>::IntoIter as Iterator>::Item>(T);",
    "type A<T>=Vec<<T as Iterator>::Item>;",
    "fn f(a: &&u8, b: &&mut u8, c: fn(&u8)->&u8) -> <Vec<u8> as IntoIterator>::Item { 0 }",
    "struct S(pub Fn<fn()->u8>, pub(in a::b) (u8, u8), pub (crate::A, u8), pub (self::A), pub ());",
    // Constants.
    "struct S(A<-1>, A<{ 1 + 2 }>, A<'a'>, A<true>, A<N = 3>, A<N = { 4 }, M: Copy, O = u8>);",
    // Values of attributes.
    "#[a = concat!(\"b\", c!())] #[b = -1] #[c = d::E as u8] #[f(g = \"h\", i)] #[j = if k { l } else { m }] struct S;",
    // Names.
    "struct r#struct { r#type: r#fn::r#async, gen: u8, union: auto, default: safe, raw: r#gen }",
    "impl r#impl { pub fn r#fn<'r#loop>(r#in: &'r#loop u8) -> Self { Self } }",
    "trait union { fn default(); fn auto(&self); type gen; const raw: u8; }",
    "fn macro_rules(union: default) {}",
    // Patterns.
    "impl S { fn f(Pair::<A, B>(a, b): Pair<A, B>, <A as B>::C { d, .. }: D, e @ (1 | 2): u8) -> Self { S } }",
    "impl S { fn f(&(ref a, mut b): &(u8, u8), [c, .., d]: [u8; 3], A::<fn() -> B, u8>(_): A) -> Self { S } }",
    "impl S { fn f(mut self: Box<Self>) -> Self { S } fn g(&'static mut self) -> Self { S } }",
    // Bounds.
    "struct S<T: ?Sized + for<'a> Fn(&'a u8) -> &'a u8 + 'static, U: Iterator<Item: Copy> +>(T, U);",
    "fn f<'a, T>(a: impl use<'a, T> + Sized, b: impl async Fn(u8) -> u8) -> impl Sized + use<'a, T> { a }",
    "impl<T> S<T> where for<'a> &'a T: Add<Output = T>, T:, (T): Copy, [T; 3]: Copy { fn f() -> Self { S } }",
    // Pointers to functions.
    "struct S(for<'a> unsafe extern \"C\" fn(&'a u8, ...) -> !, extern fn(), *const *mut u8);",
    "struct S(fn(#[cfg(all())] a: u8, _: ::std::string::String, r#fn: dyn A + B,), unsafe fn(self::A, &mut self::B));",
    // What rustc refuses later.
    "impl S { default fn f() -> Self { S } default const A: u8 = 0; }",
    "impl ! {}",
    "impl<T> !Send for S<T> where T: Copy {}",
];

#[test]
fn what_is_seldom_written_is_read_as_it_is() {
    for written in SELDOM {
        let tokens: TokenStream = written.parse().expect("these are tokens");
        let read = syntax::parse2::<syntax::Item>(tokens.clone());
        let read = read.unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(compact(&read), compact(&tokens));
        if let syntax::Item::Impl(_) = read {
            let read = syntax::parse2::<FactoryImpl>(tokens.clone());
            let read = read.unwrap_or_else(|error| panic!("{written}: {error}"));
            let members = read.members.iter().map(|member| match member {
                Member::Function(function) => function.to_token_stream(),
                Member::Other(other) => other.to_token_stream(),
                _ => panic!("{written}: not read"),
            });
            let members = members.collect::<TokenStream>();
            assert!(compact(&tokens).contains(&compact(&members)), "{members}");
        }
    }
}

/// Syntax that is unstable, or newer than the parser of the whole language.
const UNSTABLE: &[&str] = &[
    "default impl S { fn f() -> Self { S } }",
    "impl<T> const S<T> { fn f() -> Self { S } }",
    "impl<T: [const] Default> S<T> { fn f() -> Self { S } }",
    "impl<T> S<T> where #[cfg(all())] T: ~const Copy { fn f() -> Self { S } }",
];

#[test]
fn the_head_of_an_impl_is_read_whatever_stands_in_it() {
    for written in UNSTABLE {
        let read = syntax::parse_str::<FactoryImpl>(written);
        let read = read.unwrap_or_else(|error| panic!("{written}: {error}"));
        let of_impl = |read: &FactoryImpl| {
            let FactoryImpl {
                defaultness,
                generics,
                constness,
                self_ty,
                ..
            } = read;
            let bounds = &generics.where_clause;
            compact(&quote!(#defaultness impl #generics #constness #self_ty #bounds))
        };
        let head = written
            .split_once(" { fn")
            .map_or(*written, |(head, _)| head);
        let head: String = head.split_whitespace().collect();
        assert_eq!(of_impl(&read), head);
    }
}

#[test]
fn types_within_types_are_read_once() {
    // As much stack as the compiler has.
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    let read = thread.spawn(nested_types_are_read);
    let read = read.expect("a thread can be started").join();
    read.expect("types within types are read");
}

fn nested_types_are_read() {
    for level in [
        ("Vec<", ">"),
        ("A<Item = ", ">"),
        ("(", ",)"),
        ("((", "))"),
        ("Box<dyn Fn(", ")>"),
        ("A<Item<u8>: B<", ">>"),
        ("fn(_: ", ") -> u8"),
    ] {
        let (open, close) = (level.0.repeat(60), level.1.repeat(60));
        let written = format!("{open}u8{close}");
        let read = syntax::parse_str::<Type>(&written);
        let read = read.unwrap_or_else(|error| panic!("{written}: {error}"));
        let written: String = written.split_whitespace().collect();
        assert_eq!(compact(&read), written.replace(",)", ")"));
    }
    let mut nested = quote!(u8);
    for _ in 0..60 {
        let inner = Group::new(Delimiter::None, quote!(Vec<#nested>));
        nested = inner.into_token_stream();
    }
    assert!(syntax::parse2::<Type>(nested).is_ok());
}

#[test]
fn what_is_left_over_is_an_error() {
    for written in [
        "struct S;;",
        "struct S { a: u8 b: u8 }",
        "struct S { a: (u8 u8) }",
        "struct S<T U>(T);",
        "struct S(Vec<u8 u8>);",
        "struct S(Vec<A = B = C>);",
        "struct S(Vec<a::b = C>);",
        "struct S(Vec<=> u8);",
        "struct S(fn(u8 u8));",
        "struct S(fn(a: b: u8));",
        "struct S(crate::(u8));",
        "struct S('a);",
        "struct S(&dyn 'static);",
        "struct S<T => u8>(T);",
        "struct S(&'a 'b u8);",
        "type A = u8 u8;",
        "struct S where T: A B {}",
        "#[a b] struct S;",
        "#[struct = 1] struct S;",
        "#[a(b) c] struct S;",
        "#[a = b, c] struct S;",
        "#[a = \"b\" c = \"d\"] struct S;",
        "#[a = concat!(\"b\") c] struct S;",
    ] {
        let read = syntax::parse_str::<syntax::Item>(written);
        let read = read.map(|read| read.to_token_stream().to_string());
        assert!(read.is_err(), "{written}: {read:?}");
    }
}

#[test]
fn an_impl_that_ends_within_a_fragment_is_kept_whole() {
    let rest = Group::new(Delimiter::None, quote!({} a b c d e));
    let written = quote!(impl Port #rest);
    let read = syntax::parse2::<syntax::Item>(written.clone());
    let read = read.expect("it is an impl").to_token_stream();
    assert_eq!(read.to_string(), written.to_string());
}
