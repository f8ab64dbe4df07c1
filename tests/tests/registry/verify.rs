//! Whether a composition is everything that the binary contains.

use std::convert::Infallible;
use std::sync::Arc;

use crate::NAMES;
use ssot::{Context, Violation, composition, ssot_component};
use ssot_rules::Rule;

#[ssot_component(new, scope = singleton)]
struct Bus;

#[ssot_component(new, name = "verify::Job", scope = transient)]
struct Job<T>(T);

#[ssot_component(new)]
struct Legacy;

mod internal {
    #[ssot::ssot_component(new, name = "verify::Internal")]
    struct Internal;

    /// Somebody uses it; nobody else can name it.
    pub(crate) fn used() -> bool {
        let Internal { .. } = InternalFactory::new();
        true
    }
}

/// The line of its attribute is read by a test.
const LINE_BEFORE_GIVEN: u32 = line!();
#[ssot_component(new, name = "verify::Given")]
struct Given {
    number: u8,
}

struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

composition! {
    struct Nothing {}
}

composition! {
    struct Everything {
        inputs { usize, u8 }
        singletons { Bus, ssot_tests_twin::Index }
        transients { Job<usize> }
        context(User) {
            Legacy,
            transients { Given }
        }
        left_out { "verify::Internal", "shared::Ledger" }
        // Of the other module.
        left_out { "Alpha", "registry::Bravo", "registry::Zulu", "ssot_tests::Relocated", "tests::Clock", "tests::Journal", "type" }
    }
}

composition! {
    struct LeftOut {
        left_out {
            Bus,
            Job<u8>,
            Legacy,
            "verify::Internal",
            ssot_tests_twin::Ledger,
            "twin::Index",
        }
        left_out { Given }
        // Of the other module.
        left_out { "Alpha", "registry::Bravo", "registry::Zulu", "ssot_tests::Relocated", "tests::Clock", "tests::Journal", "type" }
    }
}

fn codes(violations: &[Violation]) -> Vec<&'static str> {
    violations.iter().map(|violation| violation.code).collect()
}

fn names(violations: &[Violation]) -> Vec<&'static str> {
    let components = violations
        .iter()
        .flat_map(|violation| &violation.components);
    components.map(|component| component.name).collect()
}

#[test]
fn every_component_that_is_linked_and_not_composed_is_reported() {
    assert!(internal::used());
    let violations = Nothing::verify();
    assert_eq!(codes(&violations), ["SSOT067"; NAMES.len()]);
    assert_eq!(names(&violations), NAMES);
}

#[test]
fn a_composition_of_everything_has_nothing_to_report() {
    assert_eq!(Everything::verify(), []);
}

#[test]
fn what_is_left_out_is_accounted_for_by_type_and_by_name() {
    assert_eq!(LeftOut::verify(), []);
}

#[test]
fn a_component_of_another_crate_is_made_because_it_is_listed() {
    let app = Everything::new(9, 8).expect("every component is defined once");
    let index = app.get::<ssot_tests_twin::Index>();
    assert_eq!(index.map(|index| index.entries).ok(), Some(9));
    let job = app.get::<Job<usize>>();
    assert_eq!(job.map(|job| job.0).ok(), Some(9));
    let Ok(user) = app.scope(User);
    let given = user.get::<Given>();
    assert_eq!(given.map(|given| given.number).ok(), Some(8));
    app.warm_up().expect("no constructor fails");
}

#[test]
fn a_report_says_where_the_component_is_and_what_to_write() {
    let violations = Nothing::verify();
    let violation = violations
        .iter()
        .find(|violation| names(core::slice::from_ref(violation)) == ["verify::Given"])
        .expect("it is not composed");
    let entry = Rule::NotComposed.entry();
    let fill = |text: &str| {
        text.replace("{name}", "verify::Given")
            .replace("{composition}", "Nothing")
            .replace("{{", "{")
            .replace("}}", "}")
    };
    assert_eq!(violation.code, entry.code);
    assert_eq!(violation.message, fill(entry.message));
    assert_eq!(violation.help, fill(entry.fix));
    assert!(violation.message.contains("`verify::Given`"), "{violation}");
    assert!(violation.message.contains("`Nothing`"), "{violation}");
    let place = format!("--> {}:{} (ssot-tests ", file!(), LINE_BEFORE_GIVEN + 1);
    assert!(violation.to_string().contains(&place), "{violation}");
}

composition! {
    struct Stale {
        singletons { Bus }
        left_out { "Bus", "verify::Gone", "Legacy", "verify", "Internal", "" }
    }
}

#[test]
fn a_name_that_is_left_out_and_is_not_there_is_reported() {
    let violations = Stale::verify();
    let stale: Vec<_> = violations
        .iter()
        .filter(|violation| violation.code == "SSOT068")
        .collect();
    let entry = Rule::NothingLeftOut.entry();
    assert_eq!(stale.len(), 4, "{violations:?}");
    for (violation, name) in stale.iter().zip(["verify::Gone", "verify", "Internal", ""]) {
        let fill = |text: &str| {
            text.replace("{entry}", name)
                .replace("{composition}", "Stale")
        };
        assert_eq!(violation.message, fill(entry.message));
        assert_eq!(violation.help, fill(entry.fix));
        assert!(violation.components.is_empty());
    }
    let expected: Vec<_> = NAMES
        .into_iter()
        .filter(|name| !["Bus", "Legacy"].contains(name))
        .collect();
    assert_eq!(names(&violations), expected);
}

composition! {
    struct Conditional {
        singletons {
            #[cfg(test)] Bus,
            #[cfg(not(test))] Legacy,
        }
    }
}

#[test]
fn an_entry_that_a_condition_removed_is_not_composed() {
    let reported = names(&Conditional::verify());
    assert!(!reported.contains(&"Bus"), "{reported:?}");
    assert!(reported.contains(&"Legacy"), "{reported:?}");
}

composition! {
    struct GivenAsInput {
        inputs { Given, String }
    }
}

composition! {
    struct GivenAsPointer {
        inputs { Arc<Given>, Arc<str> }
    }
}

#[test]
fn a_component_that_is_given_as_an_input_is_composed() {
    let app = GivenAsInput::new(GivenFactory::new(1), String::new());
    let app = app.expect("every component is defined once");
    assert_eq!(app.get::<Given>().map(|given| given.number).ok(), Some(1));
    let reported = names(&GivenAsInput::verify());
    assert!(!reported.contains(&"verify::Given"), "{reported:?}");
    assert!(reported.contains(&"verify::Job"), "{reported:?}");
}

#[test]
fn a_component_that_is_given_behind_a_pointer_is_composed() {
    let app = GivenAsPointer::new(Arc::new(GivenFactory::new(2)), "text".into());
    let app = app.expect("every component is defined once");
    assert_eq!(app.get::<Given>().map(|given| given.number).ok(), Some(2));
    let reported = names(&GivenAsPointer::verify());
    assert!(!reported.contains(&"verify::Given"), "{reported:?}");
}
