//! What the tests of `shaku` 0.6.3 do with all components of an interface, done with a composition: an ordered list, and a map
//! with keys of the user's own.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};

use ssot::{composition, factory, ssot_component, ssot_interface};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Alpha,
    Beta,
}

#[ssot_interface]
trait Step: Send + Sync {
    fn name(&self) -> &'static str;

    /// The key is a method: each implementation has to say it.
    fn kind(&self) -> Kind;
}

/// How many were made.
struct Count(AtomicUsize);

macro_rules! steps {
    ($($step:ident $name:literal $kind:ident)*) => {$(
        #[ssot_component(scope = singleton, implements(Step))]
        struct $step {}

        #[factory]
        impl $step {
            fn create(count: &Count) -> Self {
                count.0.fetch_add(1, Ordering::SeqCst);
                Self {}
            }
        }

        impl Step for $step {
            fn name(&self) -> &'static str {
                $name
            }

            fn kind(&self) -> Kind {
                Kind::$kind
            }
        }
    )*};
}

steps! {
    First "first" Alpha
    Second "second" Beta
    Clashing "clashing" Alpha
}

/// Shared, and asks for the list.
#[ssot_component(new, scope = singleton)]
struct Runner {
    steps: Vec<Arc<dyn Step>>,
}

/// Made anew, and asks for the list.
#[ssot_component(new, scope = transient)]
struct Run {
    steps: Vec<Arc<dyn Step>>,
}

/// By keys of one's own: two of one key are an error of this constructor.
#[ssot_component(scope = singleton)]
struct Switchboard {
    steps: HashMap<Kind, Arc<dyn Step>>,
}

#[factory]
impl Switchboard {
    fn create(all: Vec<Arc<dyn Step>>) -> Result<Self, String> {
        let mut steps = HashMap::new();
        for step in all {
            if let Some(other) = steps.insert(step.kind(), Arc::clone(&step)) {
                let names = (other.name(), step.name());
                return Err(format!(
                    "{} and {} are both {:?}",
                    names.0,
                    names.1,
                    step.kind()
                ));
            }
        }
        Ok(Self { steps })
    }
}

/// By the names of the components, of which no two are equal.
#[ssot_component(new, scope = singleton)]
struct Directory {
    steps: BTreeMap<&'static str, Arc<dyn Step>>,
}

composition! {
    struct Pipeline {
        inputs { Arc<Count> }
        singletons { First as dyn Step, Second as dyn Step, Runner, Switchboard, Directory }
        transients { Run }
        collections { dyn Step }
    }
}

composition! {
    struct Clash {
        inputs { Arc<Count> }
        singletons { First as dyn Step, Clashing as dyn Step, Switchboard }
        collections { dyn Step }
    }
}

fn pipeline() -> (Pipeline, Arc<Count>) {
    let count = Arc::new(Count(AtomicUsize::new(0)));
    let pipeline = Pipeline::new(Arc::clone(&count)).expect("nothing is defined twice");
    (pipeline, count)
}

fn names(steps: &[Arc<dyn Step>]) -> Vec<&'static str> {
    steps.iter().map(|step| step.name()).collect()
}

#[test]
fn a_list_is_in_the_order_of_the_composition() {
    let (pipeline, _) = pipeline();
    let runner = pipeline.get::<Runner>().expect("it can be made");
    assert_eq!(names(&runner.steps), ["first", "second"]);
    let run = pipeline.get::<Run>().expect("it can be made");
    assert_eq!(names(&run.steps), ["first", "second"]);
    let steps: Arc<Vec<Arc<dyn Step>>> = pipeline.get().expect("it can be made");
    assert_eq!(names(&steps), ["first", "second"]);
}

/// The list is put together for each who asks. Its instances are the shared ones.
#[test]
fn the_instances_are_made_at_first_use_and_once() {
    let (pipeline, count) = pipeline();
    assert_eq!(count.0.load(Ordering::SeqCst), 0);
    let one = pipeline.get::<Run>().expect("it can be made");
    let other = pipeline.get::<Run>().expect("it can be made");
    assert_eq!(count.0.load(Ordering::SeqCst), 2);
    for (one, other) in one.steps.iter().zip(&other.steps) {
        assert!(Arc::ptr_eq(one, other));
    }
}

#[test]
fn a_map_has_the_keys_of_its_constructor() {
    let (pipeline, _) = pipeline();
    let switchboard = pipeline.get::<Switchboard>().expect("it can be made");
    assert_eq!(switchboard.steps[&Kind::Alpha].name(), "first");
    assert_eq!(switchboard.steps[&Kind::Beta].name(), "second");
    assert_eq!(switchboard.steps.len(), 2);
}

#[test]
fn a_map_by_name_needs_no_constructor() {
    let (pipeline, _) = pipeline();
    let directory = pipeline.get::<Directory>().expect("it can be made");
    let keys: Vec<_> = directory.steps.keys().copied().collect();
    assert_eq!(keys, ["First", "Second"]);
    assert_eq!(directory.steps["Second"].kind(), Kind::Beta);
}

/// In `shaku` it is a panic when the module is built. Here `get` and `warm_up` return it as an error.
#[test]
fn two_of_one_key_are_an_error() {
    let clash = Clash::new(Arc::new(Count(AtomicUsize::new(0)))).expect("nothing is defined twice");
    let error = clash.get::<Switchboard>().err().expect("two are `Alpha`");
    assert_eq!(
        error.to_string(),
        "component `Switchboard` could not be made: first and clashing are both Alpha"
    );
    let errors = clash.warm_up().expect_err("two are `Alpha`");
    assert_eq!(errors.iter().count(), 1);
}

/// A list does not keep what it lists alive by itself.
#[test]
fn a_list_that_is_dropped_leaves_the_instances_to_the_application() {
    let (pipeline, _) = pipeline();
    let run = pipeline.get::<Run>().expect("it can be made");
    let first: Weak<dyn Step> = Arc::downgrade(&run.steps[0]);
    drop(run);
    assert!(first.upgrade().is_some());
    drop(pipeline);
    assert!(first.upgrade().is_none());
}
