//! Build cost relative to the crates that its targets refer to.

use std::time::Duration;

use super::{Arguments, Measured};
use crate::figures::Figure;

const DERIVE_MORE: &str = "`derive_more::Constructor`";
const SHAKU: &str = "`shaku::Component`, with an interface";
const WITH_INTERFACE: &str = "`#[ssot_component]`, `#[factory]`, with an interface";

/// A way, its reference, and the highest ratio to it.
const TYPES: &[(&str, &str, f64)] = &[
    ("`#[factory_only(new)]`", DERIVE_MORE, 1.3),
    ("`#[factory_only]`, `#[factory]`", SHAKU, 0.8),
    (WITH_INTERFACE, SHAKU, 1.2),
];

const DEPENDENCIES: &[(&str, f64)] = &[
    (WITH_INTERFACE, 1.0),
    ("`#[factory_only(new)]`, without default features", 0.8),
];

/// The figures of those ways that were measured.
pub(super) fn figures(arguments: &Arguments, measured: &[Measured]) -> Vec<Figure> {
    let find = |name: &str| measured.iter().find(|measured| measured.way.name == name);
    let mut figures = Vec::new();
    for (name, beside, limit) in TYPES {
        let (Some(one), Some(other)) = (find(name), find(beside)) else {
            continue;
        };
        for (index, types) in arguments.types.iter().enumerate() {
            let each = |measured: &Measured| measured.each_type(index, *types);
            let what = format!("each of {types} types: {name} beside {beside}");
            figures.extend(times(what, each(one), each(other), *limit));
        }
    }
    let last = arguments.types.len().saturating_sub(1);
    if let (Some(one), true) = (find(WITH_INTERFACE), last > 0) {
        let (few, many) = (arguments.types[0], arguments.types[last]);
        let what = format!("a type of {many} beside a type of {few}: {WITH_INTERFACE}");
        let of = |index, types| one.each_type(index, types);
        figures.extend(times(what, of(last, many), of(0, few), 1.15));
    }
    for (name, limit) in DEPENDENCIES {
        if let (Some(one), Some(other)) = (find(name), find(SHAKU)) {
            let features = name
                .split_once(", without")
                .map_or("", |_| ", without default features");
            let what = format!("a clean check of an empty crate{features}, beside `shaku`");
            figures.extend(times(what, one.dependencies, other.dependencies, *limit));
        }
    }
    figures
}

fn times(
    what: String,
    one: Option<Duration>,
    other: Option<Duration>,
    limit: f64,
) -> Option<Figure> {
    let ratio = one?.div_duration_f64(other?);
    Some(Figure::at_most(what, ratio, limit, " times"))
}
