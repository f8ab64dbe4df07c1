//! Whose turn it is to make an instance, and who waits for it.
//!
//! A cell has one flag, which is all that it takes to make what nobody else makes. The rest stands in one list for the whole
//! program, which only those look at who have to wait: who waits for what, and what cannot go on meanwhile. So a circle
//! is seen before anybody waits in it, whether it goes through threads or through tasks.

use std::cell::RefCell;
use std::future::poll_fn;
use std::mem::ManuallyDrop;
use std::string::String;
use std::sync::PoisonError;
#[cfg(not(loom))]
use std::sync::{Condvar, Mutex, MutexGuard, atomic};
use std::task::{Context, Poll, Waker};
use std::vec::Vec;

use atomic::{AtomicU8, AtomicUsize, Ordering};
#[cfg(loom)]
use loom::sync::{Condvar, Mutex, MutexGuard, atomic};

use super::error::ConstructionError;

/// Whether somebody makes the instance of a cell, or has made it.
pub(super) struct Turn(AtomicU8);

/// Nobody makes it.
const FREE: u8 = 0;
/// Somebody does.
const TAKEN: u8 = 1;
/// Nobody has to any more.
const OVER: u8 = 2;

/// The turn that somebody has. Dropped, it is free again.
pub(super) struct Taken<'a>(&'a Turn);

/// The turn of what is made on this thread from beginning to end: [`Taken`] and [`Running`] in one, since each call counts where
/// making is all that is done.
pub(super) struct TakenHere<'a>(&'a Turn);

/// A piece of a constructor that runs on this thread.
pub(super) struct Running(());

/// An instance in the making.
#[derive(Clone, Copy)]
struct Making {
    component: &'static str,
    /// Where its turn is in memory, which tells it from others.
    turn: usize,
}

/// Somebody who waits for a turn.
struct Waiting {
    number: usize,
    wanted: Making,
    /// What is being made and needs it, the outermost first.
    behind: Vec<Making>,
    /// The task that waits, if it is no thread.
    task: Option<Waker>,
}

struct List {
    waiting: Vec<Waiting>,
    next: usize,
}

/// Where all of the program wait.
struct Room {
    list: Mutex<List>,
    /// How many wait: whoever gives up a turn has nothing to lock if nobody does.
    count: AtomicUsize,
    /// Wakes the threads among them.
    changed: Condvar,
}

// What this thread is making at the moment, the outermost first: of tasks, those that it polls.
#[cfg(not(loom))]
std::thread_local! {
    static MAKING: RefCell<Vec<Making>> = const { RefCell::new(Vec::new()) };
}

#[cfg(loom)]
loom::thread_local! {
    static MAKING: RefCell<Vec<Making>> = RefCell::new(Vec::new());
}

#[cfg(not(loom))]
fn room() -> &'static Room {
    static ROOM: Room = Room {
        list: Mutex::new(List::new()),
        count: AtomicUsize::new(0),
        changed: Condvar::new(),
    };
    &ROOM
}

#[cfg(loom)]
fn room() -> &'static Room {
    loom::lazy_static! {
        static ref ROOM: Room = Room {
            list: Mutex::new(List::new()),
            count: AtomicUsize::new(0),
            changed: Condvar::new(),
        };
    }
    &ROOM
}

/// The model checker takes sequentially consistent operations for weaker ones than they are, and fences for what they are.
fn fence_of_the_model() {
    #[cfg(loom)]
    atomic::fence(Ordering::SeqCst);
}

impl Turn {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Self {
        Self(AtomicU8::new(FREE))
    }

    #[cfg(loom)]
    pub(super) fn new() -> Self {
        Self(AtomicU8::new(FREE))
    }

