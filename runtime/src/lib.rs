//! Components that only their factory can make, that are defined once, and that implement exactly the
//! interfaces they declare. The compiler checks it, at no cost at run time.
//!
//! ```
//! use ssot::{factory, ssot_component, ssot_interface};
//!
//! #[ssot_interface]
//! pub trait Greeter {
//!     fn greet(&self, name: &str) -> String;
//! }
//!
//! #[derive(Debug)]
//! #[ssot_component(implements(Greeter))]
//! pub struct PoliteGreeter {
//!     greeting: String,
//! }
//!
//! #[factory]
//! impl PoliteGreeter {
//!     pub fn create(greeting: &str) -> Option<Self> {
//!         (!greeting.is_empty()).then(|| Self { greeting: greeting.to_owned() })
//!     }
//! }
//!
//! impl Greeter for PoliteGreeter {
//!     fn greet(&self, name: &str) -> String {
//!         format!("{}, {name}", self.greeting)
//!     }
//! }
//!
//! let greeter = PoliteGreeterFactory::create("Good evening").expect("the greeting is not empty");
//! assert_eq!(greeter.greet("Ada"), "Good evening, Ada");
//! ```
//!
//! No other code makes a `PoliteGreeter`, in the same module or in another crate:
//!
//! ```compile_fail,E0063
//! # use ssot::factory_only;
//! #[factory_only(new)]
//! pub struct Port {
//!     number: u16,
//! }
//!
//! let port = Port { number: 80 }; // missing field `__constructed_only_by_PortFactory`
//! ```
//!
//! # Composition
//!
//! [`composition!`] lists what an application is made of. The compiler resolves the dependencies:
//! a missing dependency, a cycle, or a component of one user that another could see is a
//! compile error. Nothing is looked up at run time.
//!
//! # Configuration
//!
//! With the feature `config`, [`ssot_config`] makes a struct the one owner of its configuration keys. The module
//! `config` describes how they are read, and `config_keys` lists them.
//!
//! # The types
//!
//! - [`FactorySeal`] is the private field that the attributes add to a guarded type. Making one is `unsafe`, so safe
//!   code cannot.
//! - [`Component`], [`Descriptor`] and [`Implements`] are implemented by the attributes.
//! - [`registry`](fn@registry) lists the components that are linked into the binary.
//! - [`Context`] and [`Scope`] isolate one user from another. A composition opens an [`OpenScope`], which
//!   returns the instances.
//!
//! # Limits
//!
//! - `unsafe` code can make an instance of any type. So can a derive that writes `unsafe` itself and
//!   stands *above* the attribute, where it sees the struct without its guard; even
//!   `#![deny(unsafe_code)]` does not stop it. Below the attribute such derives are refused. Turn
//!   on the features `bytemuck` and `zerocopy` to refuse the derives of these two crates above it, too.
//! - In the module of a guarded type (and below it), `Type { field: value, ..instance }` is possible, and an
//!   instance can be taken apart, as private fields allow. Both consume an instance: there are
//!   never more than the factory made, but their fields may have changed.
//! - A macro that a constructor calls, or that stands on it as an attribute, is part of the
//!   constructor: it sees the literals with their seal.
//!
//! # Features
//!
//! - `composition` (default): compositions. It turns on `std`.
//! - `config`: configurations. It turns on `std` and adds the crates `figment`, `toml`, `humantime`,
//!   `serde_core` and `strsim`. `json` and `yaml` add files of these formats, with `serde_json` and `yaml-rust2`.
//! - `std`: the registry. Without it the crate is `no_std`.
//! - `alloc`: interfaces behind `Box`, `Rc` and `Arc`. Part of `std`.
//! - `metrics`: counts the instances of each component, and reports them: `ssot::health`. No `const fn` can take a guarded type
//!   by value then, since dropping it counts. Each instance
//!   is then one pointer larger. Without the feature, nothing is counted or stored.
//! - `tracing`: emits events of compositions, with the target `ssot`.
//! - `axum`: components, and the scope of a request, in the handlers of `axum` 0.8: the module `axum`. It brings the crates
//!   `axum-core` and `http`.
//! - `bytemuck`, `zerocopy`: see above.
//! - `dynamic-libraries`: for crates that are built as `cdylib` or `dylib`. By default, the symbol that keeps a
//!   component's name unique is a sentence, which reads well in the linker's error, but such a library
//!   cannot export it.

