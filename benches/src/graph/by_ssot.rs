//! The graph, as a composition.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Arc;

use super::{interfaces, parts::parts};

macro_rules! components {
    ($($number:literal $field:ident: $part:ident { $($needed:ident: $needed_part:ident),* })*) => {
        $(
            #[doc = concat!("The part ", $number, ".")]
            #[ssot::ssot_component(scope = singleton, implements(interfaces::$part))]
            pub struct $part {
                $($needed: Arc<dyn interfaces::$needed_part>,)*
            }

            #[ssot::factory]
            impl $part {
                /// Makes it of what it needs.
                pub fn create($($needed: Arc<dyn interfaces::$needed_part>),*) -> Self {
                    Self { $($needed),* }
                }
            }

            impl interfaces::$part for $part {
                fn sum(&self) -> u64 {
                    $number $(+ self.$needed.sum())*
                }
            }
        )*

        /// The names of the parts.
        pub const NAMES: &[&str] = &[$(stringify!($part)),*];

        /// The parts by their types, as one would keep them without a registry.
        #[must_use]
        pub fn by_type() -> HashMap<TypeId, &'static ssot::Descriptor> {
            HashMap::from([$((TypeId::of::<$part>(), <$part as ssot::Component>::DESCRIPTOR)),*])
        }

        ssot::composition! {
            /// All parts.
            pub struct Graph {
                singletons { $($part as dyn interfaces::$part),* }
            }
        }
    };
}

parts!(components);

/// Makes all parts.
///
/// # Panics
///
/// Never: the compiler has seen that each part is defined once, and no constructor fails.
#[must_use]
pub fn build() -> Graph {
    let graph = Graph::new().expect("each part is defined once");
    graph.warm_up().expect("no constructor fails");
    graph
}
