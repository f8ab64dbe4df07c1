//! Serves until it is interrupted.

#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use websocket::configuration::ServerConfiguration;
use websocket::faults::Faults;
use websocket::server::Server;

/// Known to everyone who reads this, so it protects nothing.
const TOKEN: &str = "example-token";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let address = match env::args().nth(1) {
        Some(address) => address.parse()?,
        None => SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
    };
    let configuration = ServerConfiguration {
        address,
        token: TOKEN.into(),
        pace: Duration::from_millis(400),
        patience: Duration::from_secs(5),
    };
    let server = Server::bind(configuration, Arc::new(Faults::none())).await?;
    println!("http://{}/?token={TOKEN}", server.address()?);
    server.serve(interrupted()).await?;
    println!("closed");
    Ok(())
}

/// Waits for Ctrl-C.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Where there are no signals, the process is ended from outside.
        std::future::pending::<()>().await;
    }
}