#![no_std]
#![deny(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "axum")]
pub mod axum;
mod canonical;
mod component;
#[doc(hidden)]
pub mod composed;
#[cfg(feature = "composition")]
mod composition;
#[cfg(feature = "config")]
pub mod config;
mod context;
mod expansions;
#[allow(
    unsafe_code,
    reason = "safe code must not be able to write what the attributes write"
)]
mod guard;
mod hardcoded;
#[cfg(feature = "metrics")]
mod health;
#[allow(
    unsafe_code,
    reason = "safe code must not be able to turn a refusal off"
)]
mod injection;
mod interface;
mod linked;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "std")]
mod registry;
mod seal;
mod usage;
#[cfg(feature = "std")]
mod violation;
pub mod without_prelude;

#[doc(hidden)]
pub use canonical::{SameType, canonical_path};
pub use component::{Component, Descriptor, ScopeKind};
#[cfg(feature = "composition")]
pub use composition::{
    CompositionError, ConstructionError, ConstructionErrors, Escape, Escapes, GetAsync, Lazy,
    OpenScope, Root,
};
#[cfg(feature = "config")]
pub use config::{ConfigKey, config_keys};
pub use context::{Context, Scope};
pub use interface::{Implements, Interface};
#[doc(hidden)]
pub use interface::{IsInterface, NotAnInterface, implements};
#[cfg(feature = "std")]
pub use registry::{Registry, registry};
pub use seal::FactorySeal;
#[cfg(feature = "std")]
pub use violation::Violation;
// What the compiler names in its errors is named as briefly as can be.
#[cfg(feature = "composition")]
#[doc(hidden)]
pub use composition::generated::ListsOnce;
#[cfg(feature = "bytemuck")]
#[doc(hidden)]
pub use guard::Bytemuck;
#[cfg(feature = "zerocopy")]
#[doc(hidden)]
pub use guard::Zerocopy;
#[doc(hidden)]
pub use guard::{
    AllowsClone, AreThoseOf, CallInstead, ConstructorsOf, ConstructorsStandHere, FactoryOf,
    NotMadeOfBytes, Shown, refuse,
};
#[doc(hidden)]
pub use ssot_macros::__sole_implementation as sole_implementation;
pub use ssot_macros::{factory, factory_only, moved, ssot_component, ssot_config, ssot_interface};

/// Refuses addresses in the code of a module, an impl, a function, or any other item.
///
/// ```
/// use ssot::no_hardcoded;
///
/// #[no_hardcoded]
/// pub fn endpoint(host: &str, port: u16) -> String {
///     format!("http://{host}:{port}/health")
/// }
///
/// #[no_hardcoded(allow("http://localhost", reason = "the development server"))]
/// pub const HERE: &str = "http://localhost/";
///
/// assert_eq!(endpoint("db", 80), "http://db:80/health");
/// ```
///
/// ```text
/// error: SSOT080: a URL is hard-coded: `http://localhost:8000`
///        help: take it from configuration, [..]
///  --> src/client.rs:5:13
///   |
/// 5 |     fetch("http://localhost:8000/health")
///   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
/// ```
///
/// All strings are checked, including byte strings, C strings, and those in the arguments of macros. These are errors:
///
/// - A host with a port: `localhost:8000`, `acme.com:80`, `db.internal:5432`. A name without a known suffix needs
///   a port that services use: 443, or 1024 and above, and for a single label also 80 (`redis:6379`,
///   `orders.shop:8080`).
/// - An IPv4 or IPv6 address, with a port or without.
/// - A URL with an authority, and a connection string: `postgresql:///orders`, `host=db dbname=orders`,
///   `Server=db;Database=orders`.
///
/// A placeholder, as in `format!("http://{host}")`, is not hard-coded. Ignored are
/// documentation, texts in attributes of the compiler, code that is compiled for tests only, and the
/// names that RFC 2606 reserves: `.test`, `.example`, `.invalid`, `example.com`, `example.net`, `example.org`
/// and their subdomains, and subdomains of `localhost`, but not `localhost` itself. URLs
/// that identify a namespace or a schema are ignored, too: `http://www.w3.org/2000/svg`, or the value of `xmlns`
/// or `"$schema"`.
///
/// # Arguments
///
/// - `allow("literal", reason = "why")` permits one literal, or the address in it, as often as it occurs.
///   It may be given several times, once for each.
///
/// An inner item with this attribute, and constructors under `hardcoded = "deny"`, have their own permissions:
/// those of the outer attribute do not apply there.
///
/// # Limits
///
/// An address that is made of several literals, as in `concat!("localhost", ":80")`, or of numbers, as
/// in `Ipv4Addr::new(127, 0, 0, 1)`, is not seen. A version of four numbers below 256 is mistaken for an address.
/// A module in a separate file cannot be annotated, because rustc does not pass its text to attribute macros.
pub use ssot_macros::no_hardcoded;
// It reports that the feature is off.
#[cfg(feature = "metrics")]
pub use health::{ComponentHealth, Health, health};
#[cfg(not(feature = "composition"))]
#[doc(hidden)]
pub use ssot_macros::__composition as composition;

