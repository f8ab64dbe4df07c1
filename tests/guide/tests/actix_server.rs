//! The server of the recipe for actix-web is started, and sent requests.
//!
//! A program of its own: the components have the names of those in the recipe for axum.

#[path = "guide/client.rs"]
mod client;
#[allow(dead_code, reason = "its `main` listens elsewhere")]
#[path = "../programs/actix_server.rs"]
mod program;

use std::net::TcpListener;

#[actix_web::test]
async fn the_server_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has one");
    let server = actix_web::rt::spawn(program::serve(listener));
    let asked =
        actix_web::rt::task::spawn_blocking(move || client::ask_the_server_of_a_recipe(address));
    asked.await.expect("the answers are the expected ones");
    assert!(!server.is_finished());
    server.abort();
}
