//! Opening the scope of a user, getting its three components, and closing it.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::Criterion;
use ssot_benches::scope::opened::{through_hands, through_shaku, through_ssot};
use ssot_benches::scope::{by_hand, by_shaku, by_ssot};

fn open(criterion: &mut Criterion) {
    let by_hand = by_hand::build();
    let by_ssot = by_ssot::build();
    let by_shaku = Arc::new(by_shaku::build());
    let mut group = criterion.benchmark_group("open a scope, get three, close it");
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| through_hands(&by_hand, black_box(8)));
    });
    group.bench_function("ssot", |bencher| {
        bencher.iter(|| through_ssot(&by_ssot, black_box(8)));
    });
    group.bench_function("shaku, a module for each user", |bencher| {
        bencher.iter(|| through_shaku(&by_shaku, black_box(8)));
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .without_plots()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    open(&mut criterion);
    criterion.final_summary();
}
