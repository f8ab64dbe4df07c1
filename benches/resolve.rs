//! Getting a part that was made before: a pointer more, and one less when it is let go.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::Criterion;
use shaku::HasComponent;
use ssot_benches::graph::{by_shaku, by_ssot, interfaces};

const UNMADE: &str = "no constructor fails";

/// What `ssot` adds to the cost of cloning an `Arc`.
fn concrete(criterion: &mut Criterion) {
    let graph = by_ssot::build();
    let part = graph.get::<by_ssot::Part050>().expect(UNMADE);
    let mut group = criterion.benchmark_group("resolve a concrete type");
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| Arc::clone(black_box(&part)));
    });
    group.bench_function("ssot", |bencher| {
        bencher.iter(|| black_box(&graph).get::<by_ssot::Part050>());
    });
    group.finish();
}

fn interface(criterion: &mut Criterion) {
    let (by_ssot, by_shaku) = (by_ssot::build(), by_shaku::build());
    let part = by_ssot.get::<dyn interfaces::Part050>().expect(UNMADE);
    let mut group = criterion.benchmark_group("resolve an interface");
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| Arc::clone(black_box(&part)));
    });
    group.bench_function("ssot", |bencher| {
        bencher.iter(|| black_box(&by_ssot).get::<dyn interfaces::Part050>());
    });
    group.bench_function("shaku", |bencher| {
        bencher.iter(|| -> Arc<dyn interfaces::Part050> { black_box(&by_shaku).resolve() });
    });
    group.finish();
}

/// Without a pointer of one's own. A composition has no such way.
fn borrowed(criterion: &mut Criterion) {
    let (by_ssot, by_shaku) = (by_ssot::build(), by_shaku::build());
    let part = by_ssot.get::<dyn interfaces::Part050>().expect(UNMADE);
    let mut group = criterion.benchmark_group("borrow an interface");
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| std::ptr::from_ref(&**black_box(&part)));
    });
    group.bench_function("shaku", |bencher| {
        bencher.iter(|| {
            let part: &dyn interfaces::Part050 = black_box(&by_shaku).resolve_ref();
            std::ptr::from_ref(part)
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .without_plots()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    concrete(&mut criterion);
    interface(&mut criterion);
    borrowed(&mut criterion);
    criterion.final_summary();
}
