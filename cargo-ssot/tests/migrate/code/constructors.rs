//! What makes a component past its factory becomes a call of the factory, or is left with the reason.

use crate::before_after;
use crate::rewritten::{Workspace, by_hand, changed};

const MANAGER: &str = "#[ssot::factory_only]
pub struct Manager { pub bus: u8, pub limit: u8 }
#[ssot::factory]
impl Manager {
    pub fn new(bus: u8, limit: u8) -> Self { Self { bus, limit } }
    pub fn empty() -> Self { Self { bus: 0, limit: 0 } }
}
";

const ENGINE: &str = "#[ssot::factory_only(new)]
pub struct Engine;
";

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
    let mut all = before_after::read("constructors");
    let modules = all.iter().map(|file| format!("pub mod r#{};\n", file.name));
    let root: String = modules.collect();
    let before = all
        .iter()
        .map(|file| (file.name.as_str(), file.cases[0].before.as_str()));
    let files: Vec<_> = before.chain([("lib", root.as_str())]).collect();
    workspace.library(
        "acme",
        &["other_name = { path = '../other', package = 'other' }"],
        &files,
    );
    let (left, problems) = workspace.migrate();
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(problems, Vec::<String>::new());
    for file in &mut all {
        let text = workspace.text("acme", &file.name);
        file.expect(0, &text);
    }
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
fn a_template_finds_a_type_by_each_path_that_leads_to_it() {
    let code = format!("mod inner {{ {MANAGER} }}\npub use inner::Manager;\n");
    for path in ["acme::inner::Manager", "acme::Manager"] {
        let template = format!("from = '{path}::new($a, $b)'\nto = 'f($a, $b)'\n");
        let settings = format!("[[migrate.constructors]]\n{template}");
        let problems = crate::rewritten::problems(&settings, &code);
        assert_eq!(problems, Vec::<String>::new(), "{path}");
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
