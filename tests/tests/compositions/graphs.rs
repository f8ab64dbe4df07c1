//! Many components that all need one another: there are four thousand million ways from the last one
//! to the first.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssot::{composition, factory, ssot_component};

/// How many were made, and whether the one that nobody needs can be.
#[derive(Default)]
struct Made {
    count: AtomicUsize,
    all: bool,
}

#[ssot_component(scope = singleton)]
struct Fragile;

#[factory]
impl Fragile {
    fn create(made: &Made) -> Option<Self> {
        made.all.then_some(Self)
    }
}

/// Declares two components for each pair of names; each needs both of the pair before.
macro_rules! layers {
    (@each $one:ident $other:ident) => {};
    (@each $first:ident $second:ident, $one:ident $other:ident $(, $rest:ident $beside:ident)*) => {
        layers!(@component $one $first $second);
        layers!(@component $other $first $second);
        layers!(@each $one $other $(, $rest $beside)*);
    };
    (@component $name:ident $($needed:ident)*) => {
        #[ssot_component(scope = singleton)]
        struct $name;

        #[factory]
        impl $name {
            fn create(made: &Made $(, _: Arc<$needed>)*) -> Self {
                made.count.fetch_add(1, Ordering::Relaxed);
                Self
            }
        }
    };
    ($first:ident $second:ident $(, $one:ident $other:ident)*) => {
        layers!(@component $first);
        layers!(@component $second);
        layers!(@each $first $second $(, $one $other)*);

        /// How many there are.
        const COUNT: usize = [stringify!($first), stringify!($second)
            $(, stringify!($one), stringify!($other))*].len();

        composition! {
            struct Layers {
                inputs { Made }
                singletons { Fragile, $first, $second $(, $one, $other)* }
            }
        }
    };
}

layers! {
    Left1 Right1, Left2 Right2, Left3 Right3, Left4 Right4, Left5 Right5, Left6 Right6,
    Left7 Right7, Left8 Right8, Left9 Right9, Left10 Right10, Left11 Right11, Left12 Right12,
    Left13 Right13, Left14 Right14, Left15 Right15, Left16 Right16, Left17 Right17, Left18 Right18,
    Left19 Right19, Left20 Right20, Left21 Right21, Left22 Right22, Left23 Right23, Left24 Right24,
    Left25 Right25, Left26 Right26, Left27 Right27, Left28 Right28, Left29 Right29, Left30 Right30,
    Left31 Right31, Left32 Right32
}

fn layers(all: bool) -> (Layers, Arc<Made>) {
    let count = AtomicUsize::new(0);
    let layers = Layers::new(Made { count, all }).expect("every component is defined once");
    let made = layers.get::<Made>().expect("an input is there");
    (layers, made)
}

#[test]
fn each_component_is_made_once_however_many_ways_lead_to_it() {
    let (layers, made) = layers(false);
    drop(layers.get::<Left32>().expect("it can be made"));
    assert_eq!(made.count.load(Ordering::Relaxed), COUNT - 1);
    drop(layers.get::<Right32>().expect("it can be made"));
    assert_eq!(made.count.load(Ordering::Relaxed), COUNT);
}

#[test]
fn warming_up_makes_each_component_once() {
    let (layers, made) = layers(true);
    layers.warm_up().expect("everything can be made");
    assert_eq!(made.count.load(Ordering::Relaxed), COUNT);
}

#[test]

fn what_does_not_need_a_component_that_failed_is_made() {
    let (layers, made) = layers(false);
    let errors = layers.warm_up().expect_err("one cannot be made");
    let failed: Vec<_> = errors
        .iter()
        .map(ssot::ConstructionError::component)
        .collect();
    assert_eq!(failed, ["Fragile"]);
    assert_eq!(made.count.load(Ordering::Relaxed), COUNT);
}
