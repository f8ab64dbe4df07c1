//! What the tests of `shaku` 0.6.3 do with modules in modules and with generic ones, done with compositions: what one application
//! has is an input of another one, and a generic component is listed with its arguments.

use std::fmt::Debug;
use std::sync::Arc;

use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};

/// The application that others are built on.
mod accounts {
    use super::*;

    #[ssot_interface]
    pub(super) trait Login: Send + Sync {
        fn logs_in(&self, name: &str) -> bool;
    }

    /// Private to the module: other code cannot name it, ask for it, or replace it.
    #[ssot_component(scope = singleton)]
    struct KeyStore {
        owner: &'static str,
    }

    #[factory]
    impl KeyStore {
        fn create() -> Self {
            Self { owner: "ada" }
        }
    }

    #[ssot_component(new, scope = singleton, implements(Login))]
    pub(super) struct Passwords {
        keys: Arc<KeyStore>,
    }

    impl Login for Passwords {
        fn logs_in(&self, name: &str) -> bool {
            name == self.keys.owner
        }
    }

    composition! {
        pub(super) struct Accounts {
            singletons { KeyStore, Passwords as dyn Login }
        }
    }
}

use accounts::{Accounts, Login};

/// Stands for the real ones, and needs no keys: they are not made.
#[ssot_component(new, implements(Login))]
struct Anybody {}

impl Login for Anybody {
    fn logs_in(&self, _name: &str) -> bool {
        true
    }
}

#[ssot_component(new, scope = singleton)]
struct Door {
    login: Arc<dyn Login>,
}

composition! {
    struct Building {
        inputs { Arc<dyn Login> }
        singletons { Door }
    }
}

/// Hands on what it was given.
#[ssot_component(new, scope = singleton)]
struct Lift {
    door: Arc<Door>,
    login: Arc<dyn Login>,
}

composition! {
    struct City {
        inputs { Arc<Door>, Arc<dyn Login> }
        singletons { Lift }
    }
}

#[test]
fn what_another_application_has_is_an_input() {
    let accounts = Accounts::new().expect("nothing is defined twice");
    let login: Arc<dyn Login> = accounts.get().expect("it can be made");
    let building = Building::new(Arc::clone(&login)).expect("nothing is defined twice");
    let door = building.get::<Door>().expect("it can be made");
    assert!(Arc::ptr_eq(&door.login, &login));
    assert!(door.login.logs_in("ada") && !door.login.logs_in("eve"));
}

#[test]
fn another_one_can_stand_behind_the_interface() {
    let building =
        Building::new(Arc::new(AnybodyFactory::new())).expect("nothing is defined twice");
    let door = building.get::<Door>().expect("it can be made");
    assert!(door.login.logs_in("eve"));
}

#[test]
fn a_third_application_is_built_on_the_second() {
    let accounts = Accounts::new().expect("nothing is defined twice");
    let login: Arc<dyn Login> = accounts.get().expect("it can be made");
    let building = Building::new(login).expect("nothing is defined twice");
    let (door, login) = (building.get(), building.get());
    let city = City::new(
        door.expect("it can be made"),
        login.expect("it is an input"),
    );
    let lift = city.expect("nothing is defined twice").get::<Lift>();
    let lift = lift.expect("it can be made");
    assert!(Arc::ptr_eq(&lift.door.login, &lift.login));
}

#[ssot_interface]
trait Animal: Send + Sync {
    fn sound(&self) -> &'static str;
}

/// What an animal says is known while compiling.
trait Species: Default + Debug + Send + Sync + 'static {
    const SOUND: &'static str;
}

#[derive(Debug, Default)]
struct Cat;

impl Species for Cat {
    const SOUND: &'static str = "meow";
}

#[derive(Debug, Default)]
struct Dog;

impl Species for Dog {
    const SOUND: &'static str = "woof";
}

#[ssot_component(scope = singleton, implements(Animal))]
struct Pet<S: Species> {
    species: S,
}

