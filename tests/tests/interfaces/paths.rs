//! An interface is declared under whatever path it can be imported from.

mod deep {
    pub(crate) mod deeper {
        use ssot::ssot_interface;

        #[ssot_interface]
        pub(crate) trait Nested {
            fn nested(&self) -> &'static str;
        }
    }

    pub(crate) use deeper::Nested as Elsewhere;
}

mod facade {
    pub(crate) use super::deep::deeper::Nested;
    pub(crate) use ssot_tests::sinks;
    pub(crate) use ssot_tests::sinks::*;
}

/// A component under a name of its own, and its implementation of `EventSink`.
macro_rules! sink {
    ($name:ident $shown:literal $interface:path, $implemented:path) => {
        #[ssot::ssot_component(name = $shown, implements($interface), new)]
        struct $name;

        impl $implemented for $name {
            fn send_event(&self, event: &str) -> usize {
                event.len()
            }
        }
    };
}

mod by_import {
    use ssot_tests::EventSink;

    sink!(Import "interface_paths::Import" EventSink, EventSink);

    #[test]
    fn an_imported_interface_can_be_declared() {
        assert_eq!(ImportFactory::new().send_event("four"), 4);
    }
}

mod by_rename {
    use ssot_tests::EventSink as Sink;

    sink!(Renamed "interface_paths::Renamed" Sink, Sink);

    #[test]
    fn a_renamed_interface_can_be_declared() {
        assert_eq!(RenamedFactory::new().send_event("four"), 4);
    }
}

mod by_renamed_export {
    use ssot_tests::Sink;

    sink!(Exported "interface_paths::Exported" Sink, Sink);

    #[test]
    fn an_interface_exported_under_another_name_can_be_declared() {
        assert_eq!(ExportedFactory::new().send_event("four"), 4);
    }
}

mod by_glob {
    #[allow(clippy::wildcard_imports)]
    use super::facade::*;

    sink!(Glob "interface_paths::Glob" EventSink, EventSink);

    #[test]
    fn an_interface_of_a_glob_import_can_be_declared() {
        assert_eq!(GlobFactory::new().send_event("four"), 4);
    }
}

mod by_path {
    use super::facade;

    sink!(Path "interface_paths::Path" facade::sinks::EventSink, facade::EventSink);
    sink!(Absolute "interface_paths::Absolute" ::ssot_tests::EventSink, ssot_tests::Sink);

    #[test]
    fn an_interface_can_be_declared_by_its_path() {
        use facade::EventSink;

        assert_eq!(PathFactory::new().send_event("four"), 4);
        assert_eq!(AbsoluteFactory::new().send_event("four"), 4);
    }
}

mod of_this_crate {
    use ssot::ssot_component;

    use super::deep::{self, Elsewhere};

    #[ssot_component(name = "interface_paths::First", implements(deep::deeper::Nested), new)]
    struct First;

    impl Elsewhere for First {
        fn nested(&self) -> &'static str {
            "first"
        }
    }

    #[ssot_component(name = "interface_paths::Second", implements(Elsewhere), new)]
    struct Second;

    impl deep::deeper::Nested for Second {
        fn nested(&self) -> &'static str {
            "second"
        }
    }

    #[ssot_component(
        name = "interface_paths::Third",
        implements(super::facade::Nested),
        new
    )]
    struct Third;

    impl crate::paths::facade::Nested for Third {
        fn nested(&self) -> &'static str {
            "third"
        }
    }

    #[test]
    fn an_interface_is_the_same_under_every_path() {
        let all: [&dyn Elsewhere; 3] = [
            &FirstFactory::new(),
            &SecondFactory::new(),
            &ThirdFactory::new(),
        ];
        assert_eq!(all.map(Elsewhere::nested), ["first", "second", "third"]);
    }
}

fn declared(interface: &str) -> Vec<&'static str> {
    ssot::registry()
        .by_interface(interface)
        .map(|component| component.type_name)
        .collect()
}

#[test]
fn the_registry_knows_an_interface_by_the_path_that_defines_it() {
    let all = ["Absolute", "Exported", "Glob", "Import", "Path", "Renamed"];
    assert_eq!(
        declared("ssot_tests::sinks::EventSink"),
        [&all[..], &["Journal"]].concat()
    );
    assert_eq!(
        declared("interfaces::paths::deep::deeper::Nested"),
        ["First", "Second", "Third"]
    );
    assert!(declared("interfaces::paths::deep::Elsewhere").is_empty());
    assert!(declared("ssot_tests::EventSink").is_empty());
}

#[test]
fn a_component_of_another_crate_is_used_through_its_interface() {
    use ssot_tests::EventSink;

    let journal: Box<dyn EventSink> = Box::new(ssot_tests::JournalFactory::create());
    assert_eq!(journal.send_event("first"), 1);
    assert_eq!(journal.send_event("second"), 2);
}

mod two_of_one_name {
    pub(crate) mod first {
        use ssot::ssot_interface;

        #[ssot_interface]
        pub(crate) trait Named {
            fn first(&self) -> u8;
        }
    }

    pub(crate) mod second {
        use ssot::ssot_interface;

        #[ssot_interface]
        pub(crate) trait Named {
            fn second(&self) -> u8;
        }
    }

    #[ssot::ssot_component(
        name = "interface_paths::Both",
        implements(first::Named, second::Named),
        new
    )]
    struct Both(u8, u8);

    impl first::Named for Both {
        fn first(&self) -> u8 {
            self.0
        }
    }

    impl second::Named for Both {
        fn second(&self) -> u8 {
            self.1
        }
    }

    #[test]
    fn interfaces_of_one_name_are_told_apart() {
        use first::Named as _;
        use second::Named as _;

        let both = BothFactory::new(1, 2);
        assert_eq!((both.first(), both.second()), (1, 2));
    }
}

/// Interfaces of names that are known everywhere, where they are defined.
mod known_everywhere {
    use ssot::{ssot_component, ssot_interface};

    #[ssot_interface]
    pub(super) trait Iterator {
        fn count(&self) -> u8;
    }

    #[ssot_interface(sole = "interface_paths::Debug")]
    pub(super) trait Debug {}

    #[ssot_component(new, name = "interface_paths::Known", implements(Iterator, Debug))]
    pub(super) struct Known {
        count: u8,
    }

    impl Iterator for Known {
        fn count(&self) -> u8 {
            self.count
        }
    }

    impl Debug for Known {}
}

#[test]
fn an_interface_may_have_a_name_that_is_known_everywhere() {
    use known_everywhere::Iterator;

    assert_eq!(known_everywhere::KnownFactory::new(3).count(), 3);
}
