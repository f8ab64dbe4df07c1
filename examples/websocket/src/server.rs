//! Answers HTTP, and opens a scope for each client.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use axum::{Json, Router};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::application::App;
use crate::configuration::ServerConfiguration;
use crate::faults::Faults;
use crate::runtime::AgentRuntime;
use crate::session::Session;
use crate::statistics::{Counts, Statistics};

/// The longest message of a client, in bytes.
const LONGEST_MESSAGE: usize = 16 * 1024;

/// A server that listens, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    reception: Reception,
}

/// What a request is answered with.
#[derive(Clone)]
struct Reception {
    app: App,
    configuration: Arc<ServerConfiguration>,
    runtime: Arc<AgentRuntime>,
    statistics: Arc<Statistics>,
    closing: watch::Sender<bool>,
}

/// What a client says about itself. What is missing is empty, and so refused.
#[derive(Deserialize)]
struct Claim {
    #[serde(default)]
    user: String,
    #[serde(default)]
    token: String,
}

impl Server {
    /// Makes what everyone shares, and starts to listen.
    ///
    /// # Errors
    ///
    /// A component cannot be made, or the address cannot be listened on.
    pub async fn bind(
        configuration: ServerConfiguration,
        faults: Arc<Faults>,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let app = App::new(configuration, faults)?;
        app.warm_up()?;
        let statistics = app.get::<Statistics>()?;
        let counted = Arc::clone(&statistics);
        app.on_escape(move |escape| counted.escape_reported(escape));
        let configuration = app.get::<ServerConfiguration>()?;
        let listener = TcpListener::bind(configuration.address).await?;
        let reception = Reception {
            configuration,
            runtime: app.get()?,
            statistics,
            closing: watch::Sender::new(false),
            app,
        };
        Ok(Self {
            listener,
            reception,
        })
    }

    /// Where it listens, with the port that it really has.
    ///
    /// # Errors
    ///
    /// The operating system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// The application that it serves.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.reception.app
    }

    /// Answers until told to stop. Then nobody new is let in, agents finish what they are at, clients
    /// are told, and every scope is closed.
    ///
    /// # Errors
    ///
    /// The listener fails.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let closing = self.reception.closing.clone();
        let patience = self.reception.configuration.patience;
        let router = Router::new()
            .route("/", get(page))
            .route("/health", get(health))
            .route("/ws", get(connect))
            .with_state(self.reception);
        let announce = closing.clone();
        let stopped = async move {
            stop.await;
            announce.send_replace(true);
        };
        // Events are small and should arrive when they happen, not when there are enough of them. A
        // connection that cannot promise that serves as well.
        let listener = self.listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router)
            .with_graceful_shutdown(stopped)
            .await?;
        // Every session has a receiver. Those that take longer are left to the operating system.
        let _ = timeout(patience, closing.closed()).await;
        Ok(())
    }
}

async fn page() -> Html<&'static str> {
    Html(include_str!("page.html"))
}

async fn health(State(reception): State<Reception>) -> Json<Counts> {
    Json(reception.statistics.counts())
}

/// Opens the scope before anything else: without one there is no upgrade, and no component of a user.
async fn connect(
    State(reception): State<Reception>,
    Query(claim): Query<Claim>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let context = reception.configuration.claim(claim.user, claim.token);
    let scope = match reception.app.scope(context) {
        Ok(scope) => scope,
        Err(refusal) => {
            reception.statistics.context_refused(refusal);
            return (StatusCode::FORBIDDEN, refusal.to_string()).into_response();
        }
    };
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let session = Session {
        scope,
        runtime: reception.runtime,
        statistics: reception.statistics,
        patience: reception.configuration.patience,
        closing: reception.closing.subscribe(),
    };
    upgrade
        .max_message_size(LONGEST_MESSAGE)
        .on_upgrade(|socket| session.hold(socket))
}
