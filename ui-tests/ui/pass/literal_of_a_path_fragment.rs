//! A path that a `macro_rules!` was given is the type's in front of braces too.

macro_rules! ports {
    ($path:path) => {
        #[ssot::factory_only]
        pub struct Tuple(u16);

        #[ssot::factory]
        impl Tuple {
            pub fn create(number: u16) -> Self {
                $path { 0: number }
            }

            pub fn raised(number: u16) -> Self {
                $path(number + 1)
            }
        }

        impl Tuple {
            pub fn number(&self) -> u16 {
                self.0
            }
        }
    };
}

ports!(Self);

fn main() {
    assert_eq!(TupleFactory::create(80).number(), 80);
    assert_eq!(TupleFactory::raised(80).number(), 81);
}
