//! Constructors that take their time.

// A future that is written out is what several tests are about.
#![allow(clippy::manual_async_fn)]

use core::future::Future;
use core::pin::Pin;

use ssot::{factory, factory_only};
use ssot_tests::{Pause, block_on, sendable};

#[derive(Debug, PartialEq, Eq)]
#[factory_only]
struct Connection {
    host: String,
    port: u16,
}

#[derive(Debug, PartialEq, Eq)]
enum ConnectError {
    NoPort,
}

#[factory]
impl Connection {
    async fn open(host: &str, port: &u16) -> Self {
        Pause::default().await;
        Self {
            host: host.to_owned(),
            port: *port,
        }
    }

    async fn checked(host: &str, port: Option<u16>) -> Result<Self, ConnectError> {
        let port = port.ok_or(ConnectError::NoPort)?;
        Pause::default().await;
        Ok(Self {
            host: host.to_owned(),
            port,
        })
    }

    async fn through_another(host: &str) -> Option<Self> {
        Pause::default().await;
        Self::checked(host, Some(2)).await.ok()
    }

    async fn with_lifetime<'a>(host: &'a str, names: &'a mut Vec<&'a str>) -> Self {
        names.push(host);
        Pause::default().await;
        Self::open(host, &3).await
    }

    async fn generic<T: AsRef<str> + Send>(host: T, port: impl Into<u16> + Send) -> Self {
        Pause::default().await;
        Self {
            host: host.as_ref().to_owned(),
            port: port.into(),
        }
    }

    async fn from_pair((host, port): (&str, u16), mut extra: u16) -> Self {
        extra += port;
        Pause::default().await;
        Self {
            host: host.to_owned(),
            port: extra,
        }
    }

    fn returned(host: String) -> impl Future<Output = Self> {
        async move {
            Pause::default().await;
            Self { host, port: 4 }
        }
    }

    fn returned_borrowing(host: &str) -> impl Future<Output = Option<Self>> + Send {
        async move {
            Pause::default().await;
            Some(Self {
                host: host.to_owned(),
                port: 5,
            })
        }
    }

    fn boxed<'a>(host: &'a str) -> Pin<Box<dyn Future<Output = Self> + Send + 'a>> {
        Box::pin(async move {
            Pause::default().await;
            Self {
                host: host.to_owned(),
                port: 6,
            }
        })
    }

    fn from_closure(host: &str) -> impl Future<Output = Self> {
        let open = async |port| Self {
            host: host.to_owned(),
            port,
        };
        let made = open(7);
        async move {
            Pause::default().await;
            made.await
        }
    }
}

fn connection(host: &str, port: u16) -> (String, u16) {
    (host.to_owned(), port)
}

fn parts(connection: Connection) -> (String, u16) {
    let Connection { host, port, .. } = connection;
    (host, port)
}

#[test]
fn an_async_constructor_makes_its_instance() {
    let made = block_on(sendable(ConnectionFactory::open("host", &80)));
    assert_eq!(parts(made), connection("host", 80));
}

#[test]
fn an_async_constructor_can_fail() {
    assert_eq!(
        block_on(sendable(ConnectionFactory::checked("host", None))),
        Err(ConnectError::NoPort)
    );
    let made = block_on(sendable(ConnectionFactory::checked("host", Some(81))));
    assert_eq!(made.map(parts), Ok(connection("host", 81)));
}

#[test]
fn an_async_constructor_can_await_another() {
    let made = block_on(sendable(ConnectionFactory::through_another("host")));
    assert_eq!(made.map(parts), Some(connection("host", 2)));
}

#[test]
fn a_future_that_borrows_its_arguments_can_be_sent() {
    let host = String::from("host");
    let mut names = Vec::new();
    let made = block_on(sendable(ConnectionFactory::with_lifetime(
        &host, &mut names,
    )));
    assert_eq!(parts(made), connection("host", 3));
    let made = block_on(sendable(ConnectionFactory::from_pair((&host, 1), 2)));
    assert_eq!(parts(made), connection("host", 3));
    let made = block_on(sendable(ConnectionFactory::returned_borrowing(&host)));
    assert_eq!(made.map(parts), Some(connection("host", 5)));
}

#[test]
fn the_future_of_a_generic_constructor_can_be_sent() {
    let made = block_on(sendable(ConnectionFactory::generic::<&str>("host", 8_u8)));
    assert_eq!(parts(made), connection("host", 8));
}

#[test]
fn a_future_can_be_driven_on_another_thread() {
    let host = String::from("host");
    let future = ConnectionFactory::open(&host, &9);
    let made = std::thread::scope(|scope| scope.spawn(|| block_on(future)).join());
    assert_eq!(parts(made.expect("the thread ends")), connection("host", 9));
}

#[test]
fn a_constructor_can_return_a_future() {
    let made = block_on(ConnectionFactory::returned("host".to_owned()));
    assert_eq!(parts(made), connection("host", 4));
    let made = block_on(sendable(ConnectionFactory::boxed("host")));
    assert_eq!(parts(made), connection("host", 6));
    let made = block_on(ConnectionFactory::from_closure("host"));
    assert_eq!(parts(made), connection("host", 7));
}

#[test]
fn an_async_constructor_of_another_crate_makes_its_instance() {
    let made = block_on(sendable(ssot_tests::ServerFactory::resolve("four")));
    assert_eq!(made.map(|server| server.port), Some(4));
    assert_eq!(block_on(ssot_tests::ServerFactory::resolve("")), None);
}

#[test]
fn nothing_happens_before_the_future_is_polled() {
    #[factory_only]
    struct Eager {
        started: bool,
    }

    #[factory]
    impl Eager {
        async fn create(started: &core::cell::Cell<bool>) -> Self {
            started.set(true);
            Pause::default().await;
            Self {
                started: started.get(),
            }
        }
    }

    let started = core::cell::Cell::new(false);
    let future = EagerFactory::create(&started);
    assert!(!started.get());
    assert!(block_on(future).started);
}

#[factory_only]
struct Borrower<'a, T> {
    text: &'a str,
    value: T,
}

#[factory]
impl<'a, T: Send> Borrower<'a, T> {
    async fn create(text: &'a str, value: T, extra: &str) -> Self
    where
        T: Clone,
    {
        Pause::default().await;
        drop(extra.to_owned());
        Self {
            text,
            value: value.clone(),
        }
    }
}

#[test]
fn an_async_constructor_of_a_generic_type_that_borrows_can_be_sent() {
    let text = String::from("text");
    let made = {
        let extra = String::from("extra");
        block_on(sendable(BorrowerFactory::create(&text, vec![1], &extra)))
    };
    assert_eq!((made.text, made.value), ("text", vec![1]));
}
