//! Items in the body of a constructor.

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Port {
    number: u16,
}

#[factory]
impl Port {
    fn of(number: u16) -> Self {
        Self { number }
    }

    fn by_function(number: u16) -> Self {
        fn next(number: u16) -> Port {
            Port { number: number + 1 }
        }
        fn swapped<const N: usize>(Port { number, .. }: Port) -> [Port; N] {
            [(); N].map(|()| Port {
                number: number.swap_bytes(),
            })
        }
        let [port] = swapped::<1>(next(number));
        let [Self { number }] = swapped(port);
        Self { number }
    }

    fn by_iterator(count: u16) -> impl Iterator<Item = Self> {
        struct Ports {
            next: u16,
            count: u16,
        }

        impl Iterator for Ports {
            type Item = Port;

            fn next(&mut self) -> Option<Port> {
                let Self { next, count } = self;
                *next += 1;
                (*next <= *count).then(|| Port { number: *next })
            }
        }

        impl Ports {
            const NONE: Self = Self { next: 0, count: 0 };

            fn new(count: u16) -> Self {
                Self {
                    count,
                    ..Self::NONE
                }
            }
        }

        Ports::new(count)
    }

    fn by_trait(text: &str) -> Self {
        trait Parsed: Sized {
            fn parsed(self) -> Option<u16>;

            fn port(self) -> Port {
                Port {
                    number: self.parsed().unwrap_or_default(),
                }
            }
        }

        impl Parsed for &str {
            fn parsed(self) -> Option<u16> {
                self.parse().ok()
            }
        }

        text.port()
    }

    fn by_foreign_function(number: i32) -> Self {
        unsafe extern "C" {
            safe fn abs(number: i32) -> i32;
        }
        extern "C" fn double(number: i32) -> i32 {
            number * 2
        }
        Self {
            number: u16::try_from(double(abs(number))).unwrap(),
        }
    }

    fn by_enumeration(number: u16) -> Self {
        enum Kind {
            Port(u16),
            Other,
        }
        use Kind::Other;
        struct Wrapped(u16);
        union Bits {
            number: u16,
        }
        let kinds = [Kind::Port(number), Other];
        let Wrapped(first) = Wrapped(match kinds[0] {
            Kind::Port(number) => number,
            Other => 0,
        });
        let bits = Bits { number: first };
        Self {
            number: unsafe { bits.number },
        }
    }

    fn by_static(number: u16) -> Self {
        static mut NEXT: Option<Port> = Some(Port { number: 5 });
        const STEP: Port = Port { number: 10 };
        let mut first = unsafe { (&raw mut NEXT).replace(None) };
        let Self { number: next } = first.take().unwrap_or(Self { number: 0 });
        Self {
            number: number + next + STEP.number,
        }
    }

    fn by_module(number: u16) -> Self {
        mod inner {
            pub(super) fn doubled(number: u16) -> u16 {
                number * 2
            }
        }
        use self::doubled as tripled;
        Self {
            number: inner::doubled(tripled(number)),
        }
    }
}

fn doubled(number: u16) -> u16 {
    number * 3
}

#[test]
fn functions_and_implementations_in_a_body_make_instances() {
    assert_eq!(PortFactory::by_function(1).number, 2);
    let ports: Vec<_> = PortFactory::by_iterator(2).collect();
    assert_eq!(ports, [PortFactory::of(1), PortFactory::of(2)]);
    assert_eq!(PortFactory::by_trait("7").number, 7);
    assert_eq!(PortFactory::by_trait("seven").number, 0);
}

#[test]
fn items_of_any_kind_stand_in_a_body() {
    assert_eq!(PortFactory::by_foreign_function(-4).number, 8);
    assert_eq!(PortFactory::by_enumeration(3).number, 3);
    assert_eq!(PortFactory::by_static(1).number, 16);
    assert_eq!(PortFactory::by_module(2).number, 12);
}

#[test]
fn a_type_in_a_body_has_a_factory_there() {
    #[factory_only]
    struct Local<'a> {
        text: &'a str,
    }

    #[factory]
    impl<'a> Local<'a> {
        fn of(text: &'a str) -> Self {
            Self { text }
        }

        fn again(local: &Self) -> Self {
            let &Self { text } = local;
            Local { text }
        }
    }

    let local = LocalFactory::of("here");
    assert_eq!(LocalFactory::again(&local).text, "here");
}