    /// Takes the turn, once nobody else has it. `None` if the instance was made meanwhile. Blocks the thread.
    ///
    /// # Errors
    ///
    /// It would have to wait for itself.
    pub(super) fn begin(
        &self,
        component: &'static str,
    ) -> Result<Option<TakenHere<'_>>, ConstructionError> {
        loop {
            match self.take() {
                Ok(()) => {
                    self.making(component).enter();
                    return Ok(Some(TakenHere(self)));
                }
                Err(OVER) => return Ok(None),
                Err(_) => self.wait(component)?,
            }
        }
    }

    /// The same for a task.
    pub(super) async fn begin_later(
        &self,
        component: &'static str,
    ) -> Result<Option<Taken<'_>>, ConstructionError> {
        loop {
            match self.take() {
                Ok(()) => return Ok(Some(Taken(self))),
                Err(OVER) => return Ok(None),
                Err(_) => self.wait_later(component).await?,
            }
        }
    }

    fn take(&self) -> Result<(), u8> {
        let (success, failure) = (Ordering::AcqRel, Ordering::Acquire);
        self.0.compare_exchange(FREE, TAKEN, success, failure)?;
        Ok(())
    }

    /// Gives it up.
    #[inline]
    fn leave(&self, state: u8) {
        // See `is_taken`. To store and to fence costs twice as much as to swap.
        self.0.swap(state, Ordering::SeqCst);
        fence_of_the_model();
        let room = room();
        if room.count.load(Ordering::SeqCst) > 0 {
            room.wake(self.place());
        }
    }

    /// Asked by whoever has counted itself among those that wait.
    fn is_taken(&self) -> bool {
        // Either it is seen here that the turn was given up, or there that somebody waits: in the one order of all
        // sequentially consistent operations, one of the two comes first.
        fence_of_the_model();
        self.0.load(Ordering::SeqCst) == TAKEN
    }

    /// Blocks the thread while somebody makes the component, or not so long.
    ///
    /// # Errors
    ///
    /// It would be for ever.
    fn wait(&self, component: &'static str) -> Result<(), ConstructionError> {
        let (room, wanted, behind) = (room(), self.making(component), made_here());
        let mut list = room.lock();
        list.check(wanted, &behind)?;
        let number = list.add(wanted, behind, None);
        if self.is_taken() {
            let woken = room.changed.wait(list);
            list = woken.unwrap_or_else(PoisonError::into_inner);
        }
        list.remove(number);
        Ok(())
    }

    /// The same for a task.
    async fn wait_later(&self, component: &'static str) -> Result<(), ConstructionError> {
        let mut seat = Seat(None);
        poll_fn(|context| self.poll_wait(component, &mut seat, context)).await
    }

    fn poll_wait(
        &self,
        component: &'static str,
        seat: &mut Seat,
        context: &Context<'_>,
    ) -> Poll<Result<(), ConstructionError>> {
        let (wanted, behind) = (self.making(component), made_here());
        // A waker is code of the executor's: it is cloned before the list is locked, and dropped after that.
        let waker = context.waker().clone();
        let (before, unused);
        let mut list = room().lock();
        before = seat.0.take().and_then(|number| list.remove(number));
        let was_woken = |waiting: &Waiting| waiting.task.is_none();
        if before.as_ref().is_some_and(was_woken) {
            return Poll::Ready(Ok(()));
        }
        list.check(wanted, &behind)?;
        let number = list.add(wanted, behind, Some(waker));
        if self.is_taken() {
            seat.0 = Some(number);
            return Poll::Pending;
        }
        unused = list.remove(number);
        drop(list);
        drop(unused);
        Poll::Ready(Ok(()))
    }

    fn place(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    fn making(&self, component: &'static str) -> Making {
        Making {
            component,
            turn: self.place(),
        }
    }
}

impl Taken<'_> {
    /// While it lasts, what is asked for on this thread is needed by the component.
    pub(super) fn run(&self, component: &'static str) -> Running {
        self.0.making(component).enter();
        Running(())
    }

    /// Nobody has to make the instance any more.
    pub(super) fn finish(self) {
        ManuallyDrop::new(self).0.leave(OVER);
    }
}

