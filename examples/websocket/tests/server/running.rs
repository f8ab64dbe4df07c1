//! A server that runs while a test does.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use websocket::application::App;
use websocket::configuration::ServerConfiguration;
use websocket::faults::Faults;
use websocket::server::Server;
use websocket::statistics::{Counts, Statistics};

pub(crate) const TOKEN: &str = "a-token-of-the-tests";

/// Only keeps a test that fails from waiting forever.
pub(crate) const GUARD: Duration = Duration::from_secs(60);

pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) app: App,
    pub(crate) statistics: Arc<Statistics>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
}

pub(crate) fn configuration(pace: Duration) -> ServerConfiguration {
    ServerConfiguration {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        token: TOKEN.into(),
        pace,
        patience: GUARD,
    }
}

impl Running {
    pub(crate) async fn start() -> Self {
        Self::start_with(Faults::none(), Duration::ZERO).await
    }

    pub(crate) async fn start_with(faults: Faults, pace: Duration) -> Self {
        let server = Server::bind(configuration(pace), Arc::new(faults))
            .await
            .expect("a loopback port is free");
        let (stop, stopped) = oneshot::channel();
        let address = server.address().expect("the listener has an address");
        let app = server.app().clone();
        let statistics = app.get().expect("counting starts without ado");
        let serving = tokio::spawn(server.serve(async {
            // A test that fails drops the sender, which stops the server as well.
            let _ = stopped.await;
        }));
        Self {
            address,
            app,
            statistics,
            stop,
            serving,
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        self.statistics.counts()
    }

    /// Waits until the counts are as they should be.
    pub(crate) async fn until(&self, awaited: impl Fn(&Counts) -> bool) -> Counts {
        let reached = async {
            loop {
                let counts = self.counts();
                if awaited(&counts) {
                    return counts;
                }
                sleep(Duration::from_millis(2)).await;
            }
        };
        let counts = timeout(GUARD, reached).await;
        counts.unwrap_or_else(|_| panic!("the counts stay at {:?}", self.counts()))
    }

    /// Tells the server to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        // A server that has failed tells so below.
        let _ = self.stop.send(());
        let served = timeout(GUARD, self.serving).await;
        let served = served.expect("the server stops").expect("no panic");
        served.expect("the listener works");
    }
}
