//! Configuration: each key has one owner, a struct with [`ssot_config`](macro@crate::ssot_config).
//!
//! ```
//! use ssot::config::Layers;
//! use ssot::ssot_config;
//!
//! #[ssot_config(prefix = "WS")]
//! pub struct WsConfig {
//!     /// Address to listen on.
//!     pub host: String,
//!     /// Port to listen on.
//!     #[config(default = 8000)]
//!     pub port: u16,
//!     /// Signs the sessions.
//!     #[config(secret)]
//!     pub token: String,
//!     /// Who may call, if not everyone.
//!     pub origin: Option<String>,
//! }
//!
//! # fn main() -> Result<(), ssot::config::ConfigError> {
//! # let layers = |file: &str| Layers::new().text(file).variables([("WS_TOKEN", "swordfish")]);
//! // In an application: `Layers::new().file("ws.toml").environment()`.
//! let config = WsConfigFactory::load(layers("[ws]\nhost = 'localhost'"))?;
//! assert_eq!((config.host.as_str(), config.port), ("localhost", 8000));
//! assert_eq!(
//!     format!("{config:?}"),
//!     r#"WsConfig { host: "localhost", port: 8000, token: ***, origin: None }"#,
//! );
//!
//! let error = WsConfigFactory::load(Layers::new().variables([("WS_PORT", "http")])).unwrap_err();
//! assert_eq!(error.to_string(), "\
//! 3 mistakes in the configuration `WsConfig`:
//!   `ws.host` is missing: set the environment variable `WS_HOST`, or `host` in the table `[ws]` of a TOML file
//!   `ws.port` is invalid in the variable `WS_PORT`: invalid value: string \"http\", expected u16
//!   `ws.token` is missing: set the environment variable `WS_TOKEN`, or `token` in the table `[ws]` of a TOML file");
//! # Ok(())
//! # }
//! ```
//!
//! # Where a value comes from
//!
//! From the last of the [`Layers`] that gives it, else from its default; a key of the type `Option` is `None`
//! without either. A key whose value is a table is merged from all layers that have a part of it.
//!
//! # How a value is read
//!
//! By the `Deserialize` of its type. What stands in a TOML file has to be of the right kind: `port = "80"` and
//! `port = 80.5` are no `u16`, and `port = 80` is no `String`. An integer has 64 bits with a sign, as TOML has it: a
//! larger one, which only a variable can give, makes the file unreadable.
//!
//! A variable is text, which is read as what the type asks for:
//!
//! - text: as it is, empty or not. `007` stays `007`.
//! - a number: as `FromStr` reads it, without spaces.
//! - a `bool`: `true`, `on`, `yes` and `1`, or `false`, `off`, `no` and `0`, in any case.
//! - a list: elements separated by commas, each read in the same way without the spaces around it. An empty
//!   text is an empty list.
//! - an enum: the name of a variant without fields.
//!
//! A table cannot be given by a variable; nor can an element with a comma. A type that takes whatever there
//! is, an untagged enum for example, gets text.
//!
//! A key in the table of an owner that nobody in the binary owns is a mistake, since it is misspelt. Other tables, and
//! variables, may belong to somebody else, and are not looked at.
//!
//! # What is kept secret
//!
//! The value of a key that is `#[config(secret)]` is left out of `Debug`, of every error and of the list of keys,
//! and so is its default. Nothing shows a line of a TOML file. Whoever reads the field has the value: a type
//! such as `secrecy::SecretString` keeps it in after that.

mod error;
mod key;
mod layers;
mod reading;
mod value;

pub use error::{ConfigError, Problem, ProblemKind};
pub(crate) use key::owned_twice;
pub use key::{ConfigKey, config_keys};
pub use layers::Layers;

/// What the attribute refers to.
pub(crate) mod generated {
    pub use super::key::config_key;
    pub use super::reading::{Configured, OwnsKey, Reading, SecretsAreNotSerialized, is_required};
    pub use super::value::{Given, Unfit, deserialize};
}
