//! Many threads that ask for the same at once.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use ssot::{
    ConstructionError, Context, OpenScope, Scope, composition, factory, ssot_component,
    ssot_interface,
};

const THREADS: usize = 16;
const ROUNDS: usize = 20;

/// How many instances were made of what, and how many attempts shall fail.
#[derive(Default)]
struct Counts {
    registers: AtomicUsize,
    ledgers: AtomicUsize,
    receipts: AtomicUsize,
    carts: AtomicUsize,
    gates: AtomicUsize,
    failures_left: AtomicUsize,
}

fn next(count: &AtomicUsize) -> usize {
    count.fetch_add(1, Ordering::Relaxed)
}

fn value(count: &AtomicUsize) -> usize {
    count.load(Ordering::Relaxed)
}

impl Counts {
    /// Uses up one of the failures, if one is left.
    fn fails(&self) -> bool {
        self.failures_left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .is_ok()
    }
}

#[ssot_component(scope = singleton)]
struct Register {
    number: usize,
}

#[factory]
impl Register {
    fn create(counts: &Counts) -> Self {
        // Whoever is to come in between gets the chance.
        thread::yield_now();
        let number = next(&counts.registers);
        Self { number }
    }
}

#[ssot_interface]
trait Book: Send + Sync {
    fn register(&self) -> &Arc<Register>;
}

#[ssot_component(scope = singleton, implements(Book))]
struct Ledger {
    register: Arc<Register>,
}

#[factory]
impl Ledger {
    fn create(counts: &Counts, register: Arc<Register>) -> Self {
        thread::yield_now();
        next(&counts.ledgers);
        Self { register }
    }
}

impl Book for Ledger {
    fn register(&self) -> &Arc<Register> {
        &self.register
    }
}

#[ssot_component(scope = transient)]
struct Receipt {
    number: usize,
    book: Arc<dyn Book>,
}

#[factory]
impl Receipt {
    fn create(counts: &Counts, book: Arc<dyn Book>) -> Self {
        let number = next(&counts.receipts);
        Self { number, book }
    }
}

#[ssot_component(scope = singleton)]
struct Gate;

#[factory]
impl Gate {
    fn create(counts: &Counts) -> Option<Self> {
        thread::yield_now();
        next(&counts.gates);
        (!counts.fails()).then(|| Self)
    }
}

#[ssot_component(scope = singleton)]
struct Trapdoor;

#[factory]
impl Trapdoor {
    fn create(counts: &Counts) -> Self {
        thread::yield_now();
        next(&counts.gates);
        assert!(!counts.fails(), "the trapdoor opened");
        Self
    }
}

struct Customer(usize);

impl Context for Customer {
    type Id = usize;
    type Error = Infallible;

    fn id(&self) -> usize {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(Customer))]
struct Cart {
    customer: usize,
    number: usize,
    register: Arc<Register>,
}

#[factory]
impl Cart {
    fn create(customer: &Scope<Customer>, counts: &Counts, register: Arc<Register>) -> Self {
        thread::yield_now();
        Self {
            customer: customer.0,
            number: next(&counts.carts),
            register,
        }
    }
}

#[ssot_component(scope = context(Customer))]
struct Checkout {
    cart: Arc<Cart>,
    receipt: Receipt,
}

#[factory]
impl Checkout {
    fn create(_: &Scope<Customer>, receipt: Receipt, cart: Arc<Cart>) -> Self {
        Self { cart, receipt }
    }
}

composition! {
    struct Shop {
        inputs { Counts }
        singletons { Register, Ledger as dyn Book, Gate, Trapdoor }
        transients { Receipt }
        context(Customer) { Checkout, Cart }
    }
}

fn shop(failures: usize) -> (Shop, Arc<Counts>) {
    let counts = Counts {
        failures_left: AtomicUsize::new(failures),
        ..Counts::default()
    };
    let shop = Shop::new(counts).expect("every component is defined once");
    let counts = shop.get::<Counts>().expect("an input is there");
    (shop, counts)
}

fn customer(shop: &Shop, number: usize) -> OpenScope<Shop, Customer> {
    let Ok(customer) = shop.scope(Customer(number));
    customer
}

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

/// What each of many threads returns that start together.
fn at_once<T: Send>(work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(THREADS);
    let started = |number| {
        barrier.wait();
        work(number)
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|number| scope.spawn(move || started(number)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("the thread ends"))
            .collect()
    })
}

fn all_same<T: ?Sized>(instances: &[Arc<T>]) -> bool {
    instances.iter().all(|one| Arc::ptr_eq(one, &instances[0]))
}

#[test]
fn a_singleton_is_made_once_however_many_ask() {
    for _ in 0..ROUNDS {
        let (shop, counts) = shop(0);
        let registers = at_once(|_| get(shop.get::<Register>()));
        assert!(all_same(&registers));
        assert_eq!((value(&counts.registers), registers[0].number), (1, 0));
    }
}

#[test]
fn what_is_asked_for_in_several_ways_is_made_once() {
    for _ in 0..ROUNDS {
        let (shop, counts) = shop(0);
        let registers = at_once(|number| match number % 4 {
            0 => get(shop.get::<Register>()),
            1 => Arc::clone(&get(shop.get::<Ledger>()).register),
            2 => Arc::clone(get(shop.get::<dyn Book>()).register()),
            _ => {
                shop.warm_up().expect("no constructor fails");
                Arc::clone(get(shop.get::<Receipt>()).book.register())
            }
        });
        assert!(all_same(&registers));
        assert_eq!((value(&counts.registers), value(&counts.ledgers)), (1, 1));
    }
}

