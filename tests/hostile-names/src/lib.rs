//! The macros among items with the names that generated code uses.

// The names are what is tested.
#![allow(
    dead_code,
    missing_docs,
    unused_macros,
    non_camel_case_types,
    unreachable_pub,
    clippy::pedantic
)]

pub mod core {}
pub mod std {}
pub mod alloc {}
pub mod ssot {
    pub mod private {}
}
pub mod private {}
pub mod inventory {}

pub struct Result;
pub struct Option;
pub struct Some;
pub struct None;
pub struct Ok;
pub struct Err;
pub struct Vec;
pub struct String;
pub struct Box;
pub struct PhantomData;
pub struct FactorySeal;
pub struct Descriptor;
pub struct Key;
pub trait Send {}
pub trait Sync {}
pub trait Sized {}
pub trait Default {}
pub trait Clone {}
pub trait Fn {}
pub trait FnOnce {}
pub trait Future {}
pub trait Component {}
pub trait Implements {}
pub trait Guarded {}
pub fn drop() {}
pub fn key() {}
pub fn mint() {}
pub fn interface() {}
pub const DESCRIPTOR: u8 = 0;
pub const INTERFACE_0: u8 = 0;
pub const KEY: ::core::primitive::u8 = 7;
pub struct Reading;
pub struct Layers;
pub struct ConfigKey;
pub trait Debug {}
pub trait OwnsKey {}
pub mod config {}
pub type u128 = u8;
pub type u64 = u8;
pub type bool = u8;
pub type str = u8;

macro_rules! unreachable {
    () => {
        compile_error!("another macro was meant")
    };
}

macro_rules! panic {
    () => {
        compile_error!("another macro was meant")
    };
}

macro_rules! module_path {
    () => {
        compile_error!("another macro was meant")
    };
}

macro_rules! file {
    () => {
        compile_error!("another macro was meant")
    };
}

macro_rules! line {
    () => {
        compile_error!("another macro was meant")
    };
}

macro_rules! option_env {
    () => {
        compile_error!("another macro was meant")
    };
}

macro_rules! register {
    () => {
        compile_error!("another macro was meant")
    };
}

/// An interface with hostile parameters.
#[::ssot::ssot_interface]
pub trait Interface<T0, Implementor> {
    fn both(&self, first: T0, second: Implementor) -> (T0, Implementor);
}

/// A trait with a raw name.
#[::ssot::ssot_interface]
pub trait r#trait {
    fn r#fn(&self) -> u8;
}

/// A component whose constants and traits have the names of generated ones.
#[::ssot::ssot_component(name = "hostile::Denying", hardcoded = "deny")]
pub struct Denying {
    pub r#type: u8,
}

#[::ssot::factory]
impl Denying {
    #[::ssot::no_hardcoded]
    pub fn r#fn(r#type: u8) -> Self {
        Self { r#type }
    }
}

/// The same, with an address that nobody denies.
#[::ssot::factory_only]
pub struct r#static {
    pub r#const: &'static ::std::primitive::str,
}

#[::ssot::factory]
impl r#static {
    pub fn create() -> Self {
        Self {
            r#const: "localhost:80",
        }
    }
}

pub trait HardcodedPolicy {
    const HARDCODED_DENIED: ::std::primitive::bool = true;
}

impl<T> HardcodedPolicy for T {}

pub const HARDCODED_DENIED: u8 = 1;

pub fn refuse_hardcoded() {}

pub mod r#mod {
    /// A component with raw names.
    #[::ssot::ssot_component(name = "hostile::raw", implements(super::r#trait))]
    pub struct r#struct {
        pub r#type: u8,
        pub r#match: u8,
    }

    #[::ssot::factory]
    impl r#struct {
        pub fn r#fn(r#type: u8, r#in: u8) -> Self {
            Self {
                r#type,
                r#match: r#in,
            }
        }

        pub fn r#loop(r#type: u8) -> r#struct {
            r#struct::r#fn(r#type, 2)
        }
    }

    impl super::r#trait for r#struct {
        fn r#fn(&self) -> u8 {
            self.r#type + self.r#match
        }
    }
}

/// Fields with the names of generated variables.
#[::ssot::ssot_component(
    name = "hostile::Fields",
    implements(Interface<Key, Args>),
    scope = singleton
)]
pub struct Fields<T0, Args, Key, Factory, Seal> {
    pub seal: T0,
    pub args: Args,
    pub key: Key,
    pub new: Factory,
    pub one_seal_makes_one_instance: Seal,
    pub factory: u8,
    pub field_0: u8,
    pub argument_0: u8,
    pub argument_1: u8,
}

#[::ssot::factory]
impl<T0, Args, Key, Factory, Seal> Fields<T0, Args, Key, Factory, Seal> {
    pub fn new(
        seal: T0,
        args: Args,
        key: Key,
        new: Factory,
        one_seal_makes_one_instance: Seal,
    ) -> Self {
        let (factory, field_0, argument_0, argument_1) = (1, 2, 3, 4);
        Self {
            seal,
            args,
            key,
            new,
            one_seal_makes_one_instance,
            factory,
            field_0,
            argument_0,
            argument_1,
        }
    }

    pub fn patterns(
        (seal, args): (T0, Args),
        argument_1: Key,
        (argument_2, _): (Factory, u8),
        one_seal_makes_one_instance: Seal,
    ) -> Self {
        Self::new(
            seal,
            args,
            argument_1,
            argument_2,
            one_seal_makes_one_instance,
        )
    }

