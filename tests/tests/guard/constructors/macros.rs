//! In the arguments of macros, the type is what its neighbours say.

use core::mem::offset_of;

use ssot::{factory, factory_only};

macro_rules! twice {
    ($value:expr) => {
        vec![$value, $value]
    };
}

macro_rules! as_written {
    ($($token:tt)*) => { $($token)* };
}

macro_rules! size {
    ($ty:ty) => {
        size_of::<$ty>()
    };
    ($ty:ty, $count:expr) => {
        size_of::<$ty>() * $count
    };
}

macro_rules! named {
    ($name:ident, $value:expr) => {{
        let made: $name = $value;
        made
    }};
}

macro_rules! first_number {
    ($value:expr, $pattern:pat => $result:expr) => {
        match $value {
            $pattern => $result,
        }
    };
}

#[factory_only(allow(Clone))]
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(C)]
struct Port {
    kind: u16,
    number: u16,
}

#[factory]
impl Port {
    fn new(number: u16) -> Self {
        Self { kind: 0, number }
    }

    fn in_vectors(number: u16) -> Vec<Self> {
        let mut ports = vec![Self { kind: 1, number }; 2];
        ports.extend(vec![Self::new(number), Port { kind: 2, number }]);
        ports
    }

    fn in_assertions(number: u16) -> Self {
        assert!(Self { kind: 0, number } == Self::new(number));
        assert_eq!(
            Self { kind: 0, number },
            Self::new(number),
            "{:?}",
            Port { kind: 0, number }
        );
        debug_assert_ne!(Self { kind: 1, number }, Self::new(number));
        Self::new(number)
    }

    fn in_matches(number: u16) -> Option<Self> {
        let port = Self::new(number);
        let is_known = matches!(
            port,
            Self {
                number: 80 | 443,
                ..
            }
        ) || matches!(&port, Port { kind: 0, number } if *number < 10)
            || matches!(
                Some(Self { kind: 1, number }),
                Some(Self {
                    kind: 1,
                    number: 20
                })
            );
        is_known.then_some(port)
    }

    fn in_formats(number: u16) -> (Self, String) {
        let text = format!(
            "{:?} {}",
            Self { kind: 3, number }.number,
            Self::new(1).number
        );
        (dbg!(Self { kind: 3, number }), text)
    }

    fn in_own_macros(number: u16) -> Vec<Self> {
        let mut ports = twice!(Self { kind: 4, number });
        ports.push(as_written!(Self { kind: 5, number }));
        ports.push(as_written!({
            let Self { kind, number } = Self::new(number);
            Self {
                kind: kind + 6,
                number,
            }
        }));
        ports.push(named!(Port, Self { kind: 7, number }));
        ports.push(named!(Self, Port { kind: 8, number }));
        ports
    }

    fn of_types() -> (Vec<Self>, [usize; 4]) {
        let sizes = [
            size!(Self),
            size!(Option<Self>, 1),
            size!(Vec<Port>),
            offset_of!(Self, number),
        ];
        (Vec::new(), sizes)
    }

    fn as_text() -> Option<(Self, &'static str)> {
        Some((Self::new(1), stringify!(Self { number: 1 })))
    }

    fn in_patterns(number: u16) -> Self {
        let twice = first_number!(Self::new(number), Port { number, .. } => number * 2);
        Self::new(twice)
    }

    fn by_its_own_macro(number: u16) -> Vec<Self> {
        macro_rules! port {
            ($kind:expr) => {
                Self {
                    kind: $kind,
                    number,
                }
            };
            ($kind:expr, $number:expr) => {{
                let port: Self = Port {
                    kind: $kind,
                    number: $number,
                };
                port
            }};
        }
        vec![port!(1), port!(2, 3)]
    }
}

#[test]
fn macros_of_the_standard_library_hold_literals_and_patterns() {
    let ports = PortFactory::in_vectors(1);
    assert_eq!(
        ports.iter().map(|port| port.kind).collect::<Vec<_>>(),
        [1, 1, 0, 2]
    );
    assert_eq!(PortFactory::in_assertions(2).number, 2);
    assert!(PortFactory::in_matches(443).is_some());
    assert!(PortFactory::in_matches(9).is_some());
    assert!(PortFactory::in_matches(20).is_some());
    assert!(PortFactory::in_matches(99).is_none());
    assert_eq!(
        PortFactory::in_formats(5),
        (PortFactory::in_formats(5).0, "5 1".to_owned())
    );
}

#[test]
fn own_macros_hold_literals_patterns_and_types() {
    let ports = PortFactory::in_own_macros(1);
    assert_eq!(
        ports.iter().map(|port| port.kind).collect::<Vec<_>>(),
        [4, 4, 5, 6, 7, 8]
    );
    let (_, sizes) = PortFactory::of_types();
    let size = size_of::<Port>();
    assert_eq!(
        sizes,
        [
            size,
            size_of::<Option<Port>>(),
            size_of::<Vec<Port>>(),
            offset_of!(Port, number)
        ]
    );
    assert_eq!(PortFactory::in_patterns(4).number, 8);
    let ports = PortFactory::by_its_own_macro(9);
    assert_eq!((ports[0].number, ports[1].number), (9, 3));
}

#[test]
fn a_macro_shows_what_was_written() {
    let (_, text) = PortFactory::as_text().unwrap();
    assert_eq!(text.replace(char::is_whitespace, ""), "Self{number:1}");
}

#[factory_only]
#[derive(Debug)]
struct Generic<T> {
    value: T,
}

#[factory]
impl<T: Copy> Generic<T> {
    fn new(value: T) -> Self {
        Self { value }
    }

    fn in_macros(value: T) -> (Vec<Self>, usize) {
        let mut made = twice!(Self { value });
        made.extend(vec![
            Self::new(value),
            Generic { value },
            Generic::<T> { value },
        ]);
        assert!(
            made.iter()
                .all(|Self { .. }| size!(Self) == size!(Generic<T>))
        );
        (made, size!(Option<Self>))
    }
}

#[test]
fn macros_hold_literals_of_generic_types() {
    let (made, size) = GenericFactory::in_macros(1_u64);
    assert!(made.iter().all(|made| made.value == 1));
    assert_eq!((made.len(), size), (5, 16));
}