#[test]
fn a_transient_is_made_for_each_thread() {
    let (shop, counts) = shop(0);
    let receipts = at_once(|_| get(shop.get::<Receipt>()));
    let mut numbers: Vec<_> = receipts.iter().map(|receipt| receipt.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..THREADS).collect::<Vec<_>>());
    let books: Vec<_> = receipts
        .iter()
        .map(|receipt| Arc::clone(&receipt.book))
        .collect();
    assert!(all_same(&books));
    assert_eq!(value(&counts.ledgers), 1);
}

#[test]
fn a_component_of_a_context_is_made_once_in_each_scope() {
    for _ in 0..ROUNDS {
        let (shop, counts) = shop(0);
        let customers = [0, 1, 2, 3].map(|number| customer(&shop, number));
        let carts = at_once(|number| {
            let own = number % customers.len();
            let cart = if number < THREADS / 2 {
                get(customers[own].get::<Cart>())
            } else {
                Arc::clone(&get(customers[own].get::<Checkout>()).cart)
            };
            assert_eq!(cart.customer, own);
            cart
        });
        assert_eq!(value(&counts.carts), customers.len());
        assert_eq!((value(&counts.receipts), value(&counts.registers)), (4, 1));
        for (number, cart) in carts.iter().enumerate() {
            let others = carts.iter().enumerate();
            for (other, of_other) in others {
                let same_customer = number % customers.len() == other % customers.len();
                assert_eq!(Arc::ptr_eq(cart, of_other), same_customer);
                assert!(Arc::ptr_eq(&cart.register, &of_other.register));
            }
        }
        let mut numbers: Vec<_> = carts[..4].iter().map(|cart| cart.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [0, 1, 2, 3]);
    }
}

#[test]
fn each_thread_has_scopes_of_its_own() {
    let (shop, counts) = shop(0);
    let carts = at_once(|number| {
        let own = customer(&shop, number);
        let checkout = get(own.get::<Checkout>());
        assert_eq!(checkout.cart.customer, number);
        let escapes = own.close().expect_err("the checkout is held");
        let reported: Vec<_> = escapes
            .iter()
            .map(|escape| (escape.component(), escape.id::<usize>().copied()))
            .collect();
        assert_eq!(
            reported,
            [("Checkout", Some(number)), ("Cart", Some(number))]
        );
        (checkout.cart.number, checkout.receipt.number)
    });
    let mut numbers: Vec<_> = carts.iter().map(|cart| cart.0).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..THREADS).collect::<Vec<_>>());
    assert_eq!(value(&counts.receipts), THREADS);
    assert_eq!(value(&counts.registers), 1);
}

#[test]
fn a_failure_is_told_to_the_one_who_tried_and_the_next_one_tries() {
    const FAILURES: usize = 5;
    for _ in 0..ROUNDS {
        let (shop, counts) = shop(FAILURES);
        let gates = at_once(|_| shop.get::<Gate>().ok());
        let made: Vec<_> = gates.into_iter().flatten().collect();
        assert_eq!(made.len(), THREADS - FAILURES);
        assert!(all_same(&made));
        assert_eq!(value(&counts.gates), FAILURES + 1);
    }
}

#[test]
fn where_every_attempt_fails_everybody_tries_once() {
    let (shop, counts) = shop(THREADS);
    let failed = at_once(|_| shop.get::<Gate>().err().map(|error| error.component()));
    assert_eq!(failed, [Some("Gate"); THREADS]);
    assert_eq!(value(&counts.gates), THREADS);
    drop(get(shop.get::<Gate>()));
    assert_eq!(value(&counts.gates), THREADS + 1);
}

#[test]
fn a_panic_is_that_of_the_thread_that_tried_and_the_next_one_tries() {
    const PANICS: usize = 3;
    let (shop, counts) = shop(PANICS);
    let doors = at_once(|_| catch_unwind(AssertUnwindSafe(|| get(shop.get::<Trapdoor>()))).ok());
    let made: Vec<_> = doors.into_iter().flatten().collect();
    assert_eq!(made.len(), THREADS - PANICS);
    assert!(all_same(&made));
    assert_eq!(value(&counts.gates), PANICS + 1);
}

#[test]
fn warming_up_from_every_thread_makes_everything_once() {
    for _ in 0..ROUNDS {
        let (shop, counts) = shop(0);
        let one = customer(&shop, 1);
        at_once(|number| {
            let warm = if number % 2 == 0 {
                shop.warm_up()
            } else {
                one.warm_up()
            };
            warm.expect("no constructor fails");
        });
        let made = [
            &counts.registers,
            &counts.ledgers,
            &counts.gates,
            &counts.carts,
        ];
        // A gate and a trapdoor.
        assert_eq!(made.map(value), [1, 1, 2, 1]);
        one.close().expect("nobody holds an instance");
    }
}

#[test]
fn of_many_handlers_one_is_installed() {
    let (shop, _) = shop(0);
    let told = Arc::new(AtomicUsize::new(0));
    let installed = at_once(|_| {
        let told = Arc::clone(&told);
        shop.on_escape(move |_| {
            next(&told);
        })
    });
    assert_eq!(installed.iter().filter(|installed| **installed).count(), 1);
    let own = customer(&shop, 1);
    let cart = get(own.get::<Cart>());
    drop(own);
    assert_eq!((value(&told), cart.customer), (1, 1));
}
