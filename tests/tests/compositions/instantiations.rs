//! Several instantiations of one generic component, which all have its name.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use ssot::{
    ConstructionError, ConstructionErrors, Context, Scope, composition, factory, ssot_component,
};

/// What fails, and what was attempted.
struct Plan {
    failing: &'static [&'static str],
    attempts: Mutex<Vec<String>>,
}

impl Plan {
    fn attempt<T: Goods>(&self, what: &str) -> Result<(), String> {
        let attempt = format!("{what} of {}", T::NAME);
        let attempts = self.attempts.lock();
        let mut attempts = attempts.unwrap_or_else(PoisonError::into_inner);
        attempts.push(attempt.clone());
        if self.failing.contains(&attempt.as_str()) {
            return Err(attempt);
        }
        Ok(())
    }

    /// What was attempted since the last time.
    fn attempts(&self) -> Vec<String> {
        let attempts = self.attempts.lock();
        let mut attempts = attempts.unwrap_or_else(PoisonError::into_inner);
        let mut attempts = core::mem::take(&mut *attempts);
        attempts.sort_unstable();
        attempts
    }
}

trait Goods: Send + Sync + 'static {
    const NAME: &'static str;
}

struct Grain;

impl Goods for Grain {
    const NAME: &'static str = "grain";
}

struct Coal;

impl Goods for Coal {
    const NAME: &'static str = "coal";
}

#[ssot_component(scope = singleton)]
struct Depot<T> {
    goods: PhantomData<T>,
}

#[factory]
impl<T: Goods> Depot<T> {
    fn create(plan: &Plan) -> Result<Self, String> {
        plan.attempt::<T>("depot")?;
        Ok(Self { goods: PhantomData })
    }
}

#[ssot_component(scope = singleton)]
struct Plant<T> {
    depot: Arc<Depot<T>>,
}

#[factory]
impl<T: Goods> Plant<T> {
    fn create(plan: &Plan, depot: Arc<Depot<T>>) -> Result<Self, String> {
        plan.attempt::<T>("plant")?;
        Ok(Self { depot })
    }
}

#[ssot_component(scope = transient)]
struct Cart<T> {
    goods: PhantomData<T>,
}

#[factory]
impl<T: Goods> Cart<T> {
    fn create(plan: &Plan) -> Result<Self, String> {
        plan.attempt::<T>("cart")?;
        Ok(Self { goods: PhantomData })
    }
}

struct Worker;

impl Context for Worker {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(Worker))]
struct Shift<T> {
    depot: Arc<Depot<T>>,
}

#[factory]
impl<T: Goods> Shift<T> {
    fn create(_: &Scope<Worker>, plan: &Plan, depot: Arc<Depot<T>>) -> Result<Self, String> {
        plan.attempt::<T>("shift")?;
        Ok(Self { depot })
    }
}

#[ssot_component(scope = context(Worker))]
struct Errand<T> {
    cart: Cart<T>,
    depot: Arc<Depot<T>>,
}

#[factory]
impl<T: Goods> Errand<T> {
    fn create(
        _: &Scope<Worker>,
        plan: &Plan,
        depot: Arc<Depot<T>>,
        cart: Cart<T>,
    ) -> Result<Self, String> {
        plan.attempt::<T>("errand")?;
        Ok(Self { cart, depot })
    }
}

#[ssot_component(scope = context(Worker))]
struct Walk<T> {
    cart: Cart<T>,
}

#[factory]
impl<T: Goods> Walk<T> {
    fn create(_: &Scope<Worker>, plan: &Plan, cart: Cart<T>) -> Result<Self, String> {
        plan.attempt::<T>("walk")?;
        Ok(Self { cart })
    }
}

composition! {
    struct Industry {
        inputs { Plan }
        singletons { Depot<Grain>, Depot<Coal>, Plant<Grain>, Plant<Coal> }
        transients { Cart<Grain>, Cart<Coal> }
        context(Worker) {
            Shift<Grain>, Shift<Coal>,
            Errand<Grain>, Errand<Coal>,
            Walk<Grain>, Walk<Coal>,
        }
    }
}

fn industry(failing: &'static [&'static str]) -> (Industry, Arc<Plan>) {
    let attempts = Mutex::default();
    let industry = Industry::new(Plan { failing, attempts }).expect("the depots are one");
    let plan = industry.get::<Plan>().expect("an input is there");
    (industry, plan)
}

