//! What components cost at run time: counted instructions and bytes, which do not depend on what else the machine does.

mod index;
pub(crate) mod operation;
mod valgrind;

use std::env;

use comfy_table::Table;

use crate::figures::{Figure, Measured};
use crate::table::markdown;
use operation::Operation;
use valgrind::{Made, bytes_kept, instructions_of_one};

/// The arguments of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Components of the largest registry
    #[arg(long, default_value_t = 10_000)]
    components: usize,
}

/// Runs every operation below `valgrind`, and returns what it counts.
pub(crate) fn run(arguments: &Arguments) -> Measured {
    valgrind::require();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let versions = valgrind::versions();
    let mut figures = Vec::new();
    let (operations, memory) = (operations(&mut figures), memory(&mut figures));
    let index = index::run(arguments.components);
    let tables = format!(
        "{cores} cores; {versions}\n\nInstructions of one operation\n\n{operations}\n\n\
         Bytes on the heap for each of a hundred singletons\n\n{memory}\n\n\
         Making the list of the components, once\n\n{index}"
    );
    Measured { figures, tables }
}

/// What does the same.
struct Group {
    name: &'static str,
    made: Made,
    /// What the second may take.
    limit: Option<Limit>,
    /// The first is the measure of the others.
    operations: &'static [(&'static str, Operation)],
}

#[derive(Clone, Copy)]
enum Limit {
    /// So many times what the first takes.
    Times(f64),
    /// So many instructions more than it.
    More(f64),
}

const GROUPS: &[Group] = &[
    Group {
        name: "make an instance",
        made: Made::Dropped,
        limit: Some(Limit::Times(1.0)),
        operations: &[
            ("constructor by hand", Operation::Constructor),
            ("`ssot`, factory", Operation::Factory),
        ],
    },
    Group {
        name: "look up by name, of a hundred",
        made: Made::Dropped,
        limit: None,
        operations: &[
            ("`HashMap<&str, _>`", Operation::MapByName),
            ("`ssot`, `by_name`", Operation::RegistryByName),
            (
                "`typetag`, with an instance of a unit struct",
                Operation::TypetagByName,
            ),
        ],
    },
    Group {
        name: "look up by type, of a hundred",
        made: Made::Dropped,
        limit: None,
        operations: &[
            ("`HashMap<TypeId, _>`", Operation::MapByType),
            ("`ssot`, `by_type`", Operation::RegistryByType),
        ],
    },
    Group {
        name: "resolve an interface",
        made: Made::Dropped,
        limit: Some(Limit::More(3.0)),
        operations: &[
            ("clone of an `Arc` by hand", Operation::ResolveByHand),
            ("`ssot`", Operation::ResolveBySsot),
            ("`shaku`", Operation::ResolveByShaku),
        ],
    },
    Group {
        name: "make a graph of 100",
        made: Made::Kept,
        limit: Some(Limit::Times(2.5)),
        operations: GRAPHS,
    },
    Group {
        name: "make a graph of 100, and drop it",
        made: Made::Dropped,
        limit: None,
        operations: GRAPHS,
    },
    Group {
        name: "open a scope, get three, close it",
        made: Made::Dropped,
        limit: None,
        operations: &[
            ("by hand", Operation::ScopeByHand),
            ("`ssot`", Operation::ScopeBySsot),
            ("`shaku`", Operation::ScopeByShaku),
        ],
    },
];

const GRAPHS: &[(&str, Operation)] = &[
    ("by hand", Operation::GraphByHand),
    ("`ssot`", Operation::GraphBySsot),
    ("`shaku`", Operation::GraphByShaku),
];

fn table(header: &[&str]) -> Table {
    let mut table = markdown();
    table.set_header(header);
    table
}

fn operations(figures: &mut Vec<Figure>) -> Table {
    let mut table = table(&["operation", "by", "instructions", "ratio"]);
    for group in GROUPS {
        let operations = group.operations.iter();
        let counted: Vec<_> = operations
            .map(|(_, operation)| instructions_of_one(*operation, group.made))
            .collect();
        let (of, own) = (counted[0], counted[1]);
        figures.extend(group.limit.map(|limit| limit.figure(group.name, own, of)));
        for ((by, _), count) in group.operations.iter().zip(counted) {
            table.add_row([
                group.name,
                by,
                &format!("{count:.1}"),
                &format!("{:.2}", count / of),
            ]);
        }
    }
    table
}

impl Limit {
    fn figure(self, group: &str, own: f64, of: f64) -> Figure {
        match self {
            Self::Times(limit) => {
                let what = format!("{group}: instructions beside the same by hand");
                Figure::at_most(what, own / of, limit, " times")
            }
            Self::More(limit) => {
                let what = format!("{group}: instructions beyond the same by hand");
                Figure::at_most(what, own - of, limit, "")
            }
        }
    }
}

/// How many singletons a graph has.
const PARTS: f64 = 100.0;

fn memory(figures: &mut Vec<Figure>) -> Table {
    let mut table = table(&["by", "bytes", "ratio"]);
    let mut first = None;
    for (name, operation) in GRAPHS {
        let bytes = bytes_kept(*operation) / PARTS;
        let of = *first.get_or_insert(bytes);
        if matches!(operation, Operation::GraphBySsot) {
            let what = "a singleton: bytes on the heap beyond the same by hand";
            figures.push(Figure::at_most(what, bytes - of, 32.0, ""));
        }
        table.add_row([*name, &format!("{bytes:.0}"), &format!("{:.2}", bytes / of)]);
    }
    table
}

/// This program, which runs operations too.
fn own() -> std::path::PathBuf {
    env::current_exe().expect("a program knows where it is")
}
