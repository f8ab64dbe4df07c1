//! A constructor makes as many instances as it likes, wherever it likes.

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Port {
    number: u16,
}

#[factory]
impl Port {
    fn create(number: u16) -> Self {
        Self { number }
    }

    fn parsed(text: &str) -> Result<Self, String> {
        let number = text.parse().map_err(|_| format!("`{text}` is no port"))?;
        Ok(Self { number })
    }

    fn first_of(texts: &[&str]) -> Result<Self, String> {
        Self::parsed(texts[0])
            .or_else(|_| Self::parsed(texts[1]))
            .or_else(|_| Port::parsed(texts[2]))
    }

    fn on_one_of_two_ways(number: Option<u16>) -> Self {
        number
            .map(|number| Self { number })
            .unwrap_or_else(|| Self { number: 0 })
    }

    fn by_fn(count: u16) -> Vec<Self> {
        let make = |number| Self { number };
        (0..count).map(make).chain((0..count).map(make)).collect()
    }

    fn by_fn_mut(count: usize) -> Vec<Self> {
        let mut next = 0;
        let make = || {
            next += 1;
            Self { number: next }
        };
        std::iter::repeat_with(make).take(count).collect()
    }

    fn by_fn_once(text: String) -> Self {
        let make = move || {
            let text = text;
            Self::parsed(&text).unwrap_or(Self { number: 1 })
        };
        make()
    }

    fn by_function_pointer(number: u16) -> Self {
        let make: fn(u16) -> Self = |number| Self { number };
        make(number)
    }

    fn in_loops(count: u16) -> Vec<Self> {
        let mut ports = Vec::new();
        for number in 0..count {
            ports.push(Self { number });
        }
        let mut number = count;
        while number > 0 {
            number -= 1;
            ports.push(Port { number });
        }
        loop {
            ports.push(Self::create(99));
            if ports.len() > 5 {
                return ports;
            }
        }
    }

    fn retried(texts: &[&str]) -> Result<Self, String> {
        let mut texts = texts.iter();
        let mut last = Err("nothing to try".to_owned());
        while let Some(text) = texts.next() {
            match Self::parsed(text) {
                Ok(port) => return Ok(port),
                failed => last = failed,
            }
        }
        last
    }

    fn counted_down(number: u16) -> Vec<Self> {
        if number == 0 {
            return vec![Self { number }];
        }
        let mut ports = Self::counted_down(number - 1);
        ports.push(Self { number });
        ports
    }

    fn lowest_of(ports: Vec<Self>) -> Option<Self> {
        ports.into_iter().reduce(|left, right| {
            if left.number < right.number {
                Self { ..left }
            } else {
                right
            }
        })
    }
}

fn numbers(ports: &[Port]) -> Vec<u16> {
    ports.iter().map(|port| port.number).collect()
}

#[test]
fn closures_of_every_kind_make_instances() {
    assert_eq!(PortFactory::on_one_of_two_ways(Some(7)).number, 7);
    assert_eq!(PortFactory::on_one_of_two_ways(None).number, 0);
    assert_eq!(numbers(&PortFactory::by_fn(2)), [0, 1, 0, 1]);
    assert_eq!(numbers(&PortFactory::by_fn_mut(3)), [1, 2, 3]);
    assert_eq!(PortFactory::by_fn_once("8".to_owned()).number, 8);
    assert_eq!(PortFactory::by_fn_once("eight".to_owned()).number, 1);
    assert_eq!(PortFactory::by_function_pointer(9).number, 9);
}

#[test]
fn loops_make_instances() {
    assert_eq!(numbers(&PortFactory::in_loops(2)), [0, 1, 1, 0, 99, 99]);
}

#[test]
fn a_constructor_tries_others_until_one_works() {
    assert_eq!(PortFactory::first_of(&["a", "b", "3"]).unwrap().number, 3);
    assert_eq!(
        PortFactory::first_of(&["a", "b", "c"]).unwrap_err(),
        "`c` is no port"
    );
    assert_eq!(PortFactory::retried(&["a", "2"]).unwrap().number, 2);
    assert_eq!(PortFactory::retried(&[]).unwrap_err(), "nothing to try");
}

#[test]
fn a_constructor_calls_itself() {
    assert_eq!(numbers(&PortFactory::counted_down(3)), [0, 1, 2, 3]);
}

#[test]
fn a_constructor_takes_instances_and_gives_one_back() {
    let ports = PortFactory::counted_down(3);
    assert_eq!(PortFactory::lowest_of(ports).unwrap().number, 0);
    assert_eq!(PortFactory::lowest_of(Vec::new()), None);
}
