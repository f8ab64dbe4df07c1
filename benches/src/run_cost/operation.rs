//! What is measured, as a program of its own that does one thing some times and nothing else.

use std::any::TypeId;
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::Arc;

use serde::Deserialize as _;
use serde::de::value::{Error, MapDeserializer};
use shaku::HasComponent as _;
use ssot_benches::graph::{by_hand, by_shaku, by_ssot, by_typetag, interfaces};
use ssot_benches::scope;
use ssot_benches::scope::opened::{through_hands, through_shaku, through_ssot};

/// The arguments of the program.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    operation: Operation,

    /// How often it is done
    times: usize,

    /// Whether what is made is kept to the end
    #[arg(long)]
    keep: bool,
}

/// One thing to do.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Operation {
    /// Makes an instance by a constructor that nothing guards.
    Constructor,
    /// Makes one by a factory.
    Factory,
    /// Finds a component in a map by its name.
    MapByName,
    /// Finds it in the registry.
    RegistryByName,
    /// Has `typetag` find it and make an instance.
    TypetagByName,
    /// Finds a component in a map by its type.
    MapByType,
    /// Asks the registry for it.
    RegistryByType,
    /// Clones an `Arc`.
    ResolveByHand,
    /// Resolves an interface from a composition.
    ResolveBySsot,
    /// Resolves it from a module of `shaku`.
    ResolveByShaku,
    /// Makes a hundred singletons.
    GraphByHand,
    /// Makes them by a composition.
    GraphBySsot,
    /// Makes them by a module of `shaku`.
    GraphByShaku,
    /// Opens a scope, gets three components, and closes it.
    ScopeByHand,
    /// The same in a composition.
    ScopeBySsot,
    /// The same as a module of `shaku`.
    ScopeByShaku,
}

/// What nothing guards.
struct Plain {
    number: u64,
    names: [u32; 4],
}

impl Plain {
    fn create(number: u64) -> Option<Self> {
        (number != 0).then(|| Self {
            number: number.rotate_left(3),
            names: [7; 4],
        })
    }
}

/// The same, guarded.
#[ssot::factory_only]
struct Guarded {
    number: u64,
    names: [u32; 4],
}

#[ssot::factory]
impl Guarded {
    fn create(number: u64) -> Option<Self> {
        (number != 0).then(|| Self {
            number: number.rotate_left(3),
            names: [7; 4],
        })
    }
}

/// The calls are in functions of their own, so that what is around them is the same.
#[inline(never)]
fn plain(number: u64) -> u64 {
    Plain::create(black_box(number)).map_or(0, |made| {
        black_box(made.number) + u64::from(black_box(made.names)[1])
    })
}

#[inline(never)]
fn guarded(number: u64) -> u64 {
    GuardedFactory::create(black_box(number)).map_or(0, |made| {
        black_box(made.number) + u64::from(black_box(made.names)[1])
    })
}

/// Does it. Whatever has to be there is made once before, and so is not part of the difference of two runs.
pub(crate) fn run(arguments: &Arguments) {
    let (times, keep) = (arguments.times, arguments.keep);
    match arguments.operation {
        Operation::Constructor => (1..=times as u64).for_each(|number| {
            black_box(plain(number));
        }),
        Operation::Factory => (1..=times as u64).for_each(|number| {
            black_box(guarded(number));
        }),
        Operation::MapByName => {
            let known = ssot::registry().iter();
            let map: HashMap<&str, _> = known.map(|known| (known.name, known)).collect();
            each_name(times, |name| {
                black_box(map.get(name));
            });
        }
        Operation::RegistryByName => {
            let registry = ssot::registry();
            each_name(times, |name| {
                black_box(registry.by_name(name));
            });
        }
        Operation::TypetagByName => each_name(times, |name| {
            let entry = MapDeserializer::<_, Error>::new(std::iter::once((name, ())));
            let part = Box::<dyn by_typetag::Part>::deserialize(entry);
            drop(black_box(part.expect("it is known")));
        }),
        Operation::MapByType => {
            let map = by_ssot::by_type();
            let key = TypeId::of::<by_ssot::Part050>();
            (0..times).for_each(|_| {
                black_box(map.get(black_box(&key)));
            });
        }
        Operation::RegistryByType => {
            let registry = ssot::registry();
            (0..times).for_each(|_| {
                black_box(black_box(registry).by_type::<by_ssot::Part050>());
            });
        }
        Operation::ScopeByHand => {
            let app = scope::by_hand::build();
            (0..times).for_each(|_| through_hands(&app, black_box(8)));
        }
        Operation::ScopeBySsot => {
            let app = scope::by_ssot::build();
            (0..times).for_each(|_| through_ssot(&app, black_box(8)));
        }
        Operation::ScopeByShaku => {
            let app = Arc::new(scope::by_shaku::build());
            (0..times).for_each(|_| through_shaku(&app, black_box(8)));
        }
        operation => graph(operation, times, keep),
    }
}

/// Asks for the name of one part after the other.
fn each_name(times: usize, ask: impl Fn(&'static str)) {
    let names = by_ssot::NAMES.iter().cycle();
    for name in names.take(times) {
        ask(black_box(name));
    }
}

fn graph(operation: Operation, times: usize, keep: bool) {
    match operation {
        Operation::ResolveByHand => {
            let graph = by_ssot::build();
            let part = graph.get::<dyn interfaces::Part050>();
            let part = part.expect("no constructor fails");
            (0..times).for_each(|_| drop(black_box(Arc::clone(black_box(&part)))));
        }
        Operation::ResolveBySsot => {
            let graph = by_ssot::build();
            (0..times).for_each(|_| {
                drop(black_box(
                    black_box(&graph).get::<dyn interfaces::Part050>(),
                ));
            });
        }
        Operation::ResolveByShaku => {
            let graph = by_shaku::build();
            (0..times).for_each(|_| {
                let part: Arc<dyn interfaces::Part050> = black_box(&graph).resolve();
                drop(black_box(part));
            });
        }
        Operation::GraphByHand => graphs(by_hand::build, times, keep),
        Operation::GraphBySsot => graphs(by_ssot::build, times, keep),
        _ => graphs(by_shaku::build, times, keep),
    }
}

fn graphs<T>(build: impl Fn() -> T, times: usize, keep: bool) {
    for _ in 0..times {
        let graph = black_box(build());
        if keep {
            std::mem::forget(graph);
        }
    }
}