#[factory]
impl<S: Species> Pet<S> {
    fn create() -> Self {
        Self {
            species: S::default(),
        }
    }
}

impl<S: Species> Animal for Pet<S> {
    fn sound(&self) -> &'static str {
        S::SOUND
    }
}

composition! {
    struct CatHome {
        singletons { Pet<Cat> as dyn Animal }
    }
}

composition! {
    struct DogHome {
        singletons { Pet<Dog> as dyn Animal }
    }
}

#[test]
fn a_generic_component_is_listed_with_its_argument() {
    let cats = CatHome::new().expect("nothing is defined twice");
    let dogs = DogHome::new().expect("nothing is defined twice");
    let (cat, dog): (Arc<dyn Animal>, Arc<dyn Animal>) = (
        cats.get().expect("it can be made"),
        dogs.get().expect("it can be made"),
    );
    assert_eq!((cat.sound(), dog.sound()), ("meow", "woof"));
    let cat = cats.get::<Pet<Cat>>().expect("it is there");
    assert_eq!(format!("{:?}", cat.species), "Cat");
}

/// A generic interface, and an associated type in a bound.
mod generic_interfaces {
    use super::*;

    trait Link: Default + Send + Sync + 'static {
        type Database;
    }

    struct Sqlite;

    #[derive(Debug, Default)]
    struct SqliteLink;

    impl Link for SqliteLink {
        type Database = Sqlite;
    }

    #[ssot_interface]
    trait Links<L: Send + Sync + 'static>: Send + Sync {
        fn link(&self) -> &L;
    }

    #[ssot_component(scope = singleton, implements(Links<L>))]
    struct LinkPool<L: Link<Database = Sqlite>> {
        link: L,
    }

    #[factory]
    impl<L: Link<Database = Sqlite>> LinkPool<L> {
        fn create() -> Self {
            Self { link: L::default() }
        }
    }

    impl<L: Link<Database = Sqlite>> Links<L> for LinkPool<L> {
        fn link(&self) -> &L {
            &self.link
        }
    }

    /// Generic, and asks for the interface of its argument.
    #[ssot_component(new, scope = transient)]
    struct Session<L: Send + Sync + 'static> {
        links: Arc<dyn Links<L>>,
    }

    composition! {
        struct Storage {
            singletons { LinkPool<SqliteLink> as dyn Links<SqliteLink> }
            transients { Session<SqliteLink> }
        }
    }

    #[test]
    fn are_listed_with_their_arguments() {
        let storage = Storage::new().expect("nothing is defined twice");
        let links: Arc<dyn Links<SqliteLink>> = storage.get().expect("it can be made");
        assert_eq!(format!("{:?}", links.link()), "SqliteLink");
        let session = storage
            .get::<Session<SqliteLink>>()
            .expect("it can be made");
        assert!(Arc::ptr_eq(&session.links, &links));
    }
}

macro_rules! many {
    ($($context:ident $component:ident)*) => {
        $(
            struct $context;

            impl Context for $context {
                type Id = ();
                type Error = std::convert::Infallible;

                fn id(&self) {}

                fn validate(&self) -> Result<(), std::convert::Infallible> {
                    Ok(())
                }
            }

            #[ssot_component(scope = context($context))]
            struct $component {}

            #[factory]
            impl $component {
                fn create(_scope: &Scope<$context>) -> Self {
                    Self {}
                }
            }
        )*

        composition! {
            struct Many {
                $(context($context) { $component })*
            }
        }

        /// More than the standard library implements traits of tuples for, which is where `shaku` tests its modules.
        #[test]
        fn there_may_be_more_than_twelve_contexts() {
            let many = Many::new().expect("nothing is defined twice");
            $(
                let scope = many.scope($context).expect("it is valid");
                assert!(scope.get::<$component>().is_ok());
            )*
        }
    };
}

many! {
    C1 K1 C2 K2 C3 K3 C4 K4 C5 K5 C6 K6 C7 K7 C8 K8 C9 K9 C10 K10 C11 K11 C12 K12 C13 K13 C14 K14 C15 K15
}
