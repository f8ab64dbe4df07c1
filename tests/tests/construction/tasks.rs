//! Many tasks that ask for the same, and tasks that give up.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::task::{Context as Waiting, Poll, Waker};
use std::thread;

use ssot::{ConstructionError, Context, OpenScope, Scope, composition, factory, ssot_component};
use ssot_tests::{Pause, block_on, sendable};

const TASKS: usize = 16;

/// How often each was begun and finished, and how many attempts shall fail.
#[derive(Default)]
struct Progress {
    begun: AtomicUsize,
    finished: AtomicUsize,
    parts: AtomicUsize,
    panics_left: AtomicUsize,
    failures_left: AtomicUsize,
}

fn add(count: &AtomicUsize) {
    count.fetch_add(1, Ordering::Relaxed);
}

/// Uses up one, if one is left.
fn take(count: &AtomicUsize) -> bool {
    count
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        })
        .is_ok()
}

impl Progress {
    fn counts(&self) -> (usize, usize) {
        let value = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        (value(&self.begun), value(&self.finished))
    }

    async fn work(&self) -> Result<(), &'static str> {
        add(&self.begun);
        Pause::default().await;
        assert!(!take(&self.panics_left), "the work is dangerous");
        if take(&self.failures_left) {
            return Err("the work failed");
        }
        Pause::default().await;
        add(&self.finished);
        Ok(())
    }
}

#[ssot_component(scope = singleton)]
struct Part;

#[factory]
impl Part {
    fn create(progress: &Progress) -> Self {
        add(&progress.parts);
        Self
    }
}

#[ssot_component(scope = singleton)]
struct Machine {
    part: Arc<Part>,
}

#[factory]
impl Machine {
    async fn build(progress: &Progress, part: Arc<Part>) -> Result<Self, &'static str> {
        progress.work().await?;
        Ok(Self { part })
    }
}

#[ssot_component(new, scope = singleton)]
struct Factory {
    machine: Arc<Machine>,
}

struct Worker(usize);

impl Context for Worker {
    type Id = usize;
    type Error = Infallible;

    fn id(&self) -> usize {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(Worker))]
struct Bench {
    worker: usize,
}

#[factory]
impl Bench {
    async fn clear(worker: &Scope<Worker>, progress: &Progress) -> Result<Self, &'static str> {
        progress.work().await?;
        Ok(Self { worker: worker.0 })
    }
}

composition! {
    struct Works {
        inputs { Progress }
        singletons { Part, Machine, Factory }
        context(Worker) { Bench }
    }
}

fn works(progress: Progress) -> (Works, Arc<Progress>) {
    let works = Works::new(progress).expect("every component is defined once");
    let progress = works.get::<Progress>().expect("an input is there");
    (works, progress)
}

fn worker(works: &Works, number: usize) -> OpenScope<Works, Worker> {
    let Ok(worker) = works.scope(Worker(number));
    worker
}

fn made<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("the work succeeds")
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Waiting::from_waker(Waker::noop()))
}

