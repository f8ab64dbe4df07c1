//! The server of the recipe for axum is started, and sent requests.

#[allow(dead_code, reason = "its `main` listens elsewhere")]
#[path = "../../programs/axum_server.rs"]
mod program;

use crate::client;

#[tokio::test(flavor = "multi_thread")]
async fn the_server_answers() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port is free");
    let address = listener.local_addr().expect("it has one");
    let server = tokio::spawn(async {
        program::serve(listener)
            .await
            .map_err(|error| error.to_string())
    });
    let asked = tokio::task::spawn_blocking(move || client::ask_the_server_of_a_recipe(address));
    asked.await.expect("the answers are the expected ones");
    assert!(!server.is_finished());
    server.abort();
}
