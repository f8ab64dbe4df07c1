//! A constructor takes instances apart in patterns of every kind.

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Point {
    x: i32,
    y: i32,
}

#[factory]
impl Point {
    fn at(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    fn by_let(point: Self) -> Self {
        let Self { x, y } = point;
        let Point { x: ref renamed, .. } = Self { x, y };
        let (Self { x: first, y: _ }, Point { y: second, .. }): (Self, Self) =
            (Self::at(*renamed, 0), Self::at(0, y));
        Self {
            x: first,
            y: second,
        }
    }

    fn by_if_let(points: Option<Self>) -> Self {
        if let Some(Self { x, y: 0 }) = points {
            Self { x, y: 1 }
        } else if let Some(Self { x: 0, y } | Point { x: 1, y }) = &points
            && let Self { x: 0..=1, .. } = (Self { x: 0, y: *y })
        {
            Self { x: -1, y: *y }
        } else {
            Self { x: 9, y: 9 }
        }
    }

    fn by_let_else(point: Option<Self>) -> Self {
        let Some(Self { x, y }) = point else {
            return Self { x: 0, y: 0 };
        };
        Self { x: y, y: x }
    }

    fn by_match(point: Self) -> Self {
        match point {
            Self { x: 0, y: 0 } => Self { x: 1, y: 1 },
            Self { x, y: 0 } | Self { x: 0, y: x } if x > 100 => Point { x: 100, y: 100 },
            whole @ Self { x: 1..=9, .. } => Self { x: 0, ..whole },
            Point { x, y } if (Self { x: y, y: x }) == (Self { x: 7, y: 70 }) => Self { x, y: -7 },
            Self { x, .. } if x < 0 => Self { x: -x, y: 0 },
            ref other => match (other, &Self { x: 20, y: 20 }) {
                (Self { x, .. }, &Self { y, .. }) => Self { x: *x, y },
            },
        }
    }

    fn by_for(points: Vec<Self>) -> Self {
        let (mut width, mut height) = (0, 0);
        for (index, Self { x, y }) in (1..).zip(points) {
            width += x * index;
            height += y * index;
        }
        Self {
            x: width,
            y: height,
        }
    }

    fn by_while_let(mut points: Vec<Self>) -> Self {
        let mut sum = 0;
        while let Some(Self { x, y }) = points.pop() {
            sum += x + y;
        }
        Self { x: sum, y: 0 }
    }

    fn by_closures(points: Vec<Self>) -> Vec<Self> {
        let swapped = |Self { x, y }: Self| -> Self { Self { x: y, y: x } };
        let moved = |by: i32, Point { x, y }: Point| Point { x: x + by, y };
        let add = |&Self { x, .. }: &Self, Self { y, .. }: &Self| Self { x, y: *y };
        let mut made: Vec<_> = points
            .into_iter()
            .map(swapped)
            .map(|point| moved(1, point))
            .collect();
        made.push(add(&made[0], &made[1]));
        made
    }

    fn by_parameter(Self { x, y }: Self) -> Self {
        Self { x: x + 1, y: y + 1 }
    }

    fn by_nested_parameters(
        (Self { x, .. }, by): (Self, i32),
        [Point { y, .. }, _]: [Self; 2],
        &Self { x: ref other, .. }: &Self,
    ) -> Self {
        Self {
            x: x + by + other,
            y,
        }
    }

    fn by_assignment(point: Self) -> Self {
        let (mut x, mut y);
        Self { x, y } = point;
        Self { x, .. } = Self { x: x + 1, y };
        (Point { y, .. }, _) = (Self { x, y: y + 1 }, ());
        [x, y] = [x * 2, y * 2];
        Self { x, y }
    }
}

#[test]
fn statements_take_an_instance_apart() {
    assert_eq!(
        PointFactory::by_let(PointFactory::at(1, 2)),
        PointFactory::at(1, 2)
    );
    assert_eq!(
        PointFactory::by_if_let(Some(PointFactory::at(4, 0))),
        PointFactory::at(4, 1)
    );
    assert_eq!(
        PointFactory::by_if_let(Some(PointFactory::at(1, 5))),
        PointFactory::at(-1, 5)
    );
    assert_eq!(PointFactory::by_if_let(None), PointFactory::at(9, 9));
    assert_eq!(
        PointFactory::by_let_else(Some(PointFactory::at(1, 2))),
        PointFactory::at(2, 1)
    );
    assert_eq!(PointFactory::by_let_else(None), PointFactory::at(0, 0));
    let points = || vec![PointFactory::at(1, 2), PointFactory::at(3, 4)];
    assert_eq!(PointFactory::by_for(points()), PointFactory::at(7, 10));
    assert_eq!(
        PointFactory::by_while_let(points()),
        PointFactory::at(10, 0)
    );
}

#[test]
fn arms_take_an_instance_apart() {
    let matched = |x, y| {
        let Point { x, y, .. } = PointFactory::by_match(PointFactory::at(x, y));
        (x, y)
    };
    assert_eq!(matched(0, 0), (1, 1));
    assert_eq!(matched(200, 0), (100, 100));
    assert_eq!(matched(0, 200), (100, 100));
    assert_eq!(matched(5, 6), (0, 6));
    assert_eq!(matched(70, 7), (70, -7));
    assert_eq!(matched(-3, 1), (3, 0));
    assert_eq!(matched(40, 50), (40, 20));
}

#[test]
fn parameters_take_an_instance_apart() {
    let at = PointFactory::at;
    let made = PointFactory::by_closures(vec![at(1, 2), at(3, 4)]);
    assert_eq!(made, [at(3, 1), at(5, 3), at(3, 3)]);
    assert_eq!(PointFactory::by_parameter(at(1, 2)), at(2, 3));
    assert_eq!(
        PointFactory::by_nested_parameters((at(1, 0), 10), [at(0, 2), at(0, 0)], &at(100, 0)),
        at(111, 2)
    );
}

#[test]
fn an_assignment_takes_an_instance_apart() {
    assert_eq!(
        PointFactory::by_assignment(PointFactory::at(1, 2)),
        PointFactory::at(4, 6)
    );
}

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Pair(u8, u8);

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Unit;

#[factory]
impl Pair {
    fn of(Self(first, second): Self, Unit { .. }: Unit) -> Self {
        match Self(second, first) {
            Self(0, _) | Pair(_, 0) => Self(0, 0),
            Self(.., last @ 1..=9) => Self(last, last),
            Pair { 0: first, .. } if first > 100 => Self(100, 100),
            pair @ Self(..) => pair,
        }
    }

    fn new(first: u8, second: u8) -> Self {
        Self(first, second)
    }

    fn assigned(pair: Self) -> Self {
        let (first, second);
        Self(first, second) = pair;
        Self(second, first)
    }
}

#[factory]
impl Unit {
    fn new() -> Self {
        match Self {
            Self => Unit,
        }
    }

    fn again(Self: Self) -> Self {
        let Unit = Self;
        let Self {} = Unit;
        Self
    }
}

#[test]
fn tuple_and_unit_structs_are_taken_apart() {
    let of = |first, second| PairFactory::of(PairFactory::new(first, second), UnitFactory::new());
    assert_eq!(of(1, 0), PairFactory::new(0, 0));
    assert_eq!(of(5, 50), PairFactory::new(5, 5));
    assert_eq!(of(50, 200), PairFactory::new(100, 100));
    assert_eq!(of(50, 60), PairFactory::new(60, 50));
    assert_eq!(
        PairFactory::assigned(PairFactory::new(1, 2)),
        PairFactory::new(2, 1)
    );
    assert_eq!(UnitFactory::again(UnitFactory::new()), UnitFactory::new());
}
