//! Opening a scope, getting the three components, and closing it.

use std::hint::black_box;
use std::sync::Arc;

use shaku::HasComponent;

use super::interfaces::{Inbox, Presence, Session};
use super::{by_hand, by_shaku, by_ssot};

/// One of each.
type Three = (Arc<dyn Session>, Arc<dyn Inbox>, Arc<dyn Presence>);

const REFUSED: &str = "the user is somebody";
const UNMADE: &str = "no constructor fails";

/// By hand.
///
/// # Panics
///
/// The user is nobody.
pub fn through_hands(app: &by_hand::App, user: u64) {
    let scope = by_hand::open(app, user).expect(REFUSED);
    let three: Three = (
        Arc::clone(&scope.session),
        Arc::clone(&scope.inbox),
        Arc::clone(&scope.presence),
    );
    drop(black_box(three));
}

/// As a scope of a composition.
///
/// # Panics
///
/// The user is nobody.
pub fn through_ssot(app: &by_ssot::App, number: u64) {
    let scope = app.scope(by_ssot::User { number }).expect(REFUSED);
    let three: Three = (
        scope.get().expect(UNMADE),
        scope.get().expect(UNMADE),
        scope.get().expect(UNMADE),
    );
    drop(black_box(three));
}

/// As a module of `shaku`.
///
/// # Panics
///
/// The user is nobody.
pub fn through_shaku(app: &Arc<by_shaku::App>, user: u64) {
    let scope = by_shaku::open(app, user).expect(REFUSED);
    let three: Three = (scope.resolve(), scope.resolve(), scope.resolve());
    drop(black_box(three));
}
