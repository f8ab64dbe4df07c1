//! Every argument of every attribute.

use crate::names;

/// One argument of an attribute: how it is called and how it is written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Argument {
    /// The word before the value.
    pub key: &'static str,
    /// The whole argument, as an example to copy.
    pub usage: &'static str,
}

const fn argument(key: &'static str, usage: &'static str) -> Argument {
    Argument { key, usage }
}

const NEW: Argument = argument("new", "new");
const ALLOW: Argument = argument("allow", "allow(Clone)");
const ENFORCE: Argument = argument("enforce", "enforce = \"warn\"");
const CRATE: Argument = argument("crate", "crate = path_to_ssot");
const NAME: Argument = argument("name", "name = \"acme::Config\"");
const IMPLEMENTS: Argument = argument("implements", "implements(Interface)");
const SCOPE: Argument = argument("scope", "scope = singleton");
const CANONICAL: Argument = argument("canonical", "canonical = \"crate::module::Name\"");
const HARDCODED: Argument = argument(names::HARDCODED, "hardcoded = \"deny\"");
const PERMIT: Argument = argument(
    "allow",
    "allow(\"literal\", reason = \"why it has to stand here\")",
);
const REPLACES: Argument = argument(names::REPLACES, "replaces = \"Manager::new\"");
const OPEN: Argument = argument("open", "open");
const SOLE: Argument = argument("sole", "sole");
const TO: Argument = argument("to", "to = crate::module::Name");
const MOCK: Argument = argument("mock", "mock");
#[cfg(feature = "config")]
const PREFIX: Argument = argument("prefix", "prefix = \"WS\"");
#[cfg(feature = "config")]
const DEFAULT: Argument = argument("default", "default = 8000");
#[cfg(feature = "config")]
const SECRET: Argument = argument("secret", "secret");
#[cfg(feature = "config")]
const RENAME_ALL: Argument = argument("rename_all", "rename_all = \"kebab-case\"");
#[cfg(feature = "config")]
const RENAME: Argument = argument("rename", "rename = \"max-files\"");
#[cfg(feature = "config")]
const ALIAS: Argument = argument(names::ALIAS, "alias = \"old-name\"");

/// Every attribute with its arguments.
pub const ATTRIBUTES: &[(&str, &[Argument])] = &[
    (names::FACTORY_ONLY, &[NEW, ALLOW, ENFORCE, CRATE]),
    (names::FACTORY, &[ENFORCE, CRATE, HARDCODED, REPLACES]),
    (
        names::SSOT_COMPONENT,
        &[
            NEW, ALLOW, ENFORCE, CRATE, NAME, IMPLEMENTS, SCOPE, CANONICAL, HARDCODED,
        ],
    ),
    (names::SSOT_INTERFACE, &[OPEN, SOLE, MOCK, CRATE]),
    (names::MOVED, &[TO, CRATE]),
    (names::NO_HARDCODED, &[PERMIT]),
    #[cfg(feature = "config")]
    (
        names::SSOT_CONFIG,
        &[PREFIX, RENAME_ALL, CRATE, NAME, IMPLEMENTS, CANONICAL],
    ),
    #[cfg(feature = "config")]
    (names::CONFIG, &[DEFAULT, SECRET, RENAME, ALIAS]),
];
