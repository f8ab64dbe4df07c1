//! What makes a component past its factory becomes a call of the factory, or is left with the reason.

use crate::rewritten::{Workspace, by_hand, changed};

const MANAGER: &str = "#[ssot::factory_only]
pub struct Manager { pub bus: u8, pub limit: u8 }
#[ssot::factory]
impl Manager {
    pub fn new(bus: u8, limit: u8) -> Self { Self { bus, limit } }
    pub fn empty() -> Self { Self { bus: 0, limit: 0 } }
}
";

/// Modules below `src`, each with what it says before and after. What the others need stands in the first ones.
const FORMS: &[(&str, &str, &str)] = &[
    ("manager", MANAGER, MANAGER),
    (
        "shelf",
        "mod inner {
    #[ssot::factory_only(new)]
    pub struct Shelf { pub size: u8 }
    #[ssot::factory_only(new)]
    pub struct Hidden { pub size: u8 }
}
mod all {
    #[ssot::factory_only(new)]
    pub struct Wide { pub size: u8 }
}
pub use inner::{Hidden, Shelf, ShelfFactory};
pub use all::*;
pub mod open { pub use super::inner::*; }
",
        "",
    ),
    (
        "generic",
        "#[ssot::factory_only]
pub struct Buffer<T> { pub items: Vec<T> }
#[ssot::factory]
impl<T> Buffer<T> {
    pub fn new(items: Vec<T>) -> Self { Self { items } }
    pub fn empty() -> Self { Self { items: Vec::new() } }
}
impl<T> Default for Buffer<T> { fn default() -> Self { Self::empty() } }
",
        "#[ssot::factory_only]
pub struct Buffer<T> { pub items: Vec<T> }
#[ssot::factory]
impl<T> Buffer<T> {
    pub fn new(items: Vec<T>) -> Self { Self { items } }
    pub fn empty() -> Self { Self { items: Vec::new() } }
}
impl<T> Default for Buffer<T> { fn default() -> Self { BufferFactory::<T>::empty() } }
",
    ),
    (
        "imported",
        "use crate::manager::Manager;
pub fn one() -> Manager { Manager::new(1, /* twice */ 2) }
pub fn two() -> Manager { Manager :: empty ( ) }
",
        "use crate::manager::Manager;
use crate::manager::ManagerFactory;
pub fn one() -> Manager { ManagerFactory::new(1, /* twice */ 2) }
pub fn two() -> Manager { ManagerFactory :: empty ( ) }
",
    ),
    (
        "imported_by_super",
        "use super::manager::Manager as Renamed;
pub fn one() -> Renamed { Renamed::empty() }
pub mod inner {
    pub fn two() -> super::Renamed { super::Renamed::empty() }
}
",
        "use super::manager::Manager as Renamed;
use super::manager::ManagerFactory;
pub fn one() -> Renamed { ManagerFactory::empty() }
pub mod inner {
    pub fn two() -> super::Renamed { crate::manager::ManagerFactory::empty() }
}
",
    ),
    (
        "by_path",
        "pub fn one() -> crate::manager::Manager { crate::manager::Manager::empty() }
pub fn two() -> crate::manager::Manager { < crate::manager::Manager >::empty() }
",
        "pub fn one() -> crate::manager::Manager { crate::manager::ManagerFactory::empty() }
pub fn two() -> crate::manager::Manager { < crate::manager::ManagerFactory >::empty() }
",
    ),
    (
        "in_scope",
        "use crate::manager::*;
pub fn one() -> Manager { Manager::empty() }
",
        "use crate::manager::*;
pub fn one() -> Manager { ManagerFactory::empty() }
",
    ),
    (
        "as_a_value",
        "use crate::shelf::Shelf;
pub fn all() -> Vec<Shelf> { [1, 2].into_iter().map(Shelf::new).collect() }
",
        "use crate::shelf::Shelf;
use crate::shelf::ShelfFactory;
pub fn all() -> Vec<Shelf> { [1, 2].into_iter().map(ShelfFactory::new).collect() }
",
    ),
    (
        "passed_on",
        "use crate::shelf::{Hidden, Wide};
pub fn one() -> Hidden { Hidden::new(1) }
pub fn two() -> Wide { Wide::new(1) }
",
        "use crate::shelf::{Hidden, Wide, WideFactory};
use crate::shelf::open::HiddenFactory;
pub fn one() -> Hidden { HiddenFactory::new(1) }
pub fn two() -> Wide { WideFactory::new(1) }
",
    ),
    (
        "in_macros",
        "use crate::manager::Manager;
macro_rules! last { ($($any:tt)*) => { $($any)* }; }
pub fn all() -> Vec<Manager> {
    assert_eq!(Manager::empty().bus, 0);
    last! { let made = Manager::empty(); return vec![made, Manager::new(1, 2)] }
}
",
        "use crate::manager::Manager;
use crate::manager::ManagerFactory;
macro_rules! last { ($($any:tt)*) => { $($any)* }; }
pub fn all() -> Vec<Manager> {
    assert_eq!(ManagerFactory::empty().bus, 0);
    last! { let made = ManagerFactory::empty(); return vec![made, ManagerFactory::new(1, 2)] }
}
",
    ),
    (
        "generics",
        "use crate::generic::Buffer;
pub fn one() -> Buffer<u8> { Buffer::<u8>::new(vec![1]) }
pub fn two() -> Buffer<u8> { Buffer::new(Vec::<u8>::new()) }
pub fn three() -> Buffer<u8> { <Buffer<u8>>::empty() }
",
        "use crate::generic::Buffer;
use crate::generic::BufferFactory;
pub fn one() -> Buffer<u8> { BufferFactory::<u8>::new(vec![1]) }
pub fn two() -> Buffer<u8> { BufferFactory::new(Vec::<u8>::new()) }
pub fn three() -> Buffer<u8> { <BufferFactory<u8>>::empty() }
",
    ),
    (
        "r#type",
        "#[ssot::factory_only(new)]
pub struct Kind { pub size: u8 }
pub mod below {
    #[ssot::factory_only]
    pub struct Kind;
    #[ssot::factory]
    impl Kind { pub fn r#try() -> Self { Self } }
    impl Kind { pub fn again() -> Self { Self::r#try() } }
}
",
        "#[ssot::factory_only(new)]
pub struct Kind { pub size: u8 }
pub mod below {
    #[ssot::factory_only]
    pub struct Kind;
    #[ssot::factory]
    impl Kind { pub fn r#try() -> Self { Self } }
    impl Kind { pub fn again() -> Self { KindFactory::r#try() } }
}
",
    ),
    (
        "raw",
        "use crate::r#type::Kind;
use crate::r#type::below::Kind as Other;
pub fn both() -> (Kind, Other) { (Kind::new(1), Other::r#try()) }
pub fn inner() -> Kind {
    use crate::r#type::Kind as Inner;
    Inner::new(1)
}
",
        "use crate::r#type::Kind;
use crate::r#type::KindFactory;
use crate::r#type::below::Kind as Other;
pub fn both() -> (Kind, Other) { (KindFactory::new(1), crate::r#type::below::KindFactory::r#try()) }
pub fn inner() -> Kind {
    KindFactory::new(1)
}
",
    ),
    (
        "conflict",
        "use crate::manager::Manager;
pub struct ManagerFactory;
pub fn one() -> Manager { Manager::empty() }
",
        "use crate::manager::Manager;
pub struct ManagerFactory;
pub fn one() -> Manager { crate::manager::ManagerFactory::empty() }
",
    ),
    (
        "alias",
        "pub type Alias = crate::manager::Manager;
pub fn one() -> Alias { Alias::empty() }
",
        "use crate::manager::ManagerFactory;

pub type Alias = crate::manager::Manager;
pub fn one() -> Alias { ManagerFactory::empty() }
",
    ),
    (
        "nested",
        "use crate::manager::Manager;
use crate::shelf::Shelf;
pub fn one() -> Shelf { Shelf::new(Manager::new(Manager::empty().bus, 2).limit) }
",
        "use crate::manager::ManagerFactory;
use crate::shelf::Shelf;
use crate::shelf::ShelfFactory;
pub fn one() -> Shelf { ShelfFactory::new(ManagerFactory::new(ManagerFactory::empty().bus, 2).limit) }
",
    ),
    (
        "elsewhere",
        "impl crate::manager::Manager {
    pub fn other() -> Self { Self::empty() }
}
pub fn one() -> other_name::Engine { other_name::Engine::new() }
pub fn two() -> other_name::Engine { use other_name::Engine; Engine::new() }
",
        "use other_name::EngineFactory;

impl crate::manager::Manager {
    pub fn other() -> Self { crate::manager::ManagerFactory::empty() }
}
pub fn one() -> other_name::Engine { other_name::EngineFactory::new() }
pub fn two() -> other_name::Engine {  EngineFactory::new() }
",
    ),
];

/// What constructors say that they replace.
const REPLACED: &[(&str, &str, &str)] = &[
    (
        "renamed",
        "#[ssot::factory_only]
pub struct Port { pub number: u16, pub r#type: u8 }
#[ssot::factory]
impl Port {
    #[factory(replaces = \"Port::new\", replaces = \"Port { r#type, number }\")]
    pub fn create(number: u16, r#type: u8) -> Self { Self { number, r#type } }
    #[ssot::factory(replaces = \"Self::new\")]
    pub fn r#static(number: u16) -> Self { Self { number, r#type: 1 } }
}
",
        "",
    ),
    (
        "renamed_callers",
        "use crate::renamed::Port;
pub fn one() -> Port { Port::new(1, 2) }
pub fn two() -> Port { Port::new(1) }
pub fn three(r#type: u8) -> Port { Port { r#type, number: 2 } }
",
        "use crate::renamed::Port;
use crate::renamed::PortFactory;
pub fn one() -> Port { PortFactory::create(1, 2) }
pub fn two() -> Port { PortFactory::r#static(1) }
pub fn three(r#type: u8) -> Port { PortFactory::create(2, r#type) }
",
    ),
];

const ENGINE: &str = "#[ssot::factory_only(new)]
pub struct Engine;
";

/// What templates change.
const TEMPLATES: &[(&str, &str, &str)] = &[
    (
        "task",
        "#[derive(Debug)]
#[ssot::factory_only]
pub struct Task { pub name: u8, pub limit: u8 }
#[ssot::factory]
impl Task {
    pub fn create(limit: u8, name: u8) -> Result<Self, u8> { Ok(Self { name, limit }) }
    pub fn alone(name: u8) -> Self { Self { name, limit: 1 } }
    pub fn sum(sum: u8) -> Self { Self { name: sum, limit: 1 } }
}
#[ssot::factory_only]
pub struct Pair(pub u8, pub u8);
#[ssot::factory]
impl Pair {
    pub fn of(both: (u8, u8)) -> Self { Self(both.0, both.1) }
}
pub struct Listed { pub size: u8 }
impl Listed {
    pub fn new(size: u8) -> Self { Self { size } }
    pub fn twice(size: u8, _twice: bool) -> Self { Listed::new(size) }
}
",
        "",
    ),
    (
        "literals",
        "use crate::task::Task;
pub fn one(limit: u8) -> Result<Task, u8> {
    let name = 1;
    let made = Task { limit, name };
    Ok(made)
}
pub fn two() -> Result<u8, u8> {
    Ok(Task { name: 1, limit: 2 }.limit)
}
",
        "use crate::task::Task;
use crate::task::TaskFactory;
pub fn one(limit: u8) -> Result<Task, u8> {
    let name = 1;
    let made = TaskFactory::create(limit, name)?;
    Ok(made)
}
pub fn two() -> Result<u8, u8> {
    Ok(TaskFactory::create(2, 1)?.limit)
}
",
    ),
    (
        "calls",
        "use crate::task::Task;
pub fn one() -> Task { Task::named(1 /* kept */ + 1) }
pub fn two(a: u8, b: u8) -> u8 { Task::difference(a & b, 1).name }
pub fn three() -> u8 { 2 * Task::size(3) }
pub fn four() -> crate::task::Pair { crate::task::Pair(1, 2) }
pub fn five() -> crate::task::Listed { crate::task::Listed::new(1) }
pub fn six() -> Task { Task::named(Task::named(crate::manager::Manager::empty().bus).name) }
",
        "use crate::task::Task;
use crate::task::TaskFactory;
pub fn one() -> Task { TaskFactory::alone(1 /* kept */ + 1) }
pub fn two(a: u8, b: u8) -> u8 { TaskFactory::sum((a & b) - 1).name }
pub fn three() -> u8 { 2 * (TaskFactory::alone(3).name + 1) }
pub fn four() -> crate::task::Pair { crate::task::PairFactory::of((1, 2)) }
pub fn five() -> crate::task::Listed { crate::task::Listed::twice(1, true) }
pub fn six() -> Task { TaskFactory::alone(TaskFactory::alone(crate::manager::ManagerFactory::empty().bus).name) }
",
    ),
];

const SETTINGS: &str = r#"
[components]
names = ["Listed"]

[[migrate.constructors]]
from = "Task { name: $name, limit: $limit }"
to = "TaskFactory::create($limit, $name)?"

[[migrate.constructors]]
from = "acme::task::Task::named($name)"
to = "TaskFactory::alone($name)"

[[migrate.constructors]]
from = "Task::difference($one, $other)"
to = "TaskFactory::sum($one - $other)"

[[migrate.constructors]]
from = "Task::size($name)"
to = "TaskFactory::alone($name).name + 1"

[[migrate.constructors]]
from = "Pair($one, $other)"
to = "PairFactory::of(($one, $other))"

[[migrate.constructors]]
from = "Listed::new($size)"
to = "crate::task::Listed::twice($size, true)"
"#;

#[test]
fn what_is_written_compiles_and_nothing_else_changes() {
    let workspace = Workspace::new(SETTINGS);
    workspace.library("other", &[], &[("lib", ENGINE)]);
    let all: Vec<_> = FORMS.iter().chain(TEMPLATES).chain(REPLACED).collect();
    let modules = all.iter().map(|(name, ..)| format!("pub mod {name};\n"));
    let root: String = modules.collect();
    let mut files = vec![("lib", root.as_str())];
    files.extend(
        all.iter()
            .map(|(name, before, _)| (name.trim_start_matches("r#"), *before)),
    );
    workspace.library(
        "acme",
        &["other_name = { path = '../other', package = 'other' }"],
        &files,
    );
    let (left, problems) = workspace.migrate();
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(problems, Vec::<String>::new());
    let mut wrong = Vec::new();
    for (name, before, after) in all {
        let after = if after.is_empty() { before } else { after };
        let text = workspace.text("acme", name.trim_start_matches("r#"));
        if text != *after {
            wrong.push(format!("{name} becomes\n{text}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{}", wrong.join("\n"));
    workspace.check();
    let (left, _) = workspace.migrate();
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(workspace.steps(), 0, "nothing is left to do");
}

/// The reason why the construction in `code` stays, beside a manager, with these settings.
fn reason(settings: &str, code: &str) -> String {
    let mut reasons = by_hand(settings, &format!("{MANAGER}{code}"));
    assert_eq!(reasons.len(), 1, "{code}: {reasons:?}");
    reasons.remove(0)
}

#[test]
fn what_only_somebody_can_decide_is_left_with_the_reason() {
    const THERE_ARE: &str = "`ManagerFactory` has `empty()`, `new(_, _)`";
    let cases: &[(&str, &str)] = &[
        ("fn f() { Manager::new(1); }", "it has 1 argument, and "),
        ("fn f() { Manager::new(1); }", THERE_ARE),
        (
            "fn f() { Manager::default(); }",
            "`ManagerFactory` has no constructor `default`; ",
        ),
        (
            "fn f() { Manager::from(1); }",
            "`ManagerFactory` has no constructor `from`; ",
        ),
        ("fn f() { Manager::from(1); }", THERE_ARE),
        (
            "fn f() { Manager { bus: 1, limit: 2 }; }",
            "no constructor is known that takes what stands here",
        ),
        ("fn f() { Manager { bus: 1, limit: 2 }; }", THERE_ARE),
        (
            "macro_rules! make { () => { Manager::empty() }; }",
            "in the definition of a macro",
        ),
        (
            "fn f() { quote! { Manager::empty() }; }",
            "in the definition of a macro",
        ),
        (
            "fn f<Manager: Make>() { Manager::empty(); }",
            "`Manager` is a type parameter here",
        ),
        (
            "impl<Manager: Make> Other for Manager { fn f() { Manager::empty(); } }",
            "`Manager` is a type parameter here",
        ),
        (
            "fn f() { <Manager as Make>::new(1, 2); }",
            "by way of a trait",
        ),
    ];
    for (code, expected) in cases {
        let reason = reason("", code);
        assert!(reason.contains(expected), "{code}: {reason}");
    }
}

#[test]
fn tokens_that_are_no_expression_stay() {
    let reason = reason("", "fn f() { dsl!(Manager::new(x => 1) => y); }");
    assert!(
        reason.contains("cannot be parsed as an expression"),
        "{reason}"
    );
}

#[test]
fn constructors_of_one_name_under_conditions_are_left() {
    let code = "#[ssot::factory_only]
struct Port;
#[ssot::factory]
impl Port {
    #[cfg(unix)]
    fn new() -> Self { Self }
    #[cfg(not(unix))]
    fn new(number: u8) -> Self { Self }
}
fn f() { Port::new(); }";
    let reasons = by_hand("", code);
    let expected = "several constructors may be meant: `new()`, `new(_)`";
    assert_eq!(reasons, [expected]);
}

#[test]
fn a_factory_that_cannot_be_named_is_left() {
    let code = "mod outer {
    mod inner {
        #[ssot::factory_only(new)]
        pub struct Port;
    }
    pub use inner::Port;
}
fn f() { outer::Port::new(); }";
    let reasons = by_hand("", code);
    assert_eq!(reasons.len(), 1);
    assert!(
        reasons[0]
            .contains("`PortFactory` cannot be named here: it stands in `acme::outer::inner`"),
        "{reasons:?}"
    );
}

#[test]
fn an_alias_that_states_generic_arguments_is_left() {
    let code = "#[ssot::factory_only(new)]
struct Port<T> { number: T }
type Small = Port<u8>;
fn f() { Small::new(1); }";
    let reasons = by_hand("", code);
    assert_eq!(reasons.len(), 1);
    assert!(
        reasons[0].contains("the alias `Small` states generic arguments of `Port`"),
        "{reasons:?}"
    );
}

#[test]
fn what_a_template_cannot_do_without_a_change_of_meaning_is_left() {
    let template =
        |from: &str, to: &str| format!("[[migrate.constructors]]\nfrom = '{from}'\nto = '{to}'\n");
    let literal = "Manager { bus: $bus, limit: $limit }";
    let call = "Manager::of($bus, $limit)";
    let same = "ManagerFactory::new($bus, $limit)";
    let turned = "ManagerFactory::new($limit, $bus)";
    let cases = [
        (
            literal,
            same,
            "fn f(m: Manager) { Manager { bus: 1, ..m }; }",
            "come from another instance",
        ),
        (
            literal,
            same,
            "fn f() { Manager { bus: 1 }; }",
            "it has other fields than the template",
        ),
        (
            literal,
            same,
            "fn f() { Manager { bus: 1, other: 2 }; }",
            "it has other fields than the template",
        ),
        (
            literal,
            same,
            "fn f() { Manager { #[cfg(unix)] bus: 1, limit: 2 }; }",
            "an attribute stands on one of its fields",
        ),
        (
            literal,
            same,
            "fn f() { Manager { bus: 1, /* why */ limit: 2 }; }",
            "a comment stands in",
        ),
        (
            literal,
            same,
            "fn f() { Manager { bus: 1, limit: 2 // why\n }; }",
            "a comment stands in",
        ),
        (
            literal,
            same,
            "fn f() { Manager { limit: g(), bus: h() }; }",
            "changes the order in which the arguments are evaluated, and `h()` may",
        ),
        (
            call,
            turned,
            "fn f() { Manager::of(1, g()); }",
            "changes the order in which the arguments are evaluated, and `g()` may",
        ),
        (
            call,
            "ManagerFactory::one($limit)",
            "fn f() { Manager::of(g(), 1); }",
            "drops `$bus`, and `g()` may",
        ),
        (
            call,
            "ManagerFactory::with(|| ($bus, $limit))",
            "fn f() { Manager::of(g(), 1); }",
            "evaluates `g()` not at once",
        ),
        (
            call,
            same,
            "fn f() { Manager::of::<u8>(1, 2); }",
            "it states generic arguments",
        ),
        (
            call,
            "make($bus, $limit)",
            "fn make() { Manager::of(1, 2); }",
            "it stands in a function `make`",
        ),
        (
            call,
            turned,
            "fn f() { Manager::of(Manager::of(x, y), z); }",
            "changes the order",
        ),
    ];
    for (from, to, code, expected) in cases {
        let reasons = by_hand(&template(from, to), &format!("{MANAGER}{code}"));
        assert!(
            reasons.iter().any(|reason| reason.contains(expected)),
            "{code}: {reasons:?}"
        );
    }
}

#[test]
fn of_two_within_one_another_that_would_move_the_outer_one_waits() {
    let settings = "[[migrate.constructors]]\nfrom = 'Manager::of($bus, $limit)'\nto = 'ManagerFactory::new($limit, $bus)'\n";
    let code = format!("{MANAGER}fn f() {{ Manager::of(&Manager::empty, 3); }}");
    let (text, reasons) = changed(settings, &code);
    assert!(
        text.contains("Manager::of(&ManagerFactory::empty, 3)"),
        "{text}"
    );
    assert_eq!(reasons.len(), 1);
    assert!(reasons[0].contains("call the command again"), "{reasons:?}");
}

#[test]
fn templates_that_are_none_are_problems_with_their_place() {
    let cases = [
        (
            "Manager",
            "f()",
            2,
            "`Manager` is neither a call nor a literal",
        ),
        (
            "Manager::new(1)",
            "f()",
            2,
            "something else than a placeholder is given",
        ),
        (
            "Manager::new($a, $a)",
            "f()",
            2,
            "`$a` stands for two things",
        ),
        (
            "Manager::<u8>::new($a)",
            "f($a)",
            2,
            "has generic arguments",
        ),
        (
            "Manager::new($a)",
            "f($b)",
            3,
            "`from` has no placeholder `$b`",
        ),
        (
            "Manager::new($a)",
            "f($a, $a)",
            3,
            "would be evaluated twice",
        ),
        ("Manager::new($a)", "f($a", 3, "is not an expression"),
        (
            "Other::new($a)",
            "f($a)",
            2,
            "the type in `Other::new($a)` is not a component",
        ),
    ];
    for (from, to, line, expected) in cases {
        let settings = format!("[[migrate.constructors]]\nfrom = '{from}'\nto = '{to}'\n");
        let problems = crate::rewritten::problems(&settings, MANAGER);
        assert_eq!(problems.len(), 1, "{from} {to}: {problems:?}");
        let place = format!("ssot.toml:{line}:");
        assert!(problems[0].starts_with(&place), "{problems:?}");
        assert!(problems[0].contains(expected), "{problems:?}");
        assert!(problems[0].contains("help: "), "{problems:?}");
    }
}

#[test]
fn a_type_that_a_template_names_by_a_name_of_two_is_a_problem() {
    let settings = "[[migrate.constructors]]\nfrom = 'Port::of($a)'\nto = 'f($a)'\n";
    let port = "#[ssot::factory_only(new)]\npub struct Port;";
    let code = format!("mod a {{ {port} }} mod b {{ {port} }}");
    let problems = crate::rewritten::problems(settings, &code);
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].contains("may be each of `acme::a::Port`, `acme::b::Port`"),
        "{problems:?}"
    );
}

const PORT: &str = "#[ssot::factory_only]
struct Port { number: u16 }
#[ssot::factory]
impl Port {
    #[factory(replaces = \"Port::new\", replaces = \"Port { number }\")]
    fn create(number: u16) -> Self { Self { number } }
    #[factory(replaces = \"Port::new\", replaces = \"Port { number }\")]
    fn open(number: u16) -> Self { Self { number } }
    #[factory(replaces = \"Port::old\")]
    fn modern(number: u16) -> Self { Self { number } }
}
";

#[test]
fn what_several_constructors_replace_is_left() {
    let cases = [
        (
            "fn f() { Port::new(1); }",
            "several constructors may be meant: `create(_)`, `open(_)`",
        ),
        (
            "fn f() { map(Port::new); }",
            "several constructors may be meant: `create(_)`, `open(_)`",
        ),
        (
            "fn f() { Port { number: 1 }; }",
            "several constructors may be meant: `create(_)`, `open(_)`",
        ),
        ("fn f() { Port::old(1, 2); }", "it has 2 arguments, and "),
    ];
    for (code, expected) in cases {
        let reasons = by_hand("", &format!("{PORT}{code}"));
        assert_eq!(reasons.len(), 1, "{code}: {reasons:?}");
        assert!(reasons[0].contains(expected), "{code}: {reasons:?}");
    }
}

#[test]
fn the_check_names_the_constructor_that_replaces_what_is_called() {
    let fixes = crate::rewritten::fixes(&format!("{PORT}fn f() {{ Port::old(1); }}"));
    assert_eq!(fixes, ["write `PortFactory::modern`"]);
}

#[test]
fn the_command_says_which_template_is_about_nothing() {
    let settings = "[[migrate.constructors]]\nfrom = 'Other::new($a)'\nto = 'f($a)'\n";
    let workspace = Workspace::new(settings);
    let code = format!("{MANAGER}pub fn f() -> Manager {{ Manager::empty() }}\n");
    workspace.library("acme", &[], &[("lib", &code)]);
    let output = workspace.command(&["migrate"]);
    let (shown, errors) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        shown.contains("+pub fn f() -> Manager { ManagerFactory::empty() }"),
        "{shown}"
    );
    assert!(
        errors.contains("ssot.toml:2:8: the type in `Other::new($a)` is not a component"),
        "{errors}"
    );
    assert_eq!(output.status.code(), Some(2));
}
