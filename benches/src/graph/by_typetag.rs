//! The parts as `typetag` knows them: by a name, in a list that a map is made of at the first look-up.

use serde::Deserialize;

use super::parts::parts;

/// What the types are that `typetag` knows.
#[typetag::deserialize]
pub trait Part {
    /// Its number.
    fn number(&self) -> u64;
}

macro_rules! components {
    ($($number:literal $field:ident: $part:ident { $($needed:ident: $needed_part:ident),* })*) => {$(
        #[doc = concat!("The part ", $number, ".")]
        #[derive(Deserialize)]
        pub struct $part;

        #[typetag::deserialize]
        impl Part for $part {
            fn number(&self) -> u64 {
                $number
            }
        }
    )*};
}

parts!(components);
