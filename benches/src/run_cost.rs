//! What components cost at run time: counted instructions and bytes, which do not depend on what else the machine does.

mod index;
pub(crate) mod operation;
mod valgrind;

use std::env;

use comfy_table::Table;

use crate::table::markdown;
use operation::Operation;
use valgrind::{bytes_kept, instructions_of_one};

/// The arguments of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Components of the largest registry
    #[arg(long, default_value_t = 10_000)]
    components: usize,
}

/// Runs every operation below `valgrind`, and returns tables in Markdown.
pub(crate) fn run(arguments: &Arguments) -> String {
    valgrind::require();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let versions = valgrind::versions();
    let (operations, memory) = (operations(), memory());
    let index = index::run(arguments.components);
    format!(
        "{cores} cores; {versions}\n\nInstructions of one operation\n\n{operations}\n\n\
         Bytes on the heap for each of a hundred singletons\n\n{memory}\n\n\
         Making the list of the components, once\n\n{index}"
    )
}

/// What does the same, the first of each group as the measure of the others.
const GROUPS: &[(&str, &[(&str, Operation)])] = &[
    (
        "make an instance",
        &[
            ("constructor by hand", Operation::Constructor),
            ("`ssot`, factory", Operation::Factory),
        ],
    ),
    (
        "look up by name, of a hundred",
        &[
            ("`HashMap<&str, _>`", Operation::MapByName),
            ("`ssot`, `by_name`", Operation::RegistryByName),
            (
                "`typetag`, with an instance of a unit struct",
                Operation::TypetagByName,
            ),
        ],
    ),
    (
        "look up by type, of a hundred",
        &[
            ("`HashMap<TypeId, _>`", Operation::MapByType),
            ("`ssot`, `by_type`", Operation::RegistryByType),
        ],
    ),
    (
        "resolve an interface",
        &[
            ("clone of an `Arc` by hand", Operation::ResolveByHand),
            ("`ssot`", Operation::ResolveBySsot),
            ("`shaku`", Operation::ResolveByShaku),
        ],
    ),
    (
        "make and drop a graph of 100",
        &[
            ("by hand", Operation::GraphByHand),
            ("`ssot`", Operation::GraphBySsot),
            ("`shaku`", Operation::GraphByShaku),
        ],
    ),
    (
        "open a scope, get three, close it",
        &[
            ("by hand", Operation::ScopeByHand),
            ("`ssot`", Operation::ScopeBySsot),
            ("`shaku`", Operation::ScopeByShaku),
        ],
    ),
];

fn table(header: &[&str]) -> Table {
    let mut table = markdown();
    table.set_header(header);
    table
}

fn operations() -> Table {
    let mut table = table(&["operation", "by", "instructions", "ratio"]);
    for (group, operations) in GROUPS {
        let mut first = None;
        for (name, operation) in *operations {
            let count = instructions_of_one(*operation);
            let of = *first.get_or_insert(count);
            table.add_row([
                *group,
                name,
                &format!("{count:.1}"),
                &format!("{:.2}", count / of),
            ]);
        }
    }
    table
}

/// How many singletons a graph has.
const PARTS: f64 = 100.0;

fn memory() -> Table {
    let mut table = table(&["by", "bytes", "ratio"]);
    let mut first = None;
    for (name, operation) in [
        ("by hand", Operation::GraphByHand),
        ("`ssot`", Operation::GraphBySsot),
        ("`shaku`", Operation::GraphByShaku),
    ] {
        let bytes = bytes_kept(operation) / PARTS;
        let of = *first.get_or_insert(bytes);
        table.add_row([name, &format!("{bytes:.0}"), &format!("{:.2}", bytes / of)]);
    }
    table
}

/// This program, which runs operations too.
fn own() -> std::path::PathBuf {
    env::current_exe().expect("a program knows where it is")
}