fn failures(result: Result<(), ConstructionErrors>) -> Vec<&'static str> {
    let errors = result.expect_err("something fails");
    errors.iter().map(ConstructionError::component).collect()
}

/// `what` of the goods that fail, and everything of the others.
fn attempts(failing: &str, what: &[&str], of_the_others: &[&str]) -> Vec<String> {
    let other = if failing == "coal" { "grain" } else { "coal" };
    let of = |goods| move |what: &&str| format!("{what} of {goods}");
    let failing = what.iter().map(of(failing));
    let mut all: Vec<_> = failing.chain(of_the_others.iter().map(of(other))).collect();
    all.sort_unstable();
    all
}

#[test]
fn what_needs_another_instantiation_than_the_one_that_failed_is_made() {
    for (failing, goods) in [(&["depot of grain"], "grain"), (&["depot of coal"], "coal")] {
        let (industry, plan) = industry(failing);
        assert_eq!(failures(industry.warm_up()), ["Depot"]);
        assert_eq!(
            plan.attempts(),
            attempts(goods, &["depot"], &["depot", "plant"])
        );
    }
}

#[test]
fn every_instantiation_that_fails_is_reported() {
    let (industry, plan) = industry(&["depot of grain", "depot of coal"]);
    assert_eq!(failures(industry.warm_up()), ["Depot", "Depot"]);
    assert_eq!(plan.attempts(), ["depot of coal", "depot of grain"]);
}

#[test]
fn one_that_fails_around_a_scope_is_attempted_once_and_reported_once() {
    let all = ["cart", "cart", "depot", "errand", "shift", "walk"];
    for (failing, goods) in [(&["depot of grain"], "grain"), (&["depot of coal"], "coal")] {
        let (industry, plan) = industry(failing);
        let Ok(worker) = industry.scope(Worker);
        assert_eq!(failures(worker.warm_up()), ["Depot"]);
        assert_eq!(
            plan.attempts(),
            attempts(goods, &["cart", "depot", "walk"], &all)
        );
    }
}

#[test]
fn a_transient_one_that_fails_is_attempted_once_and_reported_once() {
    let all = ["cart", "cart", "depot", "errand", "shift", "walk"];
    for (failing, goods) in [(&["cart of grain"], "grain"), (&["cart of coal"], "coal")] {
        let (industry, plan) = industry(failing);
        let Ok(worker) = industry.scope(Worker);
        assert_eq!(failures(worker.warm_up()), ["Cart"]);
        assert_eq!(
            plan.attempts(),
            attempts(goods, &["cart", "depot", "shift"], &all)
        );
    }
}

#[test]
fn each_instantiation_is_shared_by_those_who_need_it() {
    let (industry, plan) = industry(&[]);
    let Ok(worker) = industry.scope(Worker);
    worker.warm_up().expect("nothing fails");
    let errand = worker.get::<Errand<Coal>>().expect("it was made");
    let shift = worker.get::<Shift<Coal>>().expect("it was made");
    assert!(Arc::ptr_eq(&errand.depot, &shift.depot));
    let plant = industry.get::<Plant<Coal>>().expect("nothing fails");
    assert!(Arc::ptr_eq(&errand.depot, &plant.depot));
    let PhantomData::<Coal> = errand.cart.goods;
    let walk = worker.get::<Walk<Grain>>().expect("it was made");
    let PhantomData::<Grain> = walk.cart.goods;
    let depot = industry.get::<Depot<Grain>>().expect("it was made");
    let PhantomData::<Grain> = depot.goods;
    // Two depots, four carts, six of the worker's, and the plant.
    assert_eq!(plan.attempts().len(), 13);
}

#[test]
fn an_instantiation_that_escapes_is_reported_by_itself() {
    let (industry, _) = industry(&[]);
    let Ok(worker) = industry.scope(Worker);
    worker.warm_up().expect("nothing fails");
    let held = worker.get::<Walk<Coal>>().expect("it was made");
    let escapes = worker.close().expect_err("a walk is held");
    let reported: Vec<_> = escapes
        .iter()
        .map(|escape| (escape.component(), escape.holders()))
        .collect();
    assert_eq!(reported, [("Walk", 1)]);
    assert_eq!(Arc::strong_count(&held), 1);
}
