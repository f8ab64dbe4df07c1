//! `cargo ssot list`

use clap::ValueEnum;
use serde::Serialize;

use crate::commands::selection::Selection;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::listing::graph::{Graph, Kind};
use crate::listing::{self, Component, Composition, Extent, Interface, Listing, drawing};
use crate::printer::Printer;

/// What to do where there is nothing to list.
const NOTHING: &str =
    "help: what is listed has an attribute of `ssot`; `cargo ssot check` finds what could have one";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to list [default: everything]
    #[arg(value_enum, value_name = "KIND")]
    kinds: Vec<Kind>,

    #[command(flatten)]
    selection: Selection,

    /// Include tests, examples and benchmarks
    #[arg(long)]
    tests: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Human-readable
    Text,
    /// One JSON document
    Json,
    /// A Mermaid flow chart, which GitHub and GitLab render
    Mermaid,
    /// A Graphviz graph: `| dot -Tsvg > graph.svg`
    Dot,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let scan = arguments.selection.scan(printer)?;
    let extent = Extent {
        packages: &arguments.selection.package,
        tests: arguments.tests,
    };
    let listing = Listing::build(&scan, extent);
    let kinds: Vec<_> = Kind::value_variants()
        .iter()
        .copied()
        .filter(|kind| arguments.kinds.is_empty() || arguments.kinds.contains(kind))
        .collect();
    let text = match arguments.format {
        Format::Text => listing::text::write(&listing, &kinds),
        Format::Json => json(&listing, &kinds),
        Format::Mermaid => drawing::mermaid(&Graph::build(&listing, &kinds)),
        Format::Dot => drawing::dot(&Graph::build(&listing, &kinds)),
    };
    printer.result(&text);
    let is_empty = listing.components.is_empty()
        && listing.interfaces.is_empty()
        && listing.compositions.is_empty();
    if arguments.format == Format::Text && is_empty && printer.stderr_is_terminal() {
        printer.notice(NOTHING);
    }
    Ok(printer.problems(&scan.problems))
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<&'a [Component]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interfaces: Option<&'a [Interface]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compositions: Option<&'a [Composition]>,
}

fn json(listing: &Listing, kinds: &[Kind]) -> String {
    let shows = |kind| kinds.contains(&kind);
    let document = Document {
        version: 1,
        components: shows(Kind::Components).then_some(listing.components.as_slice()),
        interfaces: shows(Kind::Interfaces).then_some(listing.interfaces.as_slice()),
        compositions: shows(Kind::Compositions).then_some(listing.compositions.as_slice()),
    };
    crate::json::text(&document)
}
