//! Functions and constants in a constructor's body make instances too, also of other generic arguments, and also
//! where the body imports something or the type is local to a function.

use ssot::{factory, factory_only};

#[factory_only]
pub struct Pair<'a, T: ?Sized, U = u8, const N: usize = 3>
where
    U: Clone,
{
    text: &'a T,
    values: [U; N],
}

#[factory]
impl<'a, T: ?Sized, U: Clone, const N: usize> Pair<'a, T, U, N> {
    pub fn create(text: &'a T, values: [U; N]) -> Self {
        Self { text, values }
    }

    pub fn another(text: &'a T) -> Pair<'a, T, u32, 1> {
        Pair { text, values: [1] }
    }

    pub fn with_another(text: &'a T, values: [U; N]) -> (Self, Pair<'static, str>) {
        fn another() -> Pair<'static, str> {
            Pair { text: "another", values: [1, 2, 3] }
        }
        (Self { text, values }, another())
    }
}

#[factory_only]
pub struct Unit;

#[factory]
impl Unit {
    pub const fn both() -> [Self; 2] {
        const ONE: Unit = Unit;
        [ONE, Self]
    }
}

#[factory_only]
pub struct Port(u16);

mod elsewhere {
    #[ssot::factory]
    impl super::Port {
        pub fn create() -> Self {
            use super::Port;
            fn port(number: u16) -> Port {
                println!("{number}");
                Port(number)
            }
            port(80)
        }
    }
}

fn main() {
    #[factory_only]
    struct Local {
        number: u16,
    }

    #[factory]
    impl Local {
        fn create() -> Self {
            fn local() -> Local {
                Local { number: 3 }
            }
            local()
        }
    }

    assert_eq!(LocalFactory::create().number, 3);
    assert_eq!(PortFactory::create().0, 80);
    let _units = UnitFactory::both();
    let (own, another) = PairFactory::with_another("own", [1_u8]);
    assert_eq!((own.text, own.values, another.text, another.values), ("own", [1], "another", [1, 2, 3]));
    assert_eq!(PairFactory::<str, u8, 3>::another("text").values, [1]);
    assert_eq!(PairFactory::create("text", [1_u8]).text, "text");
}
