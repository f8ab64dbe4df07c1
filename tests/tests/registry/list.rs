//! What is known at run time about the components of a binary.

use std::convert::Infallible;

use crate::NAMES;
use ssot::{Component, Context, ScopeKind, composition, registry, ssot_component, ssot_interface};

mod parts {
    use ssot::{Scope, factory, ssot_component, ssot_interface};

    #[ssot_interface]
    pub(crate) trait Labelled {
        fn label(&self) -> &'static str;
    }

    /// The line of its attribute is read by a test.
    pub(crate) const LINE_BEFORE_BRAVO: u32 = line!();
    #[ssot_component(
        name = "registry::Bravo",
        implements(Labelled, super::Counted),
        scope = context(super::User),
        canonical = "crate::list::Exported"
    )]
    #[derive(Debug)]
    pub(crate) struct Bravo;

    #[factory]
    impl Bravo {
        pub(crate) fn create(_: &Scope<super::User>) -> Self {
            Self
        }
    }

    impl Labelled for Bravo {
        fn label(&self) -> &'static str {
            "bravo"
        }
    }

    impl super::Counted for Bravo {
        fn count(&self) -> usize {
            2
        }
    }
}

use parts::Bravo as Exported;
use parts::{BravoFactory, Labelled};

pub(crate) struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

composition! {
    struct Users {
        context(User) {}
    }
}

#[ssot_interface]
trait Counted {
    fn count(&self) -> usize;
}

#[ssot_component(new, scope = singleton)]
struct Alpha {
    number: u8,
}

#[ssot_component(new, name = "registry::Zulu", scope = transient, implements(Counted))]
struct Generic<T>(Vec<T>);

impl<T> Counted for Generic<T> {
    fn count(&self) -> usize {
        self.0.len()
    }
}

#[ssot_component(new)]
#[allow(non_camel_case_types)]
struct r#type;

fn names() -> Vec<&'static str> {
    registry().iter().map(|component| component.name).collect()
}

#[test]
fn every_linked_component_is_listed_once_in_the_order_of_the_names() {
    // What a test uses of another crate links that crate.
    assert_eq!(ssot_tests_twin::IndexFactory::new(1).entries, 1);
    drop(ssot_tests::JournalFactory::create());
    assert_eq!(names(), NAMES);
    assert_eq!(registry().len(), NAMES.len());
    assert!(!registry().is_empty());
}

#[test]
fn the_list_can_be_walked_from_both_ends_and_knows_its_length() {
    let mut all = registry().iter();
    assert_eq!(all.len(), NAMES.len());
    assert_eq!(all.next().map(|component| component.name), Some("Alpha"));
    assert_eq!(
        all.next_back().map(|component| component.name),
        Some("verify::Job")
    );
    assert_eq!(all.len(), NAMES.len() - 2);
    assert_eq!(all.size_hint(), (NAMES.len() - 2, Some(NAMES.len() - 2)));
    let backwards: Vec<_> = all.clone().rev().map(|component| component.name).collect();
    let forwards: Vec<_> = all.by_ref().map(|component| component.name).collect();
    assert_eq!(forwards, NAMES[1..NAMES.len() - 1]);
    assert!(backwards.iter().eq(forwards.iter().rev()));
    assert!(all.next().is_none() && all.next_back().is_none());
    let mut count = 0;
    for component in registry() {
        assert_eq!(component.name, NAMES[count]);
        count += 1;
    }
    assert_eq!(count, NAMES.len());
}

#[test]
fn a_component_is_found_by_its_name() {
    for name in NAMES {
        assert_eq!(registry().by_name(name).map(|found| found.name), Some(name));
    }
    for name in [
        "",
        "Bravo",
        "alpha",
        "Alphabet",
        "registry::",
        "zzz",
        "Generic",
    ] {
        assert!(registry().by_name(name).is_none(), "{name}");
    }
}

#[test]
fn a_component_is_found_by_its_type() {
    assert_eq!(registry().by_type::<Alpha>().name, "Alpha");
    assert_eq!(registry().by_type::<Exported>().name, "registry::Bravo");
    assert_eq!(
        registry().by_type::<ssot_tests::Journal>().name,
        "tests::Journal"
    );
    assert!(core::ptr::eq(
        registry().by_type::<Generic<u8>>(),
        registry().by_type::<Generic<String>>()
    ));
    let listed = registry().by_name("registry::Zulu").expect("it is listed");
    assert!(core::ptr::eq(listed, Generic::<u8>::DESCRIPTOR));
}

