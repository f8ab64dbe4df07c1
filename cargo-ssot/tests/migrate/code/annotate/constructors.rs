//! The constructors get an impl of their own.

use super::sample::Sample;

const STRUCT: &str = "pub struct Manager { a: u8 }\n\n";
const ATTRIBUTE: &str =
    "#[ssot::ssot_component(canonical = \"crate::Manager\", enforce = \"warn\")]\n";

/// What becomes of the impls behind the struct.
fn cut(impls: &str) -> String {
    let sample = Sample::of(&[("src/lib.rs", &format!("{STRUCT}{impls}"))]);
    let annotated = sample.annotate("Manager");
    assert_eq!(annotated.changes, 1, "{annotated:?}");
    let text = sample.read("acme/src/lib.rs");
    let rest = text
        .strip_prefix(ATTRIBUTE)
        .and_then(|rest| rest.strip_prefix(STRUCT));
    rest.expect("the struct is annotated").to_owned()
}

/// Why somebody has to do it.
fn by_hand(text: &str) -> String {
    let sample = Sample::of(&[("src/lib.rs", text)]);
    let annotated = sample.annotate("Manager");
    assert_eq!(annotated.changes, 0, "{annotated:?}");
    assert_eq!(sample.read("acme/src/lib.rs"), text);
    annotated
        .by_hand
        .first()
        .expect("there is a reason")
        .clone()
}

#[test]
fn an_impl_of_constructors_is_marked() {
    let block =
        "/// Makes.\n#[cfg(unix)]\nimpl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n}\n";
    let marked = block.replace("impl", "#[ssot::factory(enforce = \"warn\")]\nimpl");
    assert_eq!(cut(block), marked);
}

#[test]
fn an_impl_is_closed_behind_its_constructors() {
    let cut = cut(
        "impl Manager {\n    // The first.\n    /// Makes one.\n    pub fn new() -> Self {\n        Self { a: 1 }\n    } // made\n\n    \
         #[must_use]\n    pub fn twice(a: u8) -> Option<Self> { Some(Self { a }) }\n\n    // ---- methods ----\n\n    \
         /// Reads.\n    pub fn a(&self) -> u8 { self.a }\n}\n",
    );
    assert_eq!(
        cut,
        "#[ssot::factory(enforce = \"warn\")]\nimpl Manager {\n    // The first.\n    /// Makes one.\n    pub fn new() -> Self {\n        \
         Self { a: 1 }\n    } // made\n\n    #[must_use]\n    pub fn twice(a: u8) -> Option<Self> { Some(Self { a }) }\n}\n\n\
         impl Manager {\n    // ---- methods ----\n\n    /// Reads.\n    pub fn a(&self) -> u8 { self.a }\n}\n"
    );
}

#[test]
fn what_stands_around_constructors_keeps_its_order_and_attributes() {
    let cut = cut(
        "/// Manages.\n#[cfg(unix)]\nimpl Manager {\n    const A: u8 = 1;\n    pub fn new() -> Self { Self { a: Self::A } }\n    \
         fn a(&self) -> u8 { self.a }\n}\n",
    );
    assert_eq!(
        cut,
        "/// Manages.\n#[cfg(unix)]\nimpl Manager {\n    const A: u8 = 1;\n}\n\n#[cfg(unix)]\n#[ssot::factory(enforce = \"warn\")]\n\
         impl Manager {\n    pub fn new() -> Self { Self { a: Self::A } }\n}\n\n#[cfg(unix)]\nimpl Manager {\n    \
         fn a(&self) -> u8 { self.a }\n}\n"
    );
}

