//! What the tests of `shaku` 0.6.3 do with overrides, done with a composition that overrides another one: of shared components,
//! of what is made anew, by something that needs other components, and by a mock.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

use ssot::{composition, factory, ssot_component, ssot_interface};

/// A connection that can be sent, and not shared.
struct Connection {
    rows: RefCell<Vec<usize>>,
}

#[ssot_interface]
trait Pool: Send + Sync {
    fn connect(&self) -> Connection;
}

#[ssot_interface(mock)]
trait Repository: Send + Sync {
    fn sum(&self) -> usize;
}

struct Rows(usize);

#[ssot_component(name = "shaku::Database", scope = singleton, implements(Pool))]
struct Database {
    rows: Arc<Rows>,
}

#[factory]
impl Database {
    fn create(rows: Arc<Rows>) -> Self {
        Self { rows }
    }
}

impl Pool for Database {
    fn connect(&self) -> Connection {
        Connection {
            rows: RefCell::new(vec![self.rows.0]),
        }
    }
}

/// Components are shared by threads, those too that are made anew. So this one holds what connections are had of, and has one
/// for as long as it uses it.
#[ssot_component(new, scope = transient, implements(Repository))]
struct Table {
    pool: Arc<dyn Pool>,
}

impl Repository for Table {
    fn sum(&self) -> usize {
        let connection = self.pool.connect();
        connection.rows.borrow_mut().push(0);
        connection.rows.into_inner().iter().sum()
    }
}

/// Or it is a `Mutex` that shares the connection.
#[ssot_component(scope = singleton)]
struct Keeper {
    connection: Mutex<Connection>,
}

#[factory]
impl Keeper {
    fn create(pool: &dyn Pool) -> Self {
        Self {
            connection: Mutex::new(pool.connect()),
        }
    }
}

#[ssot_component(new, scope = transient)]
struct Service {
    repository: Arc<dyn Repository>,
}

impl Service {
    fn doubled(&self) -> usize {
        2 * self.repository.sum()
    }
}

composition! {
    struct Shop {
        inputs { Rows }
        singletons { Database as dyn Pool, Keeper }
        transients { Table as dyn Repository, Service }
    }
}

#[test]
fn what_is_sent_and_not_shared_is_used_through_what_is() {
    let shop = Shop::new(Rows(42)).expect("nothing is defined twice");
    assert_eq!(shop.get::<Service>().expect("it can be made").doubled(), 84);
    let keeper = shop.get::<Keeper>().expect("it can be made");
    let connection = keeper.connection.lock();
    let connection = connection.unwrap_or_else(PoisonError::into_inner);
    assert_eq!(*connection.rows.borrow(), [42]);
}

#[ssot_component(new, scope = singleton, implements(Pool))]
struct EmptyDatabase {}

impl Pool for EmptyDatabase {
    fn connect(&self) -> Connection {
        Connection {
            rows: RefCell::default(),
        }
    }
}

composition! {
    struct WithoutRows overrides Shop { Database => EmptyDatabase }
}

#[test]
fn a_shared_component_is_replaced_for_all_that_need_it() {
    // The input is there still: the list says what the application is given.
    let shop = WithoutRows::new(Rows(42)).expect("nothing is defined twice");
    assert_eq!(shop.get::<Service>().expect("it can be made").doubled(), 0);
    let keeper = shop.get::<Keeper>().expect("it can be made");
    let connection = keeper.connection.lock();
    let connection = connection.unwrap_or_else(PoisonError::into_inner);
    assert!(connection.rows.borrow().is_empty());
}

#[ssot_component(new, scope = transient, implements(Repository))]
struct Constant {}

impl Repository for Constant {
    fn sum(&self) -> usize {
        3
    }
}

composition! {
    struct WithConstant overrides Shop { Table => Constant }
}

#[test]
fn what_is_made_anew_is_replaced_by_what_is_made_anew() {
    let shop = WithConstant::new(Rows(42)).expect("nothing is defined twice");
    assert_eq!(shop.get::<Service>().expect("it can be made").doubled(), 6);
}

/// Needs other components of the application it is put into.
#[ssot_component(new, scope = transient, implements(Repository))]
struct Checked {
    pool: Arc<dyn Pool>,
    keeper: Arc<Keeper>,
}

impl Repository for Checked {
    fn sum(&self) -> usize {
        let kept = self.keeper.connection.lock();
        let kept = kept
            .unwrap_or_else(PoisonError::into_inner)
            .rows
            .borrow()
            .len();
        kept + self.pool.connect().rows.into_inner().len()
    }
}

composition! {
    struct WithCheck overrides Shop { Table => Checked }
}

#[test]
fn a_replacement_has_dependencies_too() {
    let shop = WithCheck::new(Rows(42)).expect("nothing is defined twice");
    assert_eq!(shop.get::<Service>().expect("it can be made").doubled(), 4);
}

composition! {
    struct WithMock overrides Shop { Table => input MockRepository }
}

#[test]
fn a_mock_is_given_to_new() {
    let mut repository = MockRepository::new();
    repository.expect_sum().times(1).return_const(5_usize);
    let shop = WithMock::new(Rows(42), repository).expect("nothing is defined twice");
    assert_eq!(shop.get::<Service>().expect("it can be made").doubled(), 10);
}

/// Wraps what it replaces. That it cannot ask for the interface that it replaces, SSOT052 says while compiling; `shaku` panics
/// when the module is built.
#[ssot_component(scope = singleton, implements(Pool))]
struct Remembered {
    inner: Database,
    connections: Mutex<usize>,
}

#[factory]
impl Remembered {
    fn create(rows: Arc<Rows>) -> Self {
        Self {
            inner: DatabaseFactory::create(rows),
            connections: Mutex::new(0),
        }
    }
}

impl Pool for Remembered {
    fn connect(&self) -> Connection {
        *self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += 1;
        self.inner.connect()
    }
}

composition! {
    struct WithMemory overrides Shop { Database => Remembered }
}

#[test]
fn a_replacement_wraps_what_it_replaces() {
    let shop = WithMemory::new(Rows(42)).expect("nothing is defined twice");
    let service = shop.get::<Service>().expect("it can be made");
    assert_eq!((service.doubled(), service.doubled()), (84, 84));
    let remembered = shop.get::<Remembered>().expect("it is there");
    let connections = remembered.connections.lock();
    assert_eq!(*connections.unwrap_or_else(PoisonError::into_inner), 2);
}
