//! Where a composition can stand, how its entries can be named, and under which conditions they are
//! there.

// Longer paths are part of what is tested.
#![allow(unused_qualifications)]

use std::sync::Arc;

use ssot::{ConstructionError, composition, factory, ssot_component, ssot_interface};

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

#[ssot_component(new, name = "places::Shared")]
struct Shared {
    number: u8,
}

composition! {
    struct App {
        inputs { u8 }
        singletons { Shared }
    }
}

mod elsewhere {
    use ssot::composition;

    composition! {
        /// Of the same name and the same component as the one outside.
        pub(crate) struct App {
            inputs { u8 }
            transients { super::Shared }
        }
    }
}

#[test]
fn compositions_of_one_name_and_of_one_component_stand_beside_each_other() {
    let outer = App::new(1).expect("every component is defined once");
    let inner = elsewhere::App::new(2).expect("every component is defined once");
    assert!(Arc::ptr_eq(
        &get(outer.get::<Shared>()),
        &get(outer.get::<Shared>())
    ));
    assert!(!Arc::ptr_eq(
        &get(inner.get::<Shared>()),
        &get(inner.get::<Shared>())
    ));
    assert_eq!(get(outer.get::<Shared>()).number, 1);
    assert_eq!(get(inner.get::<Shared>()).number, 2);
}

#[test]
fn a_composition_can_stand_in_a_function() {
    #[ssot_component(new, name = "places::Local")]
    struct Local {
        shared: Arc<Shared>,
    }

    composition! {
        struct InFunction {
            inputs { u8 }
            singletons { Local, Shared }
        }
    }

    let app = InFunction::new(3).expect("every component is defined once");
    assert_eq!(get(app.get::<Local>()).shared.number, 3);
}

/// Two functions can have a composition of one name.
#[test]
fn a_composition_in_a_function_is_nobody_elses() {
    composition! {
        struct InFunction {
            inputs { u8 }
            transients { Shared }
        }
    }

    let app = InFunction::new(4).expect("every component is defined once");
    assert_eq!(get(app.get::<Shared>()).number, 4);
}

mod parts {
    use ssot::{composition, factory, ssot_component};

    #[ssot_component(scope = singleton)]
    struct Private {
        number: u8,
    }

    #[factory]
    impl Private {
        fn create(number: u8) -> Self {
            Self { number }
        }
    }

    #[ssot_component(scope = singleton)]
    pub(crate) struct Visible {
        pub(crate) number: u8,
    }

    #[factory]
    impl Visible {
        fn create(private: &Private) -> Self {
            let number = private.number + 1;
            Self { number }
        }
    }

    composition! {
        /// Everybody can use it; not everybody can name what it consists of.
        pub(crate) struct Application {
            inputs { u8 }
            singletons { Private, Visible }
        }
    }

    pub(crate) mod deep {
        #[ssot::ssot_component(new, name = "places::deep::Private", scope = singleton)]
        pub(crate) struct Private;
    }
}

composition! {
    /// Everybody can use it, in other crates too.
    pub struct Public {
        inputs { u8 }
        singletons { Shared }
    }
}

#[test]
fn an_application_can_consist_of_components_that_its_users_cannot_name() {
    let app = parts::Application::new(5).expect("every component is defined once");
    app.warm_up().expect("no constructor fails");
    assert_eq!(get(app.get::<parts::Visible>()).number, 6);
    let app = Public::new(6).expect("every component is defined once");
    assert_eq!(get(app.get::<Shared>()).number, 6);
}

composition! {
    struct ByPath {
        inputs { ::core::primitive::u8 }
        singletons { parts::deep::Private, crate::places::Shared }
        transients { self::r#raw::r#type }
    }
}

mod r#raw {
    #[ssot::ssot_component(new, name = "places::Raw")]
    #[allow(non_camel_case_types)]
    pub(crate) struct r#type {
        pub(crate) number: u8,
    }
}