#[test]
fn scattered_constructors_come_together_with_their_comments() {
    let cut = cut(
        "impl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n\n    fn a(&self) -> u8 { self.a }\n\n    // Stays.\n\n    \
         // Why.\n    /* How. */\n    pub fn of(a: u8) -> Result<Self, &'static str> { Ok(Self { a }) } // so\n\n    fn b(&self) {}\n}\n",
    );
    assert_eq!(
        cut,
        "#[ssot::factory(enforce = \"warn\")]\nimpl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n\n    // Why.\n    /* How. */\n    \
         pub fn of(a: u8) -> Result<Self, &'static str> { Ok(Self { a }) } // so\n}\n\nimpl Manager {\n    \
         fn a(&self) -> u8 { self.a }\n\n    // Stays.\n\n    fn b(&self) {}\n}\n"
    );
}

#[test]
fn constructors_of_several_impls_come_into_one() {
    let cut = cut(
        "impl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n    fn a(&self) {}\n}\n\nimpl Manager {\n    /// Two.\n    \
         pub fn two() -> Self { Self { a: 2 } }\n\n    fn b(&self) {}\n}\n\nimpl Manager {\n    pub fn three() -> Self { Self { a: 3 } }\n}\n",
    );
    assert_eq!(
        cut,
        "#[ssot::factory(enforce = \"warn\")]\nimpl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n\n    /// Two.\n    \
         pub fn two() -> Self { Self { a: 2 } }\n\n    pub fn three() -> Self { Self { a: 3 } }\n}\n\nimpl Manager {\n    \
         fn a(&self) {}\n}\n\nimpl Manager {\n    fn b(&self) {}\n}\n"
    );
}

#[test]
fn an_impl_on_one_line_is_cut_as_well() {
    let cut = cut("impl Manager { pub fn new() -> Self { Self { a: 1 } } fn a(&self) {} }\n");
    assert_eq!(
        cut,
        "#[ssot::factory(enforce = \"warn\")]\nimpl Manager { pub fn new() -> Self { Self { a: 1 } }\n}\n\nimpl Manager {\n    fn a(&self) {} }\n"
    );
}

#[test]
fn lines_end_as_they_do() {
    let text = "pub mod a {\n    #[derive(Clone, Debug)]\n    pub struct Manager { a: u8 }\n    impl Manager {\n        \
        pub fn new() -> Self { Self { a: 1 } }\n        fn a(&self) {}\n    }\n}\npub use a::Manager;\n";
    let sample = Sample::of(&[("src/lib.rs", &text.replace('\n', "\r\n"))]);
    assert_eq!(sample.annotate("Manager").changes, 2);
    let changed = sample.read("acme/src/lib.rs");
    assert!(!changed.replace("\r\n", "").contains('\n'), "{changed:?}");
}

#[test]
fn what_hands_out_a_global_is_no_constructor() {
    let cut = cut(
        "use std::sync::{Arc, LazyLock};\nstatic ONE: LazyLock<Arc<Manager>> = LazyLock::new(|| Arc::new(Manager::new()));\n\
         impl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n    pub fn shared() -> Arc<Self> { ONE.clone() }\n    \
         pub fn first(of: &[Self]) -> &Self { &of[0] }\n}\n",
    );
    let (_, rest) = cut
        .split_once("\n}\n\nimpl Manager {\n")
        .expect("it is cut");
    assert!(
        rest.starts_with("    pub fn shared()") && rest.contains("fn first("),
        "{cut}"
    );
}

#[test]
fn what_hands_out_something_else_that_holds_one_is_no_constructor() {
    let cut = cut("pub struct Data<T>(T);\npub struct Config;\n\
         impl Config { fn data<T>(&self, of: T) -> Data<T> { Data(of) } }\n\
         impl Manager {\n    pub fn new() -> Self { Self { a: 1 } }\n    \
         pub fn init_test() -> Data<Manager> { Config.data(Self::new()) }\n    \
         pub fn counted() -> Data<Self> { Data(Self { a: 2 }) }\n}\n");
    let (factory, rest) = cut
        .split_once("\n}\n\nimpl Manager {\n")
        .expect("it is cut");
    assert!(
        factory.contains("fn new()") && factory.contains("fn counted()"),
        "{cut}"
    );
    assert!(rest.starts_with("    pub fn init_test()"), "{cut}");
}

