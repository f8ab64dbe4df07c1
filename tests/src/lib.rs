//! What several behaviour tests need: an executor, and the items of another crate.

use core::future::Future;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};

use ssot::{factory, factory_only, ssot_component, ssot_interface};

/// Drives a future to its end.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Passes a future on, if another thread may drive it.
pub fn sendable<F: Future + Send>(future: F) -> F {
    future
}

/// A future that is pending once, so that whoever awaits it has to keep its borrows.
#[derive(Debug, Default)]
pub struct Pause {
    polled: bool,
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if core::mem::replace(&mut self.polled, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Interfaces of another crate.
pub mod sinks {
    use super::ssot_interface;

    /// Takes events.
    #[ssot_interface]
    pub trait EventSink {
        /// Takes one event, and tells how many it has taken.
        fn send_event(&self, event: &str) -> usize;
    }

    /// Converts from one type into another.
    #[ssot_interface]
    pub trait Converter<Input, Output = String> {
        /// Converts one value.
        fn convert(&self, input: Input) -> Output;
    }

    /// Tells how full something is. Types that are no components may do so too.
    #[ssot_interface(open)]
    pub trait Gauge {
        /// The level.
        fn level(&self) -> u32;
    }
}

pub use sinks::EventSink;
pub use sinks::EventSink as Sink;

/// A guarded type of another crate, with a public field.
#[derive(Debug, PartialEq, Eq)]
#[factory_only]
pub struct Server {
    /// Where it listens.
    pub port: u16,
}

#[factory]
impl Server {
    /// Makes a server on any port but zero.
    #[must_use]
    pub fn create(port: u16) -> Option<Self> {
        (port != 0).then_some(Self { port })
    }

    /// Makes a server on a port that is looked up first.
    pub async fn resolve(name: &str) -> Option<Self> {
        Pause::default().await;
        Self::create(u16::try_from(name.len()).ok()?)
    }
}

/// A component of another crate.
#[ssot_component(
    name = "tests::Journal",
    implements(EventSink),
    scope = singleton,
    canonical = "crate::Journal"
)]
pub struct Journal {
    lines: std::sync::Mutex<Vec<String>>,
}

#[factory]
impl Journal {
    /// Makes a journal without lines.
    #[must_use]
    pub fn create() -> Self {
        let lines = std::sync::Mutex::default();
        Self { lines }
    }
}

impl EventSink for Journal {
    fn send_event(&self, event: &str) -> usize {
        let mut lines = self
            .lines
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        lines.push(event.to_owned());
        lines.len()
    }
}

mod clocks {
    /// A component whose canonical path is that of another crate's component too.
    #[ssot::ssot_component(new, name = "tests::Clock", canonical = "crate::Clock")]
    pub struct Clock;
}

pub use clocks::{Clock, ClockFactory};

/// The README's examples run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// A component that states where it is to be imported from.
pub mod relocated {
    use ssot::ssot_component;

    /// It once stood somewhere else.
    #[ssot_component(
        new,
        name = "ssot_tests::Relocated",
        canonical = "crate::relocated::Relocated"
    )]
    pub struct Relocated {}
}
