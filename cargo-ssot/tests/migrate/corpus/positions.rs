//! The positions in which a type is named.

/// A position.
pub(crate) struct Position {
    pub(crate) what: &'static str,
    /// Code with the type in that position.
    pub(crate) code: &'static str,
    /// Whether only the crate that defines the type can do that.
    pub(crate) inside_only: bool,
}

const fn position(what: &'static str, code: &'static str) -> Position {
    Position {
        what,
        code,
        inside_only: false,
    }
}

const fn inside(what: &'static str, code: &'static str) -> Position {
    Position {
        what,
        code,
        inside_only: true,
    }
}

pub(crate) const POSITIONS: &[Position] = &[
    position(
        "a parameter",
        "pub fn used(one: &Manager) -> usize {\n    one.size()\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(used(&Factory::of(3)), 3);\n}",
    ),
    position(
        "a result",
        "pub fn used() -> Manager {\n    Factory::of(2)\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(used().size(), 2);\n}",
    ),
    position(
        "a variable and a generic argument",
        "#[test]\nfn it_works() {\n    let all: Vec<Manager> = vec![Factory::of(1)];\n    let one: Option<&Manager> = all.first();\n    assert_eq!(one.map(|one| one.size()), Some(1));\n}",
    ),
    position(
        "a call of a function of its own",
        "#[test]\nfn it_works() {\n    assert_eq!(Manager::describe().len(), 9);\n    let describe = Manager::describe;\n    assert_eq!(describe(), \"a manager\");\n}",
    ),
    position(
        "a call with types, and a constant",
        "#[test]\nfn it_works() {\n    let twice = Manager::twice::<u8>(4);\n    assert_eq!(twice + Manager::LIMIT, 15);\n}",
    ),
    position(
        "a type in angle brackets",
        "#[test]\nfn it_works() {\n    assert_eq!(<Manager>::describe(), \"a manager\");\n    assert_eq!(<Manager as crate::managers::Sized2>::item(), 4);\n    let item: <Manager as crate::managers::Sized2>::Item = 3_u8;\n    assert_eq!(item, 3);\n}",
    ),
    position(
        "patterns",
        "pub fn used(one: &Manager) -> usize {\n    let Manager { size, .. } = one;\n    match one {\n        Manager { size: 0, .. } => 0,\n        _ => *size,\n    }\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(used(&Factory::of(3)), 3);\n}",
    ),
    position(
        "fields and variants",
        "pub struct Holder<'a> {\n    pub one: Box<Manager>,\n    pub second: &'a Manager,\n}\n\npub enum Either {\n    One(Manager),\n    None,\n}\n\n#[test]\nfn it_works() {\n    let one = Factory::of(1);\n    let holder = Holder { one: Box::new(Factory::of(2)), second: &one };\n    assert_eq!(holder.one.size() + holder.second.size(), 3);\n    assert!(!matches!(Either::One(one), Either::None));\n}",
    ),
    inside(
        "an impl",
        "impl Manager {\n    fn own_MODULE(&self) -> usize {\n        self.size() + 1\n    }\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(Factory::of(3).own_MODULE(), 4);\n}",
    ),
    position(
        "an impl of a trait",
        "pub trait Counts {\n    fn count(&self) -> usize;\n}\n\nimpl Counts for Manager {\n    fn count(&self) -> usize {\n        self.size()\n    }\n}\n\nimpl From<&Manager> for Box<dyn Counts> {\n    fn from(one: &Manager) -> Self {\n        Box::new(Factory::of(one.size()))\n    }\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(Box::<dyn Counts>::from(&Factory::of(3)).count(), 3);\n}",
    ),
    position(
        "bounds and where clauses",
        "pub fn used<T>(one: T) -> usize\nwhere\n    T: AsRef<str> + PartialEq<String>,\n    Manager: Sized,\n    Vec<Manager>: Sized,\n{\n    one.as_ref().len()\n}\n\npub fn called(one: impl Fn(&Manager) -> usize) -> usize {\n    one(&Factory::of(6))\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(used(\"abc\".to_owned()), 3);\n    assert_eq!(called(|one: &Manager| one.size()), 6);\n}",
    ),
    position(
        "aliases, constants and statics",
        "pub type Alias = Manager;\n\npub const MAKE: fn(usize) -> Manager = Factory::of;\n\npub static SIZE: fn(&Manager) -> usize = Manager::size;\n\n#[test]\nfn it_works() {\n    let one: Alias = MAKE(3);\n    assert_eq!(SIZE(&one), 3);\n}",
    ),
    position(
        "expressions in macros",
        "#[test]\nfn it_works() {\n    assert_eq!(Manager::describe(), \"a manager\");\n    let all = vec![Manager::LIMIT, Manager::LIMIT];\n    assert_eq!(format!(\"{} {}\", Manager::LIMIT, all.len()), \"7 2\");\n    assert!(matches!(Factory::of(1), Manager { size: 1, .. }));\n}",
    ),
    position(
        "tokens in macros",
        "macro_rules! sizes {\n    ($($ty:path => $size:expr);*) => {\n        [$({ let one: $ty = Factory::of($size); one.size() }),*]\n    };\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(sizes!(Manager => 1; Manager => 2), [1, 2]);\n}",
    ),
    position(
        "the body of a macro",
        "macro_rules! described {\n    () => {\n        Manager::describe()\n    };\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(described!(), \"a manager\");\n}",
    ),
    position(
        "attributes",
        "#[attribute::needs(Manager)]\npub fn used() -> usize {\n    Manager::LIMIT\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(used(), 7);\n}",
    ),
    position(
        "an inner module",
        "#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn it_works() {\n        let one: Manager = Factory::of(3);\n        assert_eq!(one, Factory::of(3));\n    }\n}",
    ),
    position(
        "an async function",
        "pub async fn used(one: &Manager) -> Result<usize, Box<Manager>> {\n    std::future::ready(one.size()).await;\n    Ok(one.size())\n}\n\n#[test]\nfn it_works() {\n    let one = Factory::of(1);\n    let future = std::pin::pin!(used(&one));\n    let mut context = std::task::Context::from_waker(std::task::Waker::noop());\n    let std::task::Poll::Ready(size) = Future::poll(future, &mut context) else { panic!() };\n    assert_eq!(size, Ok(1));\n}",
    ),
    position(
        "a generic of the same module",
        "pub struct Wrapper<T = Manager>(pub T);\n\nimpl Wrapper<Manager> {\n    pub fn held(&self) -> usize {\n        self.0.size()\n    }\n}\n\n#[test]\nfn it_works() {\n    let one = Wrapper::<Manager>(Factory::of(2));\n    assert_eq!(one.held(), 2);\n}",
    ),
    position(
        "casts, references and arrays",
        "#[test]\nfn it_works() {\n    let all: [Manager; 2] = [Factory::of(1), Factory::of(2)];\n    let part: &[Manager] = &all;\n    let size = part.iter().map(Manager::size).sum::<usize>();\n    assert_eq!(size, 3);\n    assert_eq!(size_of::<Manager>(), size_of::<usize>());\n    let first = &raw const all as *const Manager;\n    assert!(!first.is_null());\n}",
    ),
    position(
        "functions in functions",
        "pub fn used() -> usize {\n    fn local(one: &Manager) -> usize {\n        one.size()\n    }\n    struct Local(Manager);\n    local(&Local(Factory::of(9)).0)\n}\n\n#[test]\nfn it_works() {\n    assert_eq!(used(), 9);\n}",
    ),
    position(
        "docs, strings and comments",
        "/// Returns a [`Manager`], and no `old::Manager`.\npub fn used() -> Manager {\n    // crate::old::Manager was here once.\n    let text = \"crate::old::Manager\";\n    Factory::of(text.len())\n}\n\n#[test]\nfn it_works() {\n    assert!(used().size() > 10);\n}",
    ),
    position(
        "closures and nested generics",
        "#[test]\nfn it_works() {\n    let make = |size: usize| -> Manager { Factory::of(size) };\n    let all: std::collections::BTreeMap<usize, Vec<Option<Box<Manager>>>> =\n        [(1, vec![Some(Box::new(make(4)))])].into();\n    assert_eq!(all[&1].len(), 1);\n    let sum = all.values().flatten().flatten().map(|one: &Box<Manager>| one.size());\n    assert_eq!(sum.sum::<usize>(), 4);\n}",
    ),
    position(
        "dynamic traits and associated types",
        "pub trait Source {\n    type Made;\n\n    fn make(&self) -> Self::Made;\n}\n\nimpl Source for usize {\n    type Made = Manager;\n\n    fn make(&self) -> Manager {\n        Factory::of(*self)\n    }\n}\n\n#[test]\nfn it_works() {\n    let source: &dyn Source<Made = Manager> = &3;\n    assert_eq!(source.make().size(), 3);\n}",
    ),
    position(
        "no place but an import",
        "#[test]\nfn it_works() {\n    let _: fn() -> Manager = || Factory::of(1);\n}",
    ),
];
