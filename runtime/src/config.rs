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
//!   `ws.port` is invalid in the variable `WS_PORT`: invalid type: found string \"http\", expected u16
//!   `ws.token` is missing: set the environment variable `WS_TOKEN`, or `token` in the table `[ws]` of a TOML file");
//! # Ok(())
//! # }
//! ```
//!
//! # Where a value comes from
//!
//! From the last of the [`Layers`] that sets it, or from its default. Without either, a key of the type `Option` is
//! `None`. [`Layers::explain`] shows the source of each value, and the values that it overrides.
//!
//! Layers are files (TOML; JSON and YAML with the features `json` and `yaml`), text, variables and the environment. A
//! document may have profiles: `[profile.production.ws]` is used if [`Layers::profile`] selects it.
//! [`Reloading`] reads the layers again while the application runs.
//!
//! # Structs, lists and maps
//!
//! The type of a key may be any type that implements `Deserialize`. A file or a variable can set each field of a struct
//! separately. For each field, the last layer that sets it is used:
//!
//! ```
//! use std::collections::HashMap;
//! use std::time::Duration;
//!
//! use ssot::config::Layers;
//!
//! #[derive(Debug, serde::Deserialize)]
//! pub struct Log {
//!     pub level: String,
//!     pub max_files: u32,
//! }
//!
//! #[ssot::ssot_config(prefix = "APP", rename_all = "kebab-case")]
//! pub struct AppConfig {
//!     pub log: Log,
//!     #[config(default = Vec::new())]
//!     pub peers: Vec<String>,
//!     #[config(default = HashMap::new())]
//!     pub labels: HashMap<String, String>,
//!     #[config(default = Duration::from_secs(30), alias = "timeout")]
//!     pub read_timeout: Duration,
//! }
//!
//! # fn main() -> Result<(), ssot::config::ConfigError> {
//! let layers = Layers::new()
//!     .text("[app]\nread-timeout = '10s'\n[app.log]\nlevel = 'info'\nmax_files = 3")
//!     .variables([
//!         ("APP_LOG__MAX_FILES", "9"),
//!         ("APP_PEERS", "one, two"),
//!         ("APP_LABELS__TEAM", "blue"),
//!         ("APP_READ_TIMEOUT", "1m 30s"),
//!     ]);
//! let config = AppConfigFactory::load(layers)?;
//! assert_eq!((config.log.level.as_str(), config.log.max_files), ("info", 9));
//! assert_eq!((config.peers.len(), config.labels["team"].as_str()), (2, "blue"));
//! assert_eq!(config.read_timeout.as_secs(), 90);
//! # Ok(())
//! # }
//! ```
//!
//! - The variable of a field has `__` between the name of the key and the name of the field, in upper case and with `_` for
//!   `-`. `_` is enough if no other key has that variable: `APP_LOG_MAX_FILES`.
//! - The variable of an entry of a map has `__` before the name of the entry, which is read in lower case. If the entry is a
//!   struct, `__` and the name of a field may follow: `APP_POOLS__MAIN__SIZE`.
//! - A field with a `#[serde(alias)]` is set under one of its names, the same in all layers: serde takes two for two fields.
//! - A default is for a whole key. For the fields of a struct, write `#[serde(default)]` in the struct.
//! - A `Duration` is written as text with units: `30s`, `1h 30m`. For sizes, use a type that reads them, such as
//!   `bytesize::ByteSize`.
//!
//! # How a value is read
//!
//! By the `Deserialize` impl of its type. A value in a file has to be of the right kind: `port = "80"` and `port = 80.5` are
//! not a `u16`, and `port = 80` is not a `String`. The keys of a map are text, and integers have at most 64 bits.
//!
//! A variable is text. How it is read depends on the type:
//!
//! - text: as it is, empty or not. `007` stays `007`.
//! - a number: as `FromStr` reads it, without spaces.
//! - a `bool`: `true`, `on`, `yes` and `1`, or `false`, `off`, `no` and `0`, in any case.
//! - a list: elements separated by commas, each read in the same way without the spaces around it, or a TOML
//!   list, `["a,b", "c"]`. An empty text is an empty list. All elements of a tuple are read like the first one: if they
//!   have different types, write a TOML list.
//! - an enum: the name of a variant without fields, or a TOML table, `{ limited = { rate = 3 } }`.
//! - a struct or a map: a TOML table.
//!
//! A type that accepts any value, such as an untagged enum, gets text.
//!
//! # Errors
//!
//! One error reports all mistakes, but only the first one of each key. Besides missing values and values of the wrong type,
//! these are mistakes. Each is reported with the nearest known name:
//!
//! - a key in the table of an owner that has no owner in the binary, also in the table of a struct
//! - a variable with the prefix of an owner that is not the variable of a key. [`Layers::foreign_variables`] names those
//!   that belong to another program.
//! - a profile that no document has, or that is not a table
//! - two names of one key in one layer
//! - a variable that two places have, such as fields with the names `a-b` and `a_b`, or a short name that two owners have
//!
//! Other tables and variables are ignored.
//!
//! # Secrets
//!
//! The value of a key is secret if it is `#[config(secret)]` or if its type is one of the crate
//! [`secrecy`](https://docs.rs/secrecy), also in a struct, a list or a map. `Debug`, errors,
//! [`Layers::explain`] and the list of keys show neither the value nor its default. No error quotes a line of a file.
//!
//! Use `secrecy::SecretString` (feature `serde` of `secrecy`): it stays hidden wherever it is moved, and it is
//! erased from memory when it is dropped. A plain `String` with `#[config(secret)]` is only hidden by the configuration.
//! A type of yours that contains a `SecretString` is not recognised: write `#[config(secret)]` on the key.

mod documents;
mod error;
mod explain;
mod key;
mod keys;
mod layers;
mod owners;
mod reading;
mod reload;
mod shape;
mod spelling;
mod values;
mod variables;
mod walk;

pub use documents::Format;
pub use error::{ConfigError, Problem, ProblemKind};
pub use explain::{Explained, Explanation, Origin};
pub use key::ConfigKey;
pub use keys::config_keys;
pub use layers::Layers;
pub(crate) use owners::owned_twice;
pub use reload::{Changed, Reloading};

/// What the attribute refers to.
pub(crate) mod generated {
    pub use super::key::config_key;
    pub use super::reading::{Answer, Configured, OwnsKey, Question, Reading, type_of_key};
}

/// Of it, what the compiler shows by its path in errors.
#[doc(hidden)]
pub use reading::{SecretsAreNotSerialized, deserialize};
