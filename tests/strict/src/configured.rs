//! A configuration, without a prelude.

#![no_implicit_prelude]

use ::core::option::Option;
use ::ssot::without_prelude::diagnostic;
use ::ssot::{ssot_config, ssot_interface};
use ::std::string::String;
use ::std::vec::Vec;

/// What feeds.
#[ssot_interface]
pub trait Feeder {
    /// How much.
    fn portion(&self) -> u8;
}

/// What birds get.
#[ssot_config(
    prefix = "FOOD",
    name = "strict::Food",
    implements(Feeder),
    canonical = "crate::configured::Food"
)]
#[derive(::core::cmp::PartialEq, ::core::cmp::Eq)]
pub struct Food {
    /// What it is called.
    #[config(default = "seeds")]
    pub name: String,
    /// How much there is.
    #[config(default = 2 + 1, rename = "amount")]
    portion: u8,
    /// Who has the key of the cupboard.
    #[config(secret)]
    pub r#mod: Option<String>,
    /// When.
    #[config(default = Vec::new())]
    pub hours: Vec<u8>,
    /// What it was.
    #[deprecated]
    #[config(default = 0)]
    pub weight: u64,
    /// Is not there.
    #[cfg(any())]
    pub missing: Missing,
}

impl Feeder for Food {
    fn portion(&self) -> u8 {
        self.portion
    }
}

/// Everything is as it is by default.
#[ssot_config(prefix = "NOTHING", name = "strict::Nothing")]
pub struct Nothing {}
