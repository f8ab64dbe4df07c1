//! Attribute macros on constructors see the function as the user wrote it.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use ssot::{factory, factory_only};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber, instrument};

#[factory_only]
#[derive(Debug)]
struct Database {
    url: String,
    size: usize,
}

#[factory]
impl Database {
    #[instrument]
    fn open(url: &str, size: usize) -> Self {
        Self {
            url: url.to_owned(),
            size,
        }
    }

    #[instrument(skip(password), fields(length = url.len()), ret, err)]
    async fn connect(url: &str, password: String) -> Result<Self, fmt::Error> {
        let Self { url, .. } = Self::open(url, password.len());
        Ok(Self { url, size: 0 })
    }

    #[instrument(level = "info", name = "pooled")]
    fn pair(
        #[allow(unused_variables)] Self { url, size, .. }: Self,
        (first, second): (u8, u8),
    ) -> Self {
        Self {
            url,
            size: size + usize::from(first) + usize::from(second),
        }
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().ends_with("traced")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut log = self.0.lock().unwrap();
        log.push_str(span.metadata().name());
        span.record(&mut Fields(&mut log));
        log.push('\n');
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut log = self.0.lock().unwrap();
        log.push_str("event");
        event.record(&mut Fields(&mut log));
        log.push('\n');
    }

    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn logged(run: impl FnOnce()) -> String {
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), run);
    let text = log.0.lock().unwrap().clone();
    text
}

#[test]
fn a_span_is_called_as_the_function_is_and_its_fields_as_the_parameters() {
    let log = logged(|| {
        let database = DatabaseFactory::open("local", 4);
        assert_eq!(database.size, 4);
    });
    assert_eq!(log, "open url=\"local\" size=4\n");
}

#[test]
fn an_async_constructor_is_traced_with_the_arguments_of_the_attribute() {
    let log = logged(|| {
        let database = pollster::block_on(DatabaseFactory::connect("local", "secret".to_owned()));
        assert_eq!(database.unwrap().url, "local");
    });
    assert_eq!(
        log.lines().take(2).collect::<Vec<_>>(),
        [
            "connect url=\"local\" length=5",
            "open url=\"local\" size=6"
        ]
    );
    assert!(!log.contains("secret"), "{log}");
    assert!(
        log.contains("event return=Database { url: \"local\", size: 0"),
        "{log}"
    );
}

#[test]
fn the_variables_of_a_pattern_are_fields_of_the_span() {
    let log = logged(|| {
        let database = DatabaseFactory::open("local", 4);
        assert_eq!(DatabaseFactory::pair(database, (1, 2)).size, 7);
    });
    assert_eq!(
        log.lines().nth(1),
        Some("pooled url=\"local\" size=4 first=1 second=2")
    );
}

mod located {
    use core::panic::Location;

    use ssot::{factory, factory_only};

    #[factory_only]
    pub(super) struct Located {
        pub(super) line: u32,
    }

    #[factory]
    impl Located {
        #[track_caller]
        pub(super) fn here() -> Self {
            Self {
                line: Location::caller().line(),
            }
        }

        #[track_caller]
        #[must_use]
        #[inline(always)]
        pub(super) fn through_another() -> Self {
            Self::here()
        }
    }
}

#[test]
fn the_location_of_the_caller_is_that_of_who_calls_the_factory() {
    use located::LocatedFactory;
    let line = line!();
    let first = LocatedFactory::here();
    let second = LocatedFactory::through_another();
    assert_eq!((first.line, second.line), (line + 1, line + 2));
}
