//! What a composition costs beside `shaku`, and how that grows.

use std::collections::BTreeSet;

use super::{BUILDS, Crate, Way};
use crate::figures::Figure;

const SSOT: &str = "`ssot`, interfaces";
const SHAKU: &str = "`shaku`, interfaces";

/// How many times what `shaku` takes each of [`BUILDS`] may take, where there is an aim.
const LIMITS: [Option<f64>; BUILDS.len()] = [Some(1.0), None, Some(0.5), Some(0.5)];

/// How many times what a third of the components takes a build may take.
const GROWTH: f64 = 3.3;

/// The figures of those ways that were measured.
pub(super) fn figures(measured: &[(&Way, Crate)]) -> Vec<Figure> {
    let find = |name: &str, size| {
        let mut all = measured.iter();
        let found = all.find(|(way, one)| way.name == name && one.size == size && !one.is_chain);
        found.map(|(_, one)| one)
    };
    let graphs = measured.iter().filter(|(_, one)| !one.is_chain);
    let sizes: BTreeSet<_> = graphs.map(|(_, one)| one.size).collect();
    let sizes: Vec<_> = sizes.into_iter().collect();
    let mut figures = Vec::new();
    for size in &sizes {
        let (Some(one), Some(other)) = (find(SSOT, *size), find(SHAKU, *size)) else {
            continue;
        };
        for (index, limit) in LIMITS.iter().enumerate() {
            if let Some(limit) = limit {
                let build = BUILDS[index].name;
                let ratio = one.costs[index].div_duration_f64(other.costs[index]);
                let what = format!("a composition of {size}: {build} beside `shaku`");
                figures.push(Figure::at_most(what, ratio, *limit, " times"));
            }
        }
    }
    if let [few, many, ..] = sizes[..]
        && let (Some(one), Some(other)) = (find(SSOT, many), find(SSOT, few))
    {
        for (build, (many_cost, few_cost)) in BUILDS
            .iter()
            .zip(one.costs.iter().zip(&other.costs))
            .skip(2)
        {
            let what = format!(
                "a composition of {many} beside one of {few}: {}",
                build.name
            );
            let ratio = many_cost.div_duration_f64(*few_cost);
            figures.push(Figure::at_most(what, ratio, GROWTH, " times"));
        }
    }
    figures
}