/// Drives all futures on this thread, each a step at a time.
fn in_turns<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    block_on(poll_fn(|waiting| {
        let waiting_for = futures.iter_mut().zip(&mut outputs);
        for (future, output) in waiting_for.filter(|(_, output)| output.is_none()) {
            if let Poll::Ready(ready) = future.as_mut().poll(waiting) {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }));
    outputs.into_iter().flatten().collect()
}

/// What each of many threads returns that start together.
fn at_once<T: Send>(work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(TASKS);
    let started = |number| {
        barrier.wait();
        work(number)
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..TASKS)
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
fn many_tasks_on_one_thread_get_one_instance() {
    let (works, progress) = works(Progress::default());
    let machines = in_turns((0..TASKS).map(|_| works.get_async::<Machine>()));
    let machines: Vec<_> = machines.into_iter().map(made).collect();
    assert_eq!(machines.len(), TASKS);
    assert!(all_same(&machines));
    assert_eq!(progress.counts(), (1, 1));
}

#[test]
fn many_tasks_on_many_threads_get_one_instance() {
    for _ in 0..20 {
        let (works, progress) = works(Progress::default());
        let machines = at_once(|number| match number % 3 {
            0 => made(pollster::block_on(works.get_async::<Machine>())),
            1 => Arc::clone(&made(block_on(works.get_async::<Factory>())).machine),
            _ => {
                let warm = futures_lite::future::block_on(works.warm_up_async());
                warm.expect("the work succeeds");
                made(block_on(works.get_async::<Machine>()))
            }
        });
        assert!(all_same(&machines));
        assert_eq!(progress.counts(), (1, 1));
        assert_eq!(progress.parts.load(Ordering::Relaxed), 1);
    }
}

#[test]
fn each_scope_has_one_instance_however_many_tasks_ask() {
    let (works, progress) = works(Progress::default());
    let workers = [0, 1, 2, 3].map(|number| worker(&works, number));
    let benches = at_once(|number| {
        let worker = &workers[number % workers.len()];
        made(pollster::block_on(worker.get_async::<Bench>()))
    });
    for (number, bench) in benches.iter().enumerate() {
        let own = number % workers.len();
        assert_eq!(bench.worker, own);
        assert!(Arc::ptr_eq(bench, &benches[own]));
    }
    assert_eq!(progress.counts(), (workers.len(), workers.len()));
}

#[test]
fn a_future_can_be_sent_to_another_thread() {
    let (works, progress) = works(Progress::default());
    let moved = works.clone();
    let task = sendable(async move { moved.get_async::<Factory>().await.map(drop) });
    let thread = thread::spawn(move || block_on(task).is_ok());
    assert!(thread.join().expect("the thread ends"));
    let own = worker(&works, 1);
    let mut future = pin!(sendable(own.get_async::<Bench>()));
    assert!(poll(future.as_mut()).is_pending());
    let finished = thread::scope(|scope| scope.spawn(|| block_on(future)).join());
    assert_eq!(made(finished.expect("the thread ends")).worker, 1);
    assert_eq!(progress.counts(), (2, 2));
}

#[test]
fn a_future_that_is_dropped_half_way_leaves_nothing_behind() {
    let (works, progress) = works(Progress::default());
    for begun in 1..=3 {
        let mut future = Box::pin(works.get_async::<Factory>());
        assert!(poll(future.as_mut()).is_pending());
        drop(future);
        assert_eq!(progress.counts(), (begun, 0));
    }
    let factory = made(block_on(works.get_async::<Factory>()));
    let machine = made(block_on(works.get_async::<Machine>()));
    assert!(Arc::ptr_eq(&factory.machine, &machine));
    assert_eq!(progress.counts(), (4, 1));
    // The part was finished at the first attempt.
    assert_eq!(progress.parts.load(Ordering::Relaxed), 1);
    assert_eq!(Arc::strong_count(&machine.part), 2);
}

#[test]
fn whoever_waits_for_a_task_that_gives_up_goes_on_itself() {
    let (works, progress) = works(Progress::default());
    let mut first = Box::pin(works.get_async::<Machine>());
    let mut second = Box::pin(works.get_async::<Machine>());
    let mut third = Box::pin(works.get_async::<Factory>());
    assert!(poll(first.as_mut()).is_pending());
    assert!(poll(second.as_mut()).is_pending());
    assert!(poll(third.as_mut()).is_pending());
    assert_eq!(progress.counts(), (1, 0));
    drop(first);
    let machine = made(block_on(second));
    assert!(Arc::ptr_eq(&made(block_on(third)).machine, &machine));
    assert_eq!(progress.counts(), (2, 1));
}

#[test]
fn whoever_gives_up_waiting_disturbs_nobody() {
    let (works, progress) = works(Progress::default());
    let mut first = Box::pin(works.get_async::<Machine>());
    assert!(poll(first.as_mut()).is_pending());
    for _ in 0..3 {
        let mut waiting = Box::pin(works.get_async::<Machine>());
        assert!(poll(waiting.as_mut()).is_pending());
    }
    let machine = made(block_on(first));
    assert!(Arc::ptr_eq(&machine, &made(block_on(works.get_async()))));
    assert_eq!(progress.counts(), (1, 1));
}

#[test]
fn a_task_that_waits_keeps_no_other_from_what_it_has_already() {
    let (works, progress) = works(Progress::default());
    let mut half_way = Box::pin(works.get_async::<Machine>());
    assert!(poll(half_way.as_mut()).is_pending());
    let part = made(works.get::<Part>());
    let elsewhere = thread::scope(|scope| scope.spawn(|| made(works.get::<Part>())).join());
    assert!(Arc::ptr_eq(&part, &elsewhere.expect("the thread ends")));
    // The other scope waits for its own bench only.
    assert_eq!(
        made(block_on(worker(&works, 1).get_async::<Bench>())).worker,
        1
    );
    assert!(Arc::ptr_eq(&made(block_on(half_way)).part, &part));
    assert_eq!(progress.parts.load(Ordering::Relaxed), 1);
}

#[test]
fn a_scope_whose_task_gave_up_closes_without_a_report() {
    let (works, progress) = works(Progress::default());
    let own = worker(&works, 1);
    let mut future = Box::pin(own.get_async::<Bench>());
    assert!(poll(future.as_mut()).is_pending());
    drop(future);
    own.close().expect("there is no instance");
    assert_eq!(progress.counts(), (1, 0));
}

#[test]
fn a_failure_is_told_to_the_task_that_tried_and_the_next_one_tries() {
    const FAILURES: usize = 5;
    let (works, progress) = works(Progress {
        failures_left: AtomicUsize::new(FAILURES),
        ..Progress::default()
    });
    let machines = in_turns((0..TASKS).map(|_| works.get_async::<Machine>()));
    let machines: Vec<_> = machines.into_iter().flatten().collect();
    assert_eq!(machines.len(), TASKS - FAILURES);
    assert!(all_same(&machines));
    assert_eq!(progress.counts(), (FAILURES + 1, 1));
}

#[test]
fn a_constructor_that_panics_leaves_the_scope_usable() {
    let (works, progress) = works(Progress {
        panics_left: AtomicUsize::new(2),
        ..Progress::default()
    });
    for _ in 0..2 {
        let future = works.get_async::<Factory>();
        assert!(catch_unwind(AssertUnwindSafe(|| block_on(future).is_ok())).is_err());
    }
    let machine = made(block_on(works.get_async::<Machine>()));
    let factory = made(block_on(works.get_async::<Factory>()));
    assert!(Arc::ptr_eq(&factory.machine, &machine));
    assert_eq!(progress.counts(), (3, 1));
}