    pub fn create(
        argument_0: T0,
        argument_1: Args,
        key: Key,
        factory: Factory,
        seal: Seal,
    ) -> Self {
        let make = Self::new;
        make(argument_0, argument_1, key, factory, seal)
    }

    pub async fn awaited(seal: T0, args: Args, key: Key, new: Factory, other: Seal) -> Self {
        Self::new(seal, args, key, new, other)
    }
}

impl<T0, Args, Key, Factory, Seal> Interface<Key, Args> for Fields<T0, Args, Key, Factory, Seal> {
    fn both(&self, first: Key, second: Args) -> (Key, Args) {
        (first, second)
    }
}

/// Its factory is called `FactoryFactory`.
#[::ssot::factory_only(new)]
pub struct Factory {
    pub factory: u8,
}

/// Its factory has the name of a generated variable's type.
#[::ssot::ssot_component(new, name = "hostile::with_underscores_in_it")]
pub struct Type_With__Underscores_ {
    pub _hidden: u8,
    pub __hidden: u8,
}

/// Every generic has the name of something else.
#[::ssot::factory_only(new)]
pub struct Generated<Self_, Output, FactorySeal, const KEY: usize> {
    pub field_0: Self_,
    pub new: Output,
    pub one_seal_makes_one_instance: [FactorySeal; KEY],
}

/// A generated tuple.
#[::ssot::factory_only(new)]
pub struct Tuple<T>(pub T, pub u8);

/// A tuple with the name of a variant.
pub mod variants {
    #[::ssot::factory_only]
    pub struct Some(pub u8);

    #[::ssot::factory]
    impl Some {
        pub fn drop(value: u8) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(Self(value))
        }

        pub fn key(value: u8) -> Self {
            Some(value)
        }
    }

    #[::ssot::factory_only]
    pub struct None;

    #[::ssot::factory]
    impl None {
        pub fn mint() -> Self {
            None
        }
    }

    #[::ssot::ssot_component(new, name = "hostile::Result")]
    pub struct Result;

    #[::ssot::ssot_component(new, name = "hostile::Send")]
    pub struct Send<Sync>(pub Sync);
}

/// Nothing here makes an instance, but one that is there already.
#[::ssot::factory_only]
pub struct Unused {
    pub value: u8,
}

#[::ssot::factory]
impl Unused {
    pub fn create(value: u8) -> Self {
        Self { value }
    }
}

/// A composition among such names, of things that are called so themselves.
pub mod composed {
    pub mod std {}
    pub mod core {}
    pub mod alloc {}
    pub mod ssot {}
    pub struct Arc;
    pub struct Result;
    pub struct Option;
    pub struct Send;
    pub struct Future;
    pub struct Node;
    pub struct Level;
    pub struct WithinScope;
    pub struct __Unrelated;
    pub struct Self_;

    #[::ssot::ssot_component(name = "hostile::Root")]
    pub struct Root;

    #[::ssot::factory]
    impl Root {
        pub fn create(argument_1: &Arc, values: Send) -> Self {
            let _ = (argument_1, values);
            Self
        }
    }

    impl ::core::clone::Clone for Send {
        fn clone(&self) -> Self {
            Self
        }
    }

    pub struct Scope;

    impl ::ssot::Context for Scope {
        type Id = u8;
        type Error = Result;

        fn id(&self) -> u8 {
            7
        }

        fn validate(&self) -> ::core::result::Result<(), Result> {
            ::core::result::Result::Ok(())
        }
    }

    #[::ssot::ssot_component(name = "hostile::type_", scope = context(Scope))]
    pub struct r#type {
        pub root: ::std::sync::Arc<Root>,
    }

    #[::ssot::factory]
    impl r#type {
        pub async fn r#match(
            scope: &::ssot::Scope<Scope>,
            root: ::std::sync::Arc<Root>,
        ) -> ::core::result::Result<Self, ::std::string::String> {
            let _ = scope;
            ::core::result::Result::Ok(Self { root })
        }
    }

    #[::ssot::ssot_component(name = "hostile::Generic", new)]
    pub struct Generic<T, Form> {
        pub value: T,
        pub form: Form,
    }

    ::ssot::composition! {
        pub struct r#Application {
            inputs { Arc, Send, u8, u16, WithinScope }
            singletons { Root, Generic<u8, u16>, Generic<u16, u8> }
            context(Scope) { r#type }
        }
    }
}

pub mod configured {
    use super::*;

    /// A configuration whose keys have the names of what is generated for them.
    #[::ssot::ssot_config(prefix = "HOSTILE", name = "hostile::Configured")]
    pub struct Configured {
        #[config(default = KEY)]
        pub reading: ::core::primitive::u8,
        #[config(default = "layers")]
        pub layers: ::std::string::String,
        #[config(default = value())]
        pub key_0: ::core::primitive::u8,
        #[config(secret)]
        pub formatter: ::core::option::Option<::core::primitive::u8>,
        #[config(default = 1)]
        pub shown: ::core::primitive::u8,
        #[config(default = 2)]
        pub r#type: ::core::primitive::u8,
        #[config(default = 3)]
        pub one_seal_makes_one_instance: ::core::primitive::u8,
        #[config(default = 4)]
        pub load: ::core::primitive::u8,
    }

    fn value() -> ::core::primitive::u8 {
        KEY + 1
    }
}
