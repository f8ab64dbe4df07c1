//! What was measured, as tables in Markdown.

use std::time::Duration;

use comfy_table::Table;

use super::{Arguments, Measured};
use crate::crates;
use crate::table::markdown;

pub(super) fn tables(arguments: &Arguments, measured: &[Measured]) -> String {
    let touched = ratios(arguments, measured);
    let growth = growth(arguments, measured);
    format!(
        "{}\n\n{touched}\n\n{growth}",
        conditions(arguments, measured)
    )
}

/// Under what conditions the figures came about.
fn conditions(arguments: &Arguments, measured: &[Measured]) -> String {
    let used = measured
        .iter()
        .filter_map(|measured| measured.way.version());
    let machine = crates::conditions(used);
    let macros = arguments.macros_opt_level.as_ref().map_or_else(
        || "as the profile `dev` builds them".to_owned(),
        |level| format!("with `opt-level = {level}`"),
    );
    let incremental = if arguments.not_incremental {
        "not incremental"
    } else {
        "incremental"
    };
    format!(
        "{machine}; macros {macros}; {incremental}; the least of {} runs after a touch, and of {} clean ones",
        arguments.runs, arguments.clean_runs
    )
}

/// `cargo check` after a touch, over that of types by hand, and what it took.
fn ratios(arguments: &Arguments, measured: &[Measured]) -> Table {
    let mut table = markdown();
    let sizes = arguments.types.iter().map(|types| format!("{types} types"));
    table.set_header(
        ["after a touch, over by hand".to_owned()]
            .into_iter()
            .chain(sizes)
            .chain(["dependencies, clean".to_owned()]),
    );
    for one in measured {
        let base = measured
            .iter()
            .find(|base| base.way.is_by_hand() && base.way.implements == one.way.implements);
        let base = base.expect("there are types by hand of each kind");
        let cells = one
            .touched
            .iter()
            .zip(&base.touched)
            .map(|(cost, base)| match (cost, base) {
                (Some(cost), Some(base)) => {
                    format!(
                        "{:.2} ({:.2} s)",
                        cost.as_secs_f64() / base.as_secs_f64(),
                        cost.as_secs_f64()
                    )
                }
                _ => String::new(),
            });
        table.add_row(
            [one.way.name.to_owned()]
                .into_iter()
                .chain(cells)
                .chain([seconds(one.dependencies)]),
        );
    }
    table
}

/// What each type takes beyond a crate without types.
fn growth(arguments: &Arguments, measured: &[Measured]) -> Table {
    let mut table = markdown();
    let sizes = arguments.types.iter().map(|types| format!("of {types}"));
    table.set_header(["each type".to_owned()].into_iter().chain(sizes));
    for one in measured {
        let cells = arguments.types.iter().enumerate();
        let cells = cells.map(|(index, types)| {
            one.each_type(index, *types)
                .map_or_else(String::new, |each| {
                    format!("{:.2} ms", each.as_secs_f64() * 1e3)
                })
        });
        table.add_row([one.way.name.to_owned()].into_iter().chain(cells));
    }
    table
}

fn seconds(cost: Option<Duration>) -> String {
    cost.map_or_else(String::new, |cost| format!("{:.2} s", cost.as_secs_f64()))
}
