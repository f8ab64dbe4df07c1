//! What names say about the literals behind them.

use super::kind::Purpose;
use crate::hardcoded::identifiers::is_key;

/// Fields, arguments and functions with a default behind them.
const DEFAULTS: &[&str] = &[
    "default_missing_value",
    "default_value",
    "default_value_t",
    "default_values",
];

/// Functions that look for a text in another one.
const COMPARISONS: &[&str] = &[
    "contains",
    "ends_with",
    "eq",
    "eq_ignore_ascii_case",
    "find",
    "is_match",
    "matches",
    "ne",
    "replace",
    "split",
    "split_once",
    "starts_with",
    "strip_prefix",
    "strip_suffix",
    "trim_end_matches",
    "trim_start_matches",
];

/// Arguments of attributes with a name behind them that another program gave.
const NAMES: &[&str] = &["alias", "rename"];

/// Functions and macros that show what they are given.
const SHOWING: &[&str] = &[
    "anyhow",
    "bail",
    "context",
    "debug",
    "display",
    "ensure",
    "eprint",
    "eprintln",
    "error",
    "expect",
    "info",
    "log",
    "panic",
    "print",
    "println",
    "span",
    "todo",
    "trace",
    "unimplemented",
    "unreachable",
    "warn",
    "with_context",
    "writeln",
];

/// What people read: the last words of names, `url` behind them left out.
const TEXTS: &[&str] = &[
    "about",
    "banner",
    "comment",
    "description",
    "doc",
    "docs",
    "documentation",
    "donate",
    "example",
    "examples",
    "explorer",
    "help",
    "hint",
    "homepage",
    "href",
    "hyperlink",
    "link",
    "message",
    "msg",
    "note",
    "placeholder",
    "reason",
    "share",
    "sponsor",
    "summary",
    "title",
    "tooltip",
    "usage",
    "warning",
    "website",
];

/// Names, and where people are sent back to after they logged in, which is a name to the server that sends them: the last
/// words of names, `url` behind them left out.
const IDENTIFIERS: &[&str] = &[
    "callback",
    "namespace",
    "ns",
    "oid",
    "oids",
    "pattern",
    "redirect",
    "referer",
    "referrer",
    "regex",
    "schema",
    "xmlns",
];

/// What a name says about an address, and nothing about what it is for.
const ADDRESSES: &[&str] = &["host", "id", "site", "uri", "uris", "url", "urls"];

/// What something is called that is an address to use.
const USED: &[&str] = &[
    "addr",
    "address",
    "api",
    "backend",
    "endpoint",
    "gateway",
    "host",
    "hub",
    "production",
    "server",
    "service",
    "staging",
    "uri",
    "url",
    "urls",
];

/// Functions that connect to what they are given, and those that give a value where there is none.
const USES: &[&str] = &[
    "bind",
    "connect",
    "delete",
    "from_shared",
    "from_static",
    "get",
    "head",
    "open",
    "patch",
    "post",
    "put",
    "request",
    "unwrap_or",
    "unwrap_or_else",
];

/// Whether a name says that what has it is an address to use.
pub(super) fn is_address(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(['_', '-']);
    parts.any(|part| USED.contains(&part))
}

/// Whether a function uses the address that it is given.
pub(super) fn is_use(name: &str) -> bool {
    USES.contains(&name) || is_address(name)
}

/// The name of a field or of an argument.
pub(super) fn of_key(name: &str) -> Purpose {
    if DEFAULTS.contains(&name) {
        Purpose::Default
    } else if NAMES.contains(&name) || is_key(name) {
        Purpose::Name
    } else {
        of_name(name)
    }
}

/// The name of a function or a macro that is called, or of an attribute.
pub(super) fn of_call(name: &str) -> Purpose {
    let sets = ["set_", "with_"]
        .iter()
        .find_map(|start| name.strip_prefix(start));
    if COMPARISONS.contains(&name) {
        Purpose::Comparison
    } else if SHOWING.contains(&name) || TEXTS.contains(&name) || name.ends_with("hyperlink") {
        Purpose::Text
    } else if DEFAULTS.contains(&name) || name == "default" {
        Purpose::Default
    } else if let Some(what) = sets {
        of_name(what)
    } else {
        Purpose::Unknown
    }
}

/// The name of a function that it stands in: only one that is the name of an address says what is in it.
pub(super) fn of_function(name: &str) -> Purpose {
    let (_, last) = name.rsplit_once('_').unwrap_or_default();
    match of_name(name) {
        Purpose::Default => Purpose::Default,
        purpose if ADDRESSES.contains(&last) => purpose,
        _ => Purpose::Unknown,
    }
}

/// The name of a type whose functions it stands in.
pub(super) fn of_type(name: &str) -> Purpose {
    if ["Page", "Link"].iter().any(|end| name.ends_with(end)) {
        Purpose::Text
    } else {
        Purpose::Unknown
    }
}

/// The name of a struct that is made, with the literal in it.
pub(super) fn of_struct(name: &str) -> Purpose {
    match name {
        "Example" | "Examples" => Purpose::Text,
        _ => Purpose::Unknown,
    }
}

/// The name of a constant, a variable or a field.
pub(super) fn of_name(name: &str) -> Purpose {
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(['_', '-']);
    if parts.any(|part| matches!(part, "default" | "defaults")) {
        return Purpose::Default;
    }
    let mut words = name.rsplit(['_', '-']);
    let last = words
        .find(|word| !ADDRESSES.contains(word))
        .unwrap_or_default();
    if TEXTS.contains(&last) {
        Purpose::Text
    } else if IDENTIFIERS.contains(&last) {
        Purpose::Name
    } else {
        Purpose::Unknown
    }
}

/// A header that names who asks, and is asked for nothing.
pub(super) fn is_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let last = name.rsplit(['-', '_']).next().unwrap_or_default();
    matches!(last, "origin" | "referer" | "referrer")
}
