//! A key and its owner.

use std::fmt;
use std::format;
use std::string::{String, ToString};

use super::shape::{Shape, TypeOfKey};
use crate::component::Descriptor;
use crate::seal::FactorySeal;

/// A configuration key and its owner.
///
/// `Display` prints a line of a table: the variable, the path, the type, the default, the owner
/// and the documentation.
///
/// ```standalone_crate
/// #[ssot::ssot_config(prefix = "WS")]
/// pub struct WsConfig {
///     /// Port to listen on.
///     #[config(default = 8000)]
///     pub port: u16,
///     /// Signs the sessions.
///     #[config(secret)]
///     pub token: String,
/// }
///
/// # fn main() {
/// let [port, token] = ssot::config_keys() else { panic!("there are two") };
/// assert_eq!((port.table(), port.name, port.path), ("ws", "port", "ws.port"));
/// assert_eq!((port.is_required(), port.default), (false, Some("8000")));
/// assert!(token.is_required() && token.secret);
/// assert!(token.to_string().ends_with("required             secret WsConfig         Signs the sessions."));
/// # }
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ConfigKey {
    /// The name in the table of its owner: `port`.
    pub name: &'static str,
    /// Other names in that table.
    pub aliases: &'static [&'static str],
    /// The environment variable that sets it, and identifies it: `WS_PORT`.
    pub variable: &'static str,
    /// The path in a TOML file: `ws.port`.
    pub path: &'static str,
    /// The name of the component that owns it.
    pub owner: &'static str,
    /// The description of that component, with its place in the source.
    pub component: &'static Descriptor,
    /// The type of the value, as written.
    pub type_name: &'static str,
    /// Whether the value is never shown: `#[config(secret)]`, or a type that is written as one of the crate `secrecy`.
    /// Such a type in a struct or behind an alias is recognised only when values are read.
    pub secret: bool,
    /// Whether there is a default.
    pub has_default: bool,
    /// The default, as written; `None` without one, and for a secret.
    pub default: Option<&'static str>,
    /// The first line of the field's documentation.
    pub documentation: &'static str,
    type_of_key: fn() -> TypeOfKey,
}

impl ConfigKey {
    /// Whether a value is required: there is no default, and the type is neither an `Option` nor a struct that
    /// has a default for each field.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.has_default && self.of_type().required
    }

    /// The table of a TOML file that contains it: `ws`.
    #[must_use]
    pub fn table(&self) -> &'static str {
        let length = self.path.len() - self.name.len();
        self.path[..length].trim_end_matches('.')
    }

    pub(super) fn of_type(&self) -> TypeOfKey {
        (self.type_of_key)()
    }

    pub(super) fn prefix(&self) -> String {
        self.table().to_ascii_uppercase()
    }

    /// The environment variables that set it, starting with `variable`.
    pub(super) fn variables(&self) -> impl Iterator<Item = String> {
        let prefix = self.prefix();
        let mut variables = [self.variable.to_string()].to_vec();
        for alias in self.aliases {
            let alias = alias.to_ascii_uppercase().replace('-', "_");
            let variable = format!("{prefix}_{alias}");
            if !variables.contains(&variable) {
                variables.push(variable);
            }
        }
        variables.into_iter()
    }

    /// The default of what is no secret. The name of a type may be an alias of one of the crate `secrecy`.
    pub(super) fn default_to_show(&self, shape: &Shape) -> Option<&'static str> {
        self.default
            .filter(|_| !self.secret && !shape.holds_secret())
    }

    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}

impl fmt::Debug for ConfigKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ConfigKey");
        shown.field("variable", &self.variable);
        shown
            .field("path", &self.path)
            .field("aliases", &self.aliases);
        shown
            .field("owner", &self.owner)
            .field("type_name", &self.type_name);
        shown
            .field("secret", &self.secret)
            .field("has_default", &self.has_default);
        let default = self.default_to_show(&self.of_type().shape);
        shown.field("default", &default).finish_non_exhaustive()
    }
}

impl fmt::Display for ConfigKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shape = self.of_type().shape;
        let without = match self.default_to_show(&shape) {
            Some(default) => format!("default {default}"),
            None if self.has_default => "default ***".to_string(),
            None if self.is_required() => "required".to_string(),
            None => "optional".to_string(),
        };
        let secret = if self.secret || shape.secret {
            "secret"
        } else {
            ""
        };
        let line = format!(
            "{:<24} {:<24} {:<16} {without:<20} {secret:<6} {:<16} {}",
            self.variable, self.path, self.type_name, self.owner, self.documentation,
        );
        formatter.write_str(line.trim_end())
    }
}

/// The key, from what the attribute knows. Nothing else has the seal.
#[must_use]
pub const fn config_key(
    seal: FactorySeal<Descriptor>,
    component: &'static Descriptor,
    (name, variable, path, aliases): (
        &'static str,
        &'static str,
        &'static str,
        &'static [&'static str],
    ),
    type_name: &'static str,
    (secret, has_default, default): (bool, bool, Option<&'static str>),
    documentation: &'static str,
    type_of_key: fn() -> TypeOfKey,
) -> ConfigKey {
    seal.spend();
    ConfigKey {
        name,
        aliases,
        variable,
        path,
        owner: component.name,
        component,
        type_name,
        secret,
        has_default,
        default,
        documentation,
        type_of_key,
    }
}
