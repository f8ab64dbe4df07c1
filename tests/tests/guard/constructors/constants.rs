//! `const`, `unsafe` and `extern` constructors.

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Limit {
    value: usize,
}

#[factory]
impl Limit {
    const fn fixed(value: usize) -> Self {
        Self { value }
    }

    const fn doubled(value: usize) -> Self {
        let Self { value } = Self::fixed(value * 2);
        Limit::fixed(value)
    }

    const fn checked(value: usize) -> Option<Self> {
        match value {
            0 => None,
            value => Some(Self { value }),
        }
    }

    const fn pair() -> [Self; 2] {
        const FIRST: Limit = Limit { value: 1 };
        [FIRST, Self { value: 2 }]
    }

    fn from_constants() -> [Self; 3] {
        const FIRST: Limit = Limit { value: 1 };
        static SECOND: Limit = Limit::fixed(2);
        let Limit { value } = &SECOND;
        [FIRST, Self { value: *value }, const { Self { value: 3 } }]
    }

    fn of_array() -> [Self; 2] {
        let ones = [1_u8; Limit::fixed(4).value];
        [const { Limit { value: 5 } }, Self { value: ones.len() }]
    }
}

const MOST: Limit = LimitFactory::doubled(8);
static LEAST: Limit = LimitFactory::fixed(1);
static OPTIONAL: Option<Limit> = LimitFactory::checked(0);
static PAIR: [Limit; 2] = LimitFactory::pair();

const fn value_of(limit: &Limit) -> usize {
    limit.value
}

const fn largest() -> usize {
    value_of(&LimitFactory::fixed(3)) + value_of(&MOST)
}

#[test]
fn a_constant_constructor_is_called_in_constants_and_statics() {
    assert_eq!((MOST.value, LEAST.value), (16, 1));
    assert!(OPTIONAL.is_none());
    assert_eq!((PAIR[0].value, PAIR[1].value), (1, 2));
    assert_eq!(largest(), 19);
}

#[test]
fn a_constant_constructor_is_called_in_the_length_of_an_array() {
    let buffer = [0_u8; value_of(&LimitFactory::doubled(4))];
    assert_eq!(buffer.len(), 8);
    let [first, second] = LimitFactory::of_array();
    assert_eq!((first.value, second.value), (5, 4));
}

#[test]
fn a_constructor_holds_constants_of_the_type() {
    assert_eq!(
        LimitFactory::from_constants().map(|limit| limit.value),
        [1, 2, 3]
    );
}

#[factory_only]
struct Token;

#[factory_only]
struct Meters(u32);

#[factory]
impl Token {
    #[allow(dead_code)]
    const fn fixed() -> [u8; size_of::<Self>()] {
        []
    }

    const fn new() -> Self {
        Self
    }
}

#[factory]
impl Meters {
    const fn of(meters: u32) -> Self {
        Self(meters)
    }

    fn unchecked(meters: &[u32]) -> Vec<Self> {
        meters.iter().copied().map(Self).collect()
    }
}

static TOKEN: Token = TokenFactory::new();

#[test]
fn unit_and_tuple_structs_are_made_in_constants() {
    const ONE: Meters = MetersFactory::of(1);
    assert_eq!(size_of_val(&TOKEN), 0);
    assert_eq!(ONE.0, 1);
    assert_eq!(MetersFactory::unchecked(&[2, 3])[1].0, 3);
}

#[factory_only]
#[repr(C)]
struct Handle {
    number: i32,
}

#[factory]
impl Handle {
    /// # Safety
    ///
    /// The pointer points to a number.
    unsafe fn read(number: *const i32) -> Self {
        Self {
            number: unsafe { *number },
        }
    }

    extern "C" fn of_c(number: i32) -> Self {
        Self { number }
    }

    unsafe extern "C" fn copied(handle: *const Self) -> Self {
        let number = handle as *const i32;
        unsafe { Self::read(number) }
    }

    fn borrowed(number: &i32) -> &Self {
        const { assert!(align_of::<Handle>() == align_of::<i32>()) }
        unsafe { &*(number as *const i32 as *const Self) }
    }

    fn by_pointer(number: i32) -> Box<Self> {
        let made = Box::into_raw(Box::new(Self { number })) as *mut ();
        unsafe { Box::from_raw(made as *mut Self) }
    }

    fn table() -> (extern "C" fn(i32) -> Self, unsafe fn(*const i32) -> Self) {
        (Self::of_c, Self::read)
    }
}

#[test]
fn unsafe_and_foreign_constructors_keep_their_kind() {
    let make: extern "C" fn(i32) -> Handle = HandleFactory::of_c;
    let read: unsafe fn(*const i32) -> Handle = HandleFactory::read;
    let handle = make(4);
    assert_eq!(
        unsafe { HandleFactory::copied(&raw const handle) }.number,
        4
    );
    assert_eq!(unsafe { read(&raw const handle.number) }.number, 4);
    let (make, read) = HandleFactory::table();
    assert_eq!(unsafe { read(&make(5).number) }.number, 5);
}

#[test]
fn a_constructor_casts_pointers() {
    assert_eq!(HandleFactory::borrowed(&6).number, 6);
    assert_eq!(HandleFactory::by_pointer(7).number, 7);
}
