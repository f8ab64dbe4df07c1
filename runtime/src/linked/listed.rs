//! What lists itself.

use crate::component::Descriptor;
#[cfg(feature = "config")]
use crate::config::ConfigKey;
use crate::usage::Usage;

/// What lists itself.
#[derive(Clone, Copy)]
pub enum Listed {
    /// A component, and its counters.
    Component(&'static Descriptor, Option<&'static Usage>),
    /// A configuration key.
    #[cfg(feature = "config")]
    Key(&'static ConfigKey),
}
