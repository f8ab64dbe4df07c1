//! The graph, by hand.

use std::sync::Arc;

use super::{interfaces, parts::parts};

macro_rules! structs {
    ($($number:literal $field:ident: $part:ident { $($needed:ident: $needed_part:ident),* })*) => {
        $(
            struct $part {
                $($needed: Arc<dyn interfaces::$needed_part>,)*
            }

            impl interfaces::$part for $part {
                fn sum(&self) -> u64 {
                    $number $(+ self.$needed.sum())*
                }
            }
        )*

        /// All parts.
        pub struct Graph {
            $(
                #[doc = concat!("The part ", $number, ".")]
                pub $field: Arc<dyn interfaces::$part>,
            )*
        }

        /// Makes all parts.
        #[must_use]
        pub fn build() -> Graph {
            $(
                let $field: Arc<dyn interfaces::$part> = Arc::new($part {
                    $($needed: Arc::clone(&$needed),)*
                });
            )*
            Graph { $($field,)* }
        }
    };
}

parts!(structs);