impl TakenHere<'_> {
    /// See [`Taken::finish`].
    pub(super) fn finish(self) {
        drop(Running(()));
        ManuallyDrop::new(self).0.leave(OVER);
    }
}

impl Making {
    fn enter(self) {
        MAKING.with(|list| list.borrow_mut().push(self));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        MAKING.with(|list| list.borrow_mut().pop());
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.leave(FREE);
    }
}

impl Drop for TakenHere<'_> {
    fn drop(&mut self) {
        drop(Running(()));
        self.0.leave(FREE);
    }
}

impl Room {
    fn lock(&self) -> MutexGuard<'_, List> {
        // Nothing of a user runs under it, so that no list is left half-way.
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes all who wait for the turn.
    fn wake(&self, turn: usize) {
        let mut list = self.lock();
        let waiting = list.waiting.iter_mut();
        let tasks: Vec<_> = waiting
            .filter(|waiting| waiting.wanted.turn == turn)
            .filter_map(|waiting| waiting.task.take())
            .collect();
        drop(list);
        self.changed.notify_all();
        // A waker is code of the executor's.
        tasks.into_iter().for_each(Waker::wake);
    }
}

impl List {
    const fn new() -> Self {
        Self {
            waiting: Vec::new(),
            next: 0,
        }
    }

    /// Adds somebody.
    fn add(&mut self, wanted: Making, behind: Vec<Making>, task: Option<Waker>) -> usize {
        let number = self.next;
        self.next += 1;
        self.waiting.push(Waiting {
            number,
            wanted,
            behind,
            task,
        });
        self.recount();
        number
    }

    /// Takes somebody out. A task that was woken has none any more.
    fn remove(&mut self, number: usize) -> Option<Waiting> {
        let mut waiting = self.waiting.iter();
        let index = waiting.position(|waiting| waiting.number == number)?;
        let removed = self.waiting.swap_remove(index);
        self.recount();
        Some(removed)
    }

    fn recount(&self) {
        room().count.store(self.waiting.len(), Ordering::SeqCst);
    }

    /// Refuses what would wait for itself: `behind` needs `wanted`, which is being made, and may itself wait for others.
    fn check(&self, wanted: Making, behind: &[Making]) -> Result<(), ConstructionError> {
        let mut reached = Vec::from([(wanted, Vec::from([wanted.component]))]);
        let mut next = 0;
        while let Some((making, names)) = reached.get(next).cloned() {
            next += 1;
            if let Some(start) = position(behind, making) {
                let needing = behind[start..].iter().map(|making| making.component);
                return Err(circle(wanted.component, needing.chain(names)));
            }
            for waiting in &self.waiting {
                let Some(start) = position(&waiting.behind, making) else {
                    continue;
                };
                if reached
                    .iter()
                    .any(|(known, _)| known.turn == waiting.wanted.turn)
                {
                    continue;
                }
                let needing = waiting.behind[start + 1..].iter();
                let names = names.iter().copied();
                let names = names.chain(needing.map(|making| making.component));
                let names = names.chain([waiting.wanted.component]).collect();
                reached.push((waiting.wanted, names));
            }
        }
        Ok(())
    }
}

/// What this thread is making.
fn made_here() -> Vec<Making> {
    MAKING.with(|making| making.borrow().clone())
}

fn position(among: &[Making], making: Making) -> Option<usize> {
    among.iter().position(|known| known.turn == making.turn)
}

/// The number of a task among those that wait.
struct Seat(Option<usize>);

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some(number) = self.0 {
            let left = room().lock().remove(number);
            drop(left);
        }
    }
}

/// The error of whoever asked for the component, with the names of all that would wait for itself.
fn circle(component: &'static str, names: impl Iterator<Item = &'static str>) -> ConstructionError {
    let mut reason = String::from("it would have to be there before it is made: ");
    for (index, name) in names.enumerate() {
        if index > 0 {
            reason.push_str(" -> ");
        }
        reason.push('`');
        reason.push_str(name);
        reason.push('`');
    }
    ConstructionError::new(component, reason.into())
}
