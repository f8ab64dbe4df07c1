//! Which traits `mockall` can mock, and what is said of the others. Each form was tried with `mockall` 0.15 itself: what is
//! not refused here compiles, as `ssot-tests` shows.

use ssot_rules::Violations;
use ssot_rules::arguments::InterfaceArguments;
use ssot_rules::syntax;

/// The causes and the advice for a trait with these items.
fn refused(items: &str) -> Vec<(String, String)> {
    refused_trait(&format!("trait Foo {{ {items} }}"))
}

fn refused_trait(item: &str) -> Vec<(String, String)> {
    let mut violations = Violations::new();
    let item: syntax::ItemTrait = syntax::parse_str(item).expect("it is a trait");
    let types = item.items.iter().filter_map(|part| match part {
        syntax::TraitItem::Type(associated) => Some(associated.ident.clone()),
        _ => None,
    });
    let types: Vec<_> = types.collect();
    let tokens = if types.is_empty() {
        quote::quote!(mock)
    } else {
        quote::quote!(mock(#(type #types = u32),*))
    };
    let arguments = InterfaceArguments::read(tokens, &mut violations);
    let mock = arguments.mock.expect("it is asked for");
    let _ = mock.checked(&item, &mut violations);
    let found = violations.into_vec();
    let found = found.iter();
    found
        .map(|violation| (violation.message(), violation.fix()))
        .collect()
}

fn advice(items: &str) -> String {
    let refused = refused(items);
    assert_eq!(refused.len(), 1, "{items}: {refused:?}");
    refused[0].1.clone()
}

#[test]
fn what_mockall_takes_is_not_refused() {
    for items in [
        "fn f(&self) -> u32;",
        "fn f(self) -> u32;",
        "fn f(&mut self, x: &mut Vec<u8>) -> u32;",
        "fn f(self: Box<Self>, x: Self) -> u32;",
        "fn f(self: std::pin::Pin<&mut Self>) -> u32;",
        "fn f(&self, x: &u32, y: &str, z: &[u8], w: &dyn Debug) -> u32;",
        "fn f(&self, x: &(dyn Debug + Send), y: Box<dyn Debug>) -> u32;",
        "fn f(&self, x: fn(&u32) -> &u32, y: Option<fn(&u32) -> &u32>) -> u32;",
        "fn f<'a>(&self, x: Option<&'a u32>, y: &[&'a str], z: Cow<'a, str>) -> u32;",
        "fn f<'a>(&self, x: Option<&'a Self>) -> u32;",
        "fn f<'a, 'b>(&self, x: &'a u32, y: &'b u32) -> u32 where 'b: 'a;",
        "fn f<'a>(&'a mut self, x: &'a u32) -> u32;",
        "fn f(&self) -> &u32;",
        "fn f(&mut self) -> &mut [u8];",
        "fn f(&self) -> &Path;",
        "fn f(&self) -> &dyn Debug;",
        "fn f(&self) -> &Self;",
        "fn f(&self) -> Option<&'static u32>;",
        "fn f(&self) -> Cow<'_, str>;",
        "fn f(&self) -> &W<'_>;",
        "fn f(&self) -> std::sync::MutexGuard<'_, u32>;",
        "fn f<'a>(&'a self, x: &u32) -> Option<&'a u32>;",
        "fn f<'a>(&'a self) -> Result<Option<&'a u32>, ()>;",
        "fn f<'a>(&'a self) -> Box<dyn Iterator<Item = u32> + 'a>;",
        "fn f(&self) -> impl Iterator<Item = u32>;",
        "async fn f(&self, x: &u32) -> &u32;",
        "async fn f<'a>(&'a self) -> Result<&'a str, ()>;",
        "fn f<T: 'static>(&self, x: &T, y: &str) -> &T;",
        "fn f<T>(&self, x: T) -> u32 where T: Debug + 'static;",
        "fn f<T: Any>(&self, x: T) -> u32;",
        "fn f<T: OurOwn>(&self, x: T) -> u32;",
        "#[mockall::concretize] fn f<P: AsRef<Path>>(&self, x: P) -> u32;",
        "fn f<const N: usize>(&self, x: [u8; N]) -> u32;",
        "fn f<F: for<'a> Fn(&'a u32) -> u32 + Send + 'static>(&self, x: F) -> u32;",
        "fn f<T: 'static>(x: T) -> u32;",
        "fn f(x: &u32) -> &'static u32;",
        "fn new(x: u32) -> Self;",
        "fn f(&self) -> fn(&u32) -> &u32;",
        "type T: Clone; fn f(&self, x: Self::T) -> &Self::T;",
    ] {
        assert_eq!(refused(items), [], "{items}");
    }
    for item in [
        "trait Foo<T> { fn f(&self, x: &T) -> T; }",
        "trait Foo<T: 'static> { fn f<U: 'static>(&self, x: T, y: U); fn g() -> T; }",
        "trait Foo<const N: usize> { fn f() -> [u8; N]; }",
    ] {
        assert_eq!(refused_trait(item), [], "{item}");
    }
}

#[test]
fn a_type_that_may_borrow_is_refused_with_the_bound_to_write() {
    assert_eq!(
        refused("fn f<T>(&self, x: T);"),
        [(
            "`Foo` has no mock: the type parameter `T` of `f` is not `'static`".to_owned(),
            "write `T: 'static`".to_owned()
        )]
    );
    assert_eq!(
        advice("fn f<T: Debug + ?Sized>(&self, x: &T);"),
        "write `T: Debug + ?Sized + 'static`"
    );
    assert_eq!(
        advice("fn f<T>(&self, x: T) where T: std::fmt::Debug;"),
        "write `T: 'static`"
    );
    assert_eq!(
        advice("fn f<F: Fn(u32) -> u32>(&self, x: F);"),
        "write `F: Fn(u32) -> u32 + 'static`"
    );
    assert_eq!(
        advice("async fn f<T: Send>(&self, x: T);"),
        "write `T: Send + 'static`"
    );
    for item in [
        "trait Foo<T> { fn f(x: T); }",
        "trait Foo<T: Clone> { fn f() -> T; }",
        "trait Foo<T> { fn f(&self, x: T); fn g() -> u32; }",
        "trait Foo<T> { fn f<U: 'static>(&self, x: T, y: U); }",
    ] {
        let found = refused_trait(item);
        assert_eq!(found.len(), 1, "{item}: {found:?}");
        assert!(
            found[0].0.contains("`T` of the interface, which has `"),
            "{found:?}"
        );
    }
}

#[test]
fn a_borrow_without_a_name_inside_of_a_type_is_refused_with_the_name_to_write() {
    for (items, said) in [
        (
            "fn f(&self, x: Option<&u32>);",
            "name the lifetime: `fn f<'a>(.., x: Option<&'a u32>)`",
        ),
        (
            "fn f(&self, x: Option<&Self>);",
            "name the lifetime: `fn f<'a>(.., x: Option<&'a Self>)`",
        ),
        (
            "fn f(&self, x: &[&str]);",
            "name the lifetime: `fn f<'a>(.., x: &'a [&'a str])`",
        ),
        (
            "fn f(&self, x: (&u32, W<'_>));",
            "name the lifetime: `fn f<'a>(.., x: (&'a u32, W<'a>))`",
        ),
        (
            "fn f(&self, x: &W<'_>);",
            "name the lifetime: `fn f<'a>(.., x: &'a W<'a>)`",
        ),
        (
            "fn f(x: Box<dyn Debug + '_>);",
            "name the lifetime: `fn f<'a>(.., x: Box<dyn Debug + 'a>)`",
        ),
        (
            "async fn f(&self, x: Option<&u32>);",
            "name the lifetime: `fn f<'a>(.., x: Option<&'a u32>)`",
        ),
        (
            "fn f<T: 'static>(&self, x: Option<&T>);",
            "take an owned value, or make it two methods",
        ),
        (
            "fn f(&self) -> Option<&u32>;",
            "name the lifetime: `fn f<'a>(&'a self, ..) -> Option<&'a u32>`",
        ),
        (
            "fn f(&mut self) -> Option<&mut u32>;",
            "name the lifetime: `fn f<'a>(&'a mut self, ..) -> Option<&'a mut u32>`",
        ),
        (
            "fn f(&self) -> (&u32, &str);",
            "name the lifetime: `fn f<'a>(&'a self, ..) -> (&'a u32, &'a str)`",
        ),
        (
            "fn f(&self) -> Vec<Cow<'_, str>>;",
            "name the lifetime: `fn f<'a>(&'a self, ..) -> Vec<Cow<'a, str>>`",
        ),
        (
            "fn f(&self) -> Box<dyn Iterator<Item = u32> + '_>;",
            "name the lifetime: `fn f<'a>(&'a self, ..) -> Box<dyn Iterator<Item = u32> + 'a>`",
        ),
        (
            "async fn f(&self) -> W<'_>;",
            "name the lifetime: `fn f<'a>(&'a self, ..) -> W<'a>`",
        ),
    ] {
        assert_eq!(advice(items), said, "{items}");
    }
}

#[test]
fn a_result_that_no_expectation_can_make_is_refused() {
    let owned = "return an owned value, or hand-write the double";
    for items in [
        "fn f<'a>(&self, x: &'a u32) -> &'a u32;",
        "fn f<'a>(&'a self, x: &'a u32) -> Option<&'a u32>;",
        "fn f<'a>(&'a self, x: &'a str) -> Pin<Box<dyn Future<Output = u32> + 'a>>;",
        "fn f(x: &u32) -> &u32;",
        "fn f<'a>(x: &'a u32) -> Option<&'a u32>;",
        "fn f(&self) -> &[&str];",
        "fn f<'a>(&'a self) -> &'a [&'a str];",
        "fn f(&self) -> impl Iterator<Item = &u32>;",
        "fn f<'a>(&'a self) -> Box<dyn Iterator<Item = &'a u32> + 'a>;",
        "fn f<T: 'static>(&self, x: T) -> Option<&u32>;",
    ] {
        assert_eq!(advice(items), owned, "{items}");
    }
    for (items, said) in [
        (
            "fn f<'a>(&'a self) -> &'a u32;",
            "leave it out: `fn f(&self, ..) -> &u32`",
        ),
        (
            "fn f<'a>(&'a mut self) -> &'a mut u32;",
            "leave it out: `fn f(&mut self, ..) -> &mut u32`",
        ),
        (
            "fn f(&self) -> &std::path::Path;",
            "import it, `use std::path::Path;`, and write `&Path`",
        ),
        (
            "fn f<'a, T: 'static>(&self, x: &'a T);",
            "leave out `'a` where it need not be named, as in `x: &T`, or take an owned value",
        ),
        (
            "fn f<'a, 'b: 'a>(&self, x: &'a u32, y: &'b u32);",
            "write it behind the method: `where 'b: 'a`",
        ),
        (
            "fn f<T>(&self, x: T) where for<'x> &'x T: Debug, T: 'static;",
            "take a type without the bound, or hand-write the double",
        ),
        (
            "type T<'a>; fn f(&self);",
            "use an owned type, or hand-write the double",
        ),
        ("fn default() -> Self;", "give the function another name"),
    ] {
        assert_eq!(advice(items), said, "{items}");
    }
}
