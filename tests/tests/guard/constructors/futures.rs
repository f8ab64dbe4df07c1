//! `async` constructors, and constructors that return futures.

use core::cell::Cell;
use core::pin::Pin;

use futures_lite::future::yield_now;
use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Connection {
    host: String,
    attempts: u32,
}

async fn reached(host: &str, attempts: u32) -> Result<(), String> {
    yield_now().await;
    (attempts >= 3)
        .then_some(())
        .ok_or_else(|| format!("{host} does not answer"))
}

#[factory]
impl Connection {
    async fn connect(host: &str, attempts: u32) -> Result<Self, String> {
        reached(host, attempts).await?;
        Ok(Self {
            host: host.to_owned(),
            attempts,
        })
    }

    async fn retried(host: &str, most: u32) -> Result<Self, String> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            match Self::connect(host, attempts).await {
                Err(_) if attempts < most => {}
                result => break result,
            }
        }
    }

    async fn or_else(host: &str) -> Self {
        match Self::connect(host, 0).await {
            Ok(connection) => connection,
            Err(_) => Connection {
                host: "localhost".to_owned(),
                attempts: 0,
            },
        }
    }

    async fn joined(host: &str) -> [Self; 2] {
        let (first, second) = tokio::join!(
            async {
                Self {
                    host: host.to_owned(),
                    attempts: 1,
                }
            },
            Self::or_else(host)
        );
        [first, second]
    }

    async fn tried(host: &str) -> Result<(Self, Self), String> {
        tokio::try_join!(Self::connect(host, 3), async {
            yield_now().await;
            Ok(Self {
                host: host.to_owned(),
                attempts: 4,
            })
        })
    }

    async fn selected(host: &str, wants_first: bool) -> Result<Self, String> {
        let first = async {
            Self {
                host: host.to_owned(),
                attempts: 10,
            }
        };
        let second = Self::connect(host, 3);
        tokio::select! {
            biased;
            Self { host, attempts } = first, if wants_first => {
                let Self { attempts, .. } = Self { host: String::new(), attempts: attempts + 1 };
                Ok(Self { host, attempts })
            }
            Ok(Connection { host, .. }) = second => Ok(Self { host, attempts: 20 }),
            else => Ok(Self { host: "none".to_owned(), attempts: 0 }),
        }
    }

    async fn selected_as_it_is(host: &str) -> Option<Self> {
        tokio::select! {
            connection = Self::retried(host, 3) => connection.ok(),
            () = core::future::pending() => Some(Self { host: String::new(), attempts: 0 }),
        }
    }

    fn by_block(host: String) -> impl Future<Output = Self> + Send {
        async move { Self { host, attempts: 5 } }
    }

    fn boxed(host: &str) -> Pin<Box<dyn Future<Output = Result<Self, String>> + Send + '_>> {
        Box::pin(async move {
            let block = async { Self::connect(host, 3).await };
            block.await
        })
    }

    async fn by_async_closure(host: &str) -> Vec<Self> {
        let counter = Cell::new(0);
        let make = async || {
            yield_now().await;
            counter.set(counter.get() + 1);
            Self {
                host: host.to_owned(),
                attempts: counter.get(),
            }
        };
        let change = async |Self { host, attempts }: Self| -> Self {
            Self {
                host,
                attempts: attempts * 10,
            }
        };
        vec![make().await, change(make().await).await]
    }

    async fn all(hosts: &[&str]) -> Vec<Self> {
        let mut made = Vec::new();
        for host in hosts {
            if let Ok(connection @ Self { attempts: 3, .. }) = Self::connect(host, 3).await {
                made.push(connection);
            }
        }
        made
    }

    async fn deep(depth: u32) -> Self {
        if depth == 0 {
            return Self {
                host: String::new(),
                attempts: 0,
            };
        }
        let Self { host, attempts } = Box::pin(Self::deep(depth - 1)).await;
        Self {
            host: host + "/",
            attempts: attempts + 1,
        }
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    pollster::block_on(future)
}

#[test]
fn a_retry_loop_awaits_another_constructor() {
    let connection = now(ConnectionFactory::retried("db", 5)).unwrap();
    assert_eq!((connection.host.as_str(), connection.attempts), ("db", 3));
    assert_eq!(
        now(ConnectionFactory::retried("db", 2)).unwrap_err(),
        "db does not answer"
    );
    assert_eq!(now(ConnectionFactory::or_else("db")).host, "localhost");
    assert_eq!(now(ConnectionFactory::deep(3)).host, "///");
}

#[test]
fn several_futures_make_instances() {
    let [first, second] = now(ConnectionFactory::joined("db"));
    assert_eq!((first.attempts, second.attempts), (1, 0));
    let (first, second) = now(ConnectionFactory::tried("db")).unwrap();
    assert_eq!((first.attempts, second.attempts), (3, 4));
    assert_eq!(now(ConnectionFactory::all(&["a", "b"])).len(), 2);
}

#[test]
fn the_branches_of_a_selection_match_and_make_instances() {
    assert_eq!(
        now(ConnectionFactory::selected("db", true))
            .unwrap()
            .attempts,
        11
    );
    assert_eq!(
        now(ConnectionFactory::selected("db", false))
            .unwrap()
            .attempts,
        20
    );
    assert_eq!(
        now(ConnectionFactory::selected_as_it_is("db"))
            .unwrap()
            .attempts,
        3
    );
}

#[test]
fn blocks_and_closures_make_instances_later() {
    assert_eq!(
        now(ConnectionFactory::by_block("db".to_owned())).attempts,
        5
    );
    assert_eq!(now(ConnectionFactory::boxed("db")).unwrap().attempts, 3);
    let made = now(ConnectionFactory::by_async_closure("db"));
    assert_eq!((made[0].attempts, made[1].attempts), (1, 20));
}

fn is_send<T: Send>(value: T) -> T {
    value
}

#[test]
fn the_future_of_a_constructor_is_send() {
    let connection = now(is_send(ConnectionFactory::retried("db", 5)));
    assert_eq!(connection.unwrap().attempts, 3);
}
