//! What a composition costs whoever builds it, beside the same components put together by hand and by other crates.

mod figures;
mod sources;

use std::iter;
use std::time::Duration;

use comfy_table::Table;

use crate::crates::{self, Package, Profile, Workspace};
use crate::figures::Measured;
use crate::table::markdown;
use sources::{WAYS, Way};

/// The arguments of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many components the crates have, each of up to three others
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', default_values_t = [100, 300])]
    components: Vec<usize>,

    /// How many components a further crate has, each of the one before it
    #[arg(long, value_name = "NUMBER", default_value_t = 500)]
    chain: usize,

    /// How often each build is run, in turns with the others; the one that took the least counts
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    runs: usize,

    /// Only the ways whose names contain one of these, and those by hand
    #[arg(long, value_name = "TEXT", value_delimiter = ',')]
    only: Vec<String>,
}

/// A crate of one way.
struct Crate {
    size: usize,
    is_chain: bool,
    /// What each of [`BUILDS`] took.
    costs: [Duration; BUILDS.len()],
}

impl Crate {
    fn new((size, is_chain): (usize, bool)) -> Self {
        Self {
            size,
            is_chain,
            costs: [Duration::MAX; BUILDS.len()],
        }
    }

    fn package(&self) -> String {
        let kind = if self.is_chain { "chain" } else { "graph" };
        format!("{kind}-{}", self.size)
    }
}

/// One way to build a crate, what it depends on having been built.
struct Build {
    name: &'static str,
    command: &'static [&'static str],
    incremental: bool,
}

const BUILDS: [Build; 4] = [
    Build {
        name: "`cargo check`",
        command: &["check"],
        incremental: true,
    },
    Build {
        name: "`cargo build`, incremental",
        command: &["build"],
        incremental: true,
    },
    Build {
        name: "`cargo build`",
        command: &["build"],
        incremental: false,
    },
    Build {
        name: "`cargo build --release`",
        command: &["build", "--release"],
        incremental: false,
    },
];

/// Generates the crates, builds them, and returns what that took.
pub(crate) fn run(arguments: &Arguments) -> Measured {
    let folder = tempfile::tempdir().expect("there is room for the crates");
    let ways = WAYS.iter().filter(|way| {
        let chosen = &arguments.only;
        way.is_by_hand()
            || chosen.is_empty()
            || chosen.iter().any(|only| way.name.contains(only.as_str()))
    });
    let mut measured = Vec::new();
    for (number, way) in ways.enumerate() {
        let sizes = arguments.components.iter().map(|size| (*size, false));
        let chain = way.has_chains.then_some((arguments.chain, true));
        let crates: Vec<_> = sizes.chain(chain).map(Crate::new).collect();
        let dependency = way.dependency();
        let packages = crates
            .iter()
            .flat_map(|one| packages(way, one, &dependency));
        let profile = Profile {
            macros_opt_level: None,
            incremental: true,
        };
        let root = folder.path().join(number.to_string());
        let workspace = Workspace::generate(root, packages, profile);
        measured.push((way, workspace, crates));
    }
    // The first build of each makes what the crates depend on.
    for run in 0..=arguments.runs {
        for (index, build) in BUILDS.iter().enumerate() {
            for (_, workspace, crates) in &mut measured {
                workspace.set_incremental(build.incremental);
                for one in crates {
                    let cost = workspace.run_touched(build.command, &one.package());
                    if run > 0 {
                        one.costs[index] = one.costs[index].min(cost.processor);
                    }
                }
            }
        }
    }
    let measured: Vec<_> = measured
        .into_iter()
        .flat_map(|(way, _, crates)| crates.into_iter().map(move |one| (way, one)))
        .collect();
    let conditions = conditions(arguments, &measured);
    let tables = format!("{conditions}\n\n{}", table(&measured));
    Measured {
        figures: figures::figures(&measured),
        tables,
    }
}

/// The crate of a program, and those of its parts.
fn packages(way: &Way, one: &Crate, dependency: &str) -> Vec<Package> {
    let name = one.package();
    if way.parts == 0 {
        return vec![Package {
            name,
            root: "src/main.rs",
            dependency: dependency.to_owned(),
            source: way.source(one.size, one.is_chain),
        }];
    }
    let (libraries, program) = way.in_parts(&name, one.size);
    let own = libraries.iter();
    let own = own.map(|(library, _)| format!("\n{library} = {{ path = \"../{library}\" }}"));
    let all: String = iter::once(dependency.to_owned()).chain(own).collect();
    let libraries = libraries.into_iter().map(|(name, source)| Package {
        name,
        root: "src/lib.rs",
        dependency: dependency.to_owned(),
        source,
    });
    let program = Package {
        name,
        root: "src/main.rs",
        dependency: all,
        source: program,
    };
    libraries.chain([program]).collect()
}

fn conditions(arguments: &Arguments, measured: &[(&Way, Crate)]) -> String {
    let used = measured.iter().filter_map(|(way, _)| way.version());
    format!(
        "{}; seconds of all processors after a touch, the least of {} runs",
        crates::conditions(used),
        arguments.runs
    )
}

fn table(measured: &[(&Way, Crate)]) -> Table {
    let mut table = markdown();
    let builds = BUILDS.iter().map(|build| build.name.to_owned());
    table.set_header(
        ["components".to_owned(), "by".to_owned()]
            .into_iter()
            .chain(builds),
    );
    let mut sorted: Vec<_> = measured.iter().collect();
    sorted.sort_by_key(|(_, one)| (one.is_chain, one.size));
    for (way, one) in sorted {
        let kind = if one.is_chain { "a chain of " } else { "" };
        let costs = one
            .costs
            .iter()
            .map(|cost| format!("{:.2}", cost.as_secs_f64()));
        table.add_row(
            [format!("{kind}{}", one.size), way.name.to_owned()]
                .into_iter()
                .chain(costs),
        );
    }
    table
}