#[test]
fn components_are_found_by_the_name_and_the_path_of_an_interface() {
    let found = |interface| -> Vec<_> {
        registry()
            .by_interface(interface)
            .map(|component| component.name)
            .collect()
    };
    assert_eq!(found("Counted"), ["registry::Bravo", "registry::Zulu"]);
    assert_eq!(found("registry::list::Counted"), found("Counted"));
    assert_eq!(found("Labelled"), ["registry::Bravo"]);
    assert_eq!(
        found("registry::list::parts::Labelled"),
        ["registry::Bravo"]
    );
    assert_eq!(found("ssot_tests::sinks::EventSink"), ["tests::Journal"]);
    for interface in [
        "",
        "::Counted",
        "Count",
        "counted",
        "registry::list::Labelled",
        "parts::Labelled",
        "other::Counted",
        "registry::list::Counted ",
    ] {
        assert!(found(interface).is_empty(), "{interface}");
    }
}

#[test]
fn a_description_says_what_the_attribute_and_its_place_say() {
    let bravo = registry().by_type::<Exported>();
    assert_eq!(bravo.name, "registry::Bravo");
    assert_eq!(bravo.type_name, "Bravo");
    assert_eq!(bravo.module, "registry::list::parts");
    assert_eq!(bravo.file, file!());
    assert_eq!(bravo.line, parts::LINE_BEFORE_BRAVO + 1);
    assert_eq!(bravo.scope.to_string(), "context(super :: User)");
    assert_eq!(bravo.canonical, Some("crate::list::Exported"));
    assert_eq!(bravo.package, "ssot-tests");
    assert_eq!(bravo.version, env!("CARGO_PKG_VERSION"));
    let interfaces: Vec<_> = bravo.interfaces.iter().map(ToString::to_string).collect();
    assert_eq!(
        interfaces,
        ["registry::list::parts::Labelled", "registry::list::Counted"]
    );
}

#[test]
fn a_description_without_arguments_has_the_defaults() {
    let component = registry().by_type::<r#type>();
    assert_eq!((component.name, component.type_name), ("type", "type"));
    assert_eq!(component.module, "registry::list");
    assert_eq!(component.scope, ScopeKind::Transient);
    assert_eq!(component.canonical, None);
    assert!(component.interfaces.is_empty());
}

#[test]
fn a_description_knows_the_crate_that_defines_the_component() {
    let index = registry().by_name("twin::Index").expect("it is linked");
    assert_eq!(index.package, "ssot-tests-twin");
    assert_eq!(index.module, "ssot_tests_twin");
    assert!(index.file.ends_with("twin/src/lib.rs"), "{}", index.file);
    let journal = registry().by_type::<ssot_tests::Journal>();
    assert_eq!(journal.module, "ssot_tests");
    assert_eq!(journal.scope, ScopeKind::Singleton);
}

#[test]
fn scopes_are_shown_as_they_are_written() {
    let scope = |name| registry().by_name(name).expect("it is listed").scope;
    assert_eq!(scope("Alpha").to_string(), "singleton");
    assert_eq!(scope("registry::Zulu").to_string(), "transient");
    assert_eq!(format!("[{:>10}]", scope("Alpha")), "[ singleton]");
}

#[test]
fn every_thread_gets_the_same_list() {
    let addresses = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| (core::ptr::from_ref(registry()).addr(), names())))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("the thread ends"))
            .collect::<Vec<_>>()
    });
    assert!(addresses.iter().all(|seen| *seen == addresses[0]));
    assert_eq!(addresses[0].1, NAMES);
}

#[test]
fn a_binary_in_which_every_name_is_used_once_has_no_violation() {
    assert!(registry().verify().is_empty());
}

#[test]
fn the_components_of_the_list_can_be_used() {
    assert_eq!(AlphaFactory::new(1).number, 1);
    assert_eq!(GenericFactory::new(vec![1, 2]).count(), 2);
    let users = Users::new().expect("every component is defined once");
    let user = users.scope(User).expect("every user is valid");
    let bravo = BravoFactory::create(&user);
    assert_eq!((bravo.label(), bravo.count()), ("bravo", 2));
    let r#type { .. } = typeFactory::new();
}