/// Composes an application from its components.
///
/// ```
/// use std::sync::Arc;
///
/// use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};
///
/// #[ssot_interface]
/// pub trait EventSink: Send + Sync {
///     fn send(&self, event: &str) -> String;
/// }
///
/// pub struct Greeting(&'static str);                            // an input
///
/// #[ssot_component(scope = singleton)]
/// pub struct EventBus {
///     greeting: &'static str,
/// }
///
/// #[factory]
/// impl EventBus {
///     pub fn create(greeting: &Greeting) -> Self {
///         Self { greeting: greeting.0 }
///     }
/// }
///
/// pub struct UserContext {
///     name: String,
/// }
///
/// impl Context for UserContext {
///     type Id = String;
///     type Error = &'static str;
///
///     fn id(&self) -> String {
///         self.name.clone()
///     }
///
///     fn validate(&self) -> Result<(), &'static str> {
///         if self.name.is_empty() { Err("a user has a name") } else { Ok(()) }
///     }
/// }
///
/// #[ssot_component(implements(EventSink), scope = context(UserContext))]
/// pub struct Manager {
///     user: String,
///     bus: Arc<EventBus>,
/// }
///
/// #[factory]
/// impl Manager {
///     pub fn create(user: &Scope<UserContext>, bus: Arc<EventBus>) -> Self {
///         Self { user: user.name.clone(), bus }
///     }
/// }
///
/// impl EventSink for Manager {
///     fn send(&self, event: &str) -> String {
///         format!("{}, {}: {event}", self.bus.greeting, self.user)
///     }
/// }
///
/// composition! {
///     /// Everything this application is made of.
///     pub struct App {
///         inputs { Greeting }
///         singletons { EventBus }
///         context(UserContext) { Manager as dyn EventSink }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let app = App::new(Greeting("Hello"))?;
/// let alice = app.scope(UserContext { name: "Alice".to_owned() })?;
/// let sink: Arc<dyn EventSink> = alice.get()?;
/// assert_eq!(sink.send("started"), "Hello, Alice: started");
///
/// let again: Arc<dyn EventSink> = alice.get()?;
/// assert!(Arc::ptr_eq(&sink, &again));
///
/// let refused = app.scope(UserContext { name: String::new() });
/// assert_eq!(refused.err(), Some("a user has a name"));
/// # Ok(())
/// # }
/// ```
///
/// # Sections
///
/// In any order, each as often as it reads best:
///
/// - `inputs { Type, .. }`: values that are passed to `new`, in this order. An input written `Arc<T>` is
///   passed as an `Arc<T>`, and asked for as `T`.
/// - `singletons { Component, .. }`: one instance for the application.
/// - `transients { Component, .. }`: a new instance for each request. Also within a context.
/// - `context(Type) { Component, .. }`: one instance for each scope of a context. Contexts may be
///   nested: `context(Tenant) { .. context(User) { .. } }`. An inner scope sees what the
///   outer ones share; never the reverse.
/// - `makes { Component, .. }`: components with `#[given]` parameters, which only [`make`](OpenScope::make) makes. Also within
///   a context; outside of it, one that declares `scope = context(..)` is made in the scopes of that.
/// - `parts { Composition, .. }`: other compositions, see [below](#compositions-of-compositions).
/// - `collections { dyn Interface, .. }`: interfaces that several entries may be listed as, for constructors that take all of them.
/// - `left_out { Component, "name", dyn Interface, .. }`: components of the binary that the application does not use.
///   `verify` does not report them, and constructors that take an `Option` of one get `None`.
///
/// `Pool = database::connect` has a function make a type that is not a component, in every section except `inputs`. The
/// function takes the same parameters as a constructor, and returns the type, wrapped as a constructor may wrap `Self`. If it
/// is `async`, it takes no references.
///
/// Contexts that do not see one another may list the same component, and each of them has its own: `context(User) { Session }
/// context(Admin) { Session }`. A constructor is then given what the scope has in which it is called.
///
/// `Component as dyn Interface` also lists it as an interface that it declares; `as dyn One as dyn
/// Other` as several. An entry may be conditional: `#[cfg(feature = "mail")] Mailer`.
///
/// # What a constructor can ask for
///
/// The constructor marked `#[inject]`, or the only one, is called. Its parameters may be:
///
/// - `Arc<T>` or `&T`, where `T` is a component, an input, or `dyn Interface`.
/// - `T` by value, where `T` is an input, which is cloned, or a transient component.
/// - `&Scope<C>`, in a context `C` or within it.
/// - `Option<Arc<T>>`, where `T` is listed, and it is `Some`, or left out by its type, and it is `None`.
/// - `Vec<Arc<dyn Interface>>` or `BTreeMap<&'static str, Arc<dyn Interface>>`, where the interface is a collection: all that
///   are listed as it, in the order of the list, or by their names.
/// - [`Lazy<T>`](Lazy), for each `T` of the first row: the instance is made when it is first asked for.
///
/// A parameter marked `#[given]` is different: the caller of [`make`](OpenScope::make) gives it. It is taken by value, or as
/// a `&T` where the constructor is not `async`; its type is as visible as the component.
///
/// It returns `Self`, `Option<Self>`, `Box<Self>` or `Result<Self, E>`, where `E` is an error, a `String` or a
/// `&'static str`. It has at most 16 parameters. It may be `async`: then components that need it are asked for by
/// `get_async`. Components
/// are `Send` and `Sync`, and the future of an `async` constructor is `Send`.
///
/// # What is generated
///
/// The struct. A clone is another handle to the same application. It dereferences to the [`OpenScope`] of
/// the application. A scope of a context is an `OpenScope<App, UserContext>`. The struct has these functions:
///
/// - `new(..)` takes the inputs. It makes no component. It fails with a [`CompositionError`] if a listed
///   component is defined twice in the binary.
/// - `verify()` returns the components of the binary that are neither listed nor left out, as
///   [`Violation`]s, and those that the registry reports.
///
/// # Another one for tests
///
/// `struct TestApp overrides App { Mailer => MailerMock }` is `App` with one component replaced by another,
/// under the same interfaces. The replaced component is left out. `Mailer => input MockMailer` replaces it by
/// a value without a factory, such as a mock, which is passed to `new` after the other inputs. The types of `App` have to be in
/// scope there, as they are in a test module below it, or be listed by paths that start with
/// `crate::`.
///
/// # Parameters
///
/// `pub struct App<D: Database> { inputs { D } singletons { Repository<D> } }` is an application for each database: `App<Postgres>`.
/// Types and constants may be parameters, with bounds, `where` and defaults. A parameter that is an input by itself has a bound by a
/// trait of the crate, which tells it from what else is listed. Facts that depend on the parameters are known where the application is
/// used: a cycle is an error of the build that calls `new`, or of `cargo check` if all parameters have defaults, and `get` of what waits
/// is an error when it is called. `struct TestApp overrides App<Memory> { .. }` says what the other one is used with.
///
/// # Compositions of compositions
///
/// `parts { Storage, Messaging }` puts an application together of compositions that are compiled where they stand, in other crates
/// too. A part hands out what it marks, `singletons { pub Pool as dyn Database, Driver }`, and all that is known as an entry of the
/// whole. It is made, once, of its inputs, which the whole has to have: as inputs, components, or from other parts. No component
/// stands in two of them.
///
/// - The types that a part hands out have to be in scope where the whole is listed, as in an override, or be listed by a path that
///   starts with `crate::`. They are listed in `singletons` or `transients`.
/// - `get::<Storage>()` gives the part itself, whose own `get` knows all of it. Warming up the whole makes the part, and not what is
///   in it.
/// - `Storage => TestStorage` in an override uses another composition instead.
///
/// # Cycles and deadlocks
///
/// A constructor that asks the application for the component that it makes, itself or through others, on this thread
/// or on another, gets an error that names all of them. A cycle through a thread or a task that the constructor starts, and
/// waits for by other means, is not detected. A `get_async` that was polled once, and is then neither polled nor dropped,
/// blocks all other requests for the same component.
///
/// # Not reported when a scope closes
///
/// A transient component belongs to its caller, and may be kept. If the `Drop` of an instance,
/// or the handler of [`on_escape`](OpenScope::on_escape), panics, the remaining reports are lost.
#[cfg(feature = "composition")]
#[macro_export]
macro_rules! composition {
    ($($tokens:tt)*) => {
        $crate::private::__composition! { {$crate} $($tokens)* }
    };
}
