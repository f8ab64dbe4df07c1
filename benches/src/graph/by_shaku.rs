//! The graph, as a module of `shaku`.

#![allow(missing_docs, reason = "`shaku` writes no documentation")]

use std::sync::Arc;

use super::{interfaces, parts::parts};

macro_rules! components {
    ($($number:literal $field:ident: $part:ident { $($needed:ident: $needed_part:ident),* })*) => {
        $(
            #[doc = concat!("The part ", $number, ".")]
            #[derive(shaku::Component)]
            #[shaku(interface = interfaces::$part)]
            pub struct $part {
                $(
                    #[shaku(inject)]
                    $needed: Arc<dyn interfaces::$needed_part>,
                )*
            }

            impl interfaces::$part for $part {
                fn sum(&self) -> u64 {
                    $number $(+ self.$needed.sum())*
                }
            }
        )*

        shaku::module! {
            pub Module {
                components = [$($part),*],
                providers = []
            }
        }
    };
}

parts!(components);

/// All parts.
pub type Graph = Module;

/// Makes all parts.
#[must_use]
pub fn build() -> Graph {
    Module::builder().build()
}
