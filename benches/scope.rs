//! Opening the scope of a user, getting its three components, and closing it.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::Criterion;
use shaku::HasComponent;
use ssot_benches::scope::interfaces::{Inbox, Presence, Session};
use ssot_benches::scope::{by_hand, by_shaku, by_ssot};

/// One of each.
type Three = (Arc<dyn Session>, Arc<dyn Inbox>, Arc<dyn Presence>);

const REFUSED: &str = "the user is somebody";
const UNMADE: &str = "no constructor fails";

fn through_hands(app: &by_hand::App, user: u64) {
    let scope = by_hand::open(app, user).expect(REFUSED);
    let three: Three = (
        Arc::clone(&scope.session),
        Arc::clone(&scope.inbox),
        Arc::clone(&scope.presence),
    );
    drop(black_box(three));
}

fn through_ssot(app: &by_ssot::App, number: u64) {
    let scope = app.scope(by_ssot::User { number }).expect(REFUSED);
    let three: Three = (
        scope.get().expect(UNMADE),
        scope.get().expect(UNMADE),
        scope.get().expect(UNMADE),
    );
    drop(black_box(three));
}

fn through_shaku(app: &Arc<by_shaku::App>, user: u64) {
    let scope = by_shaku::open(app, user).expect(REFUSED);
    let three: Three = (scope.resolve(), scope.resolve(), scope.resolve());
    drop(black_box(three));
}

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
