//! Making a hundred parts, each of up to three others, and letting them go.

use std::time::Duration;

use criterion::Criterion;
use ssot_benches::graph::{by_hand, by_shaku, by_ssot};

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build a graph of 100");
    group.bench_function("by hand", |bencher| bencher.iter(by_hand::build));
    group.bench_function("ssot", |bencher| bencher.iter(by_ssot::build));
    group.bench_function("shaku", |bencher| bencher.iter(by_shaku::build));
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .without_plots()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    build(&mut criterion);
    criterion.final_summary();
}