#[test]
fn an_entry_can_be_named_by_a_path() {
    use crate::places::parts::deep::Private;

    let app = ByPath::new(7).expect("every component is defined once");
    assert!(Arc::ptr_eq(
        &get(app.get::<Private>()),
        &get(app.get::<parts::deep::Private>())
    ));
    assert_eq!(get(app.get::<Shared>()).number, 7);
    assert_eq!(get(app.get::<raw::r#type>()).number, 7);
}

#[ssot_interface]
trait Sender: Send + Sync {
    fn send(&self) -> &'static str;
}

#[cfg(not(test))]
#[ssot_component(new, scope = singleton, implements(Sender))]
struct Real;

#[cfg(test)]
#[ssot_component(new, scope = singleton, implements(Sender))]
struct Double;

#[cfg(test)]
impl Sender for Double {
    fn send(&self) -> &'static str {
        "double"
    }
}

#[ssot_component(scope = singleton)]
struct Outbox {
    sender: Arc<dyn Sender>,
    number: u8,
}

#[factory]
impl Outbox {
    fn create(sender: Arc<dyn Sender>, number: u8) -> Self {
        Self { sender, number }
    }
}

composition! {
    struct Conditional {
        inputs {
            #[cfg(not(test))] Absent,
            /// The number of the box.
            #[cfg(test)] u8,
        }
        singletons {
            #[cfg(not(test))]
            Real as dyn Sender,
            /// In tests only.
            #[cfg(test)]
            Double as dyn Sender,
            #[cfg(all())]
            #[cfg(test)]
            Outbox,
            #[cfg(test)]
            #[cfg(any())]
            Absent as dyn Missing as dyn Missing,
        }
        transients {
            #[cfg_attr(test, cfg(all()))]
            Shared,
        }
    }
}

#[test]
fn an_entry_can_be_there_on_a_condition() {
    let app = Conditional::new(8).expect("every component is defined once");
    app.warm_up().expect("no constructor fails");
    let outbox = get(app.get::<Outbox>());
    assert_eq!((outbox.sender.send(), outbox.number), ("double", 8));
    assert!(core::ptr::addr_eq(
        Arc::as_ptr(&outbox.sender),
        Arc::as_ptr(&get(app.get::<Double>()))
    ));
    assert_eq!(get(app.get::<Shared>()).number, 8);
}

macro_rules! application {
    ($(#[$attribute:meta])* $name:ident: $($component:ty $(as $interface:path)?),*) => {
        composition! {
            $(#[$attribute])*
            struct $name {
                inputs { u8 }
                singletons { $($component $(as dyn $interface)?),* }
            }
        }
    };
}

application! {
    /// Written by a macro.
    #[must_use]
    Generated: Shared, Double as Sender
}

application!(Second: Shared);

#[test]
fn a_composition_can_be_written_by_a_macro() {
    let app = Generated::new(9).expect("every component is defined once");
    assert_eq!(get(app.get::<Shared>()).number, 9);
    assert_eq!(get(app.get::<dyn Sender>()).send(), "double");
    let app = Second::new(10).expect("every component is defined once");
    assert_eq!(get(app.get::<Shared>()).number, 10);
}

macro_rules! module {
    ($name:ident) => {
        mod $name {
            use ssot::composition;

            composition! {
                pub(crate) struct App {
                    inputs { u8 }
                    singletons { crate::places::Shared }
                }
            }

            composition! {
                pub(crate) struct TestApp overrides App {}
            }
        }
    };
}

module!(first);
module!(second);

#[test]
fn a_macro_can_write_the_same_compositions_into_several_modules() {
    let app = first::TestApp::new(1).expect("every component is defined once");
    assert_eq!(get(app.get::<Shared>()).number, 1);
    let app = second::App::new(2).expect("every component is defined once");
    assert_eq!(get(app.get::<Shared>()).number, 2);
}

mod one {
    /// Its last name is that of another context too.
    pub(crate) struct User<T>(pub(crate) T);

    impl<T: Send + Sync + 'static> ssot::Context for User<T> {
        type Id = ();
        type Error = ();

        fn id(&self) {}

        fn validate(&self) -> Result<(), ()> {
            Ok(())
        }
    }
}

mod other {
    pub(crate) use super::one::User as Person;

    pub(crate) struct User;

    impl ssot::Context for User {
        type Id = ();
        type Error = ();

        fn id(&self) {}

        fn validate(&self) -> Result<(), ()> {
            Err(())
        }
    }
}

/// Called like something that could be generated.
#[ssot_component(new, name = "places::WithinUser")]
struct WithinUser {
    number: u8,
}

type WithinAlike = WithinUser;

composition! {
    struct Alike {
        inputs { u8 }
        singletons { WithinAlike }
        context(one::User<u8>) {
            context(other::User) {}
        }
        context(other::Person<u16>) { Shared }
    }
}

#[test]
fn contexts_and_components_can_have_names_that_are_alike() {
    let app = Alike::new(11).expect("every component is defined once");
    let first = app.scope(one::User(1_u8)).expect("it is valid");
    let second = app.scope(one::User(2_u16)).expect("it is valid");
    assert_eq!((first.0, second.0), (1, 2));
    assert!(first.scope(other::User).is_err());
    assert!(Arc::ptr_eq(
        &get(first.get::<WithinUser>()),
        &get(second.get::<WithinAlike>())
    ));
    assert_eq!(get(first.get::<WithinUser>()).number, 11);
    assert_eq!(get(second.get::<Shared>()).number, 11);
}