#[test]
fn an_impl_in_a_module_below_names_the_type_by_its_path() {
    let sample = Sample::of(&[
        ("src/lib.rs", "pub mod a;\n"),
        (
            "src/a.rs",
            "pub mod b;\npub struct Manager<T> { pub a: T }\n",
        ),
        (
            "src/a/b.rs",
            "use crate::a::Manager;\n\nimpl<T> Manager<T>\nwhere\n    T: Copy,\n{\n    pub fn new(a: T) -> Self { Self { a } }\n    pub fn a(&self) -> T { self.a }\n}\n",
        ),
    ]);
    sample.annotate("Manager");
    assert_eq!(
        sample.read("acme/src/a/b.rs"),
        "use crate::a::Manager;\n\n#[ssot::factory(enforce = \"warn\")]\nimpl<T> crate::a::Manager<T>\nwhere\n    T: Copy,\n{\n    \
         pub fn new(a: T) -> Self { Self { a } }\n}\n\nimpl<T> Manager<T>\nwhere\n    T: Copy,\n{\n    pub fn a(&self) -> T { self.a }\n}\n"
    );
}

#[test]
fn constructors_that_will_not_see_the_guard_are_left_to_somebody() {
    let text = "mod a {\n    pub struct Manager { pub a: u8 }\n}\nimpl a::Manager { pub fn new() -> Self { Self { a: 1 } } }\n";
    let reason = by_hand(text);
    assert!(
        reason.contains("`acme`") && reason.contains("move them to `acme::a`"),
        "{reason}"
    );
}

#[test]
fn what_nothing_but_literals_make_needs_a_constructor() {
    let reason =
        by_hand("pub struct Manager { a: u8 }\nimpl Manager { fn a(&self) -> u8 { self.a } }\n");
    assert!(
        reason.contains(
            "`#[ssot::ssot_component(new, canonical = \"crate::Manager\", enforce = \"warn\")]`"
        ),
        "{reason}"
    );
}

#[test]
fn impls_that_differ_are_not_made_one() {
    let reason = by_hand(
        "pub struct Manager { a: u8 }\n#[cfg(unix)]\nimpl Manager { pub fn new() -> Self { Self { a: 1 } } }\n\
         impl Manager { pub fn two() -> Self { Self { a: 2 } } }\n",
    );
    assert!(
        reason.contains("acme/src/lib.rs:3 and acme/src/lib.rs:4"),
        "{reason}"
    );
}

#[test]
fn what_a_factory_refuses_is_not_put_into_one() {
    let reason = by_hand(
        "pub struct Manager { a: u8 }\nimpl Manager { pub fn new(#[cfg(windows)] a: u8) -> Self { Self { a: 1 } } }\n",
    );
    assert!(reason.contains("conditional"), "{reason}");
}

#[test]
fn traits_that_make_instances_are_listed() {
    let sample = Sample::of(&[(
        "src/lib.rs",
        "pub struct Manager { a: u8 }\nimpl Manager { pub fn new(a: u8) -> Self { Self { a } } }\n\
         impl Default for Manager { fn default() -> Self { Self { a: 1 } } }\n\
         impl From<u8> for Manager { fn from(a: u8) -> Self { Self::new(a) } }\n\
         impl From<Manager> for u8 { fn from(m: Manager) -> Self { m.a } }\n",
    )]);
    let annotated = sample.annotate("Manager");
    assert_eq!(annotated.by_hand.len(), 2, "{annotated:?}");
    assert!(
        annotated.by_hand[0].contains("`impl Default for Manager`"),
        "{annotated:?}"
    );
    assert!(
        annotated.by_hand[1].contains("call `ManagerFactory::new`"),
        "{annotated:?}"
    );
}
