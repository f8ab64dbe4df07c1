//! The keys of the binary.

use std::sync::OnceLock;
use std::vec::Vec;

use super::key::ConfigKey;
use crate::linked;

/// The keys of this binary, in the order of their variables. The list is made when this is first called.
///
/// A key is listed if the crate of its owner is linked.
///
/// ```
/// #[ssot::ssot_config(prefix = "MAIL")]
/// pub struct MailConfig {
///     /// The server that takes the mail.
///     #[config(default = "localhost")]
///     pub relay: String,
///     #[config(secret)]
///     pub password: String,
/// }
///
/// let keys = ssot::config_keys();
/// let key = |variable| keys.iter().find(|key| key.variable == variable).expect("it has an owner");
/// assert!(key("MAIL_PASSWORD").secret && key("MAIL_PASSWORD").is_required());
/// let relay = key("MAIL_RELAY");
/// assert_eq!((relay.path, relay.owner), ("mail.relay", "MailConfig"));
/// assert_eq!((relay.type_name, relay.default), ("String", Some("\"localhost\"")));
/// for key in keys {
///     println!("{key}");
/// }
/// ```
#[must_use]
pub fn config_keys() -> &'static [&'static ConfigKey] {
    static KEYS: OnceLock<Vec<&'static ConfigKey>> = OnceLock::new();
    KEYS.get_or_init(|| sorted(linked::keys()))
}

fn sorted(keys: impl Iterator<Item = &'static ConfigKey>) -> Vec<&'static ConfigKey> {
    let place = |key: &ConfigKey| {
        let owner = key.component;
        let defined = (owner.package, owner.version, owner.file, owner.line);
        (key.variable, key.owner, defined, key.name)
    };
    let mut keys: Vec<_> = keys.collect();
    keys.sort_unstable_by_key(|key| place(key));
    // A package whose own tests link it once more lists each of its keys twice.
    keys.dedup_by_key(|key| place(key));
    keys
}
