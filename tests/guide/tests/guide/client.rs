//! A client that asks a server over a connection of its own.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What a server answered.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Sends `GET path` with these headers. `None` if the connection ended without a response.
pub(crate) fn get(server: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Option<Answer> {
    let mut connection = TcpStream::connect(server).expect("the server listens");
    let timeout = Some(Duration::from_secs(20));
    connection
        .set_read_timeout(timeout)
        .expect("it is not zero");
    let mut request = format!("GET {path} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\n");
    for (name, value) in headers {
        write!(request, "{name}: {value}\r\n").expect("a string takes it");
    }
    request.push_str("\r\n");
    connection
        .write_all(request.as_bytes())
        .expect("the request is sent");
    let mut response = String::new();
    connection
        .read_to_string(&mut response)
        .expect("the server answers, or hangs up");
    let (head, body) = response.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1).expect("a response has a status");
    Some(Answer {
        status: status.parse().expect("a status is a number"),
        body: body.to_owned(),
    })
}

/// Asks the server of a recipe for all that it serves.
#[allow(dead_code, reason = "of the recipes only")]
pub(crate) fn ask_the_server_of_a_recipe(server: SocketAddr) {
    let ask = |path, user: Option<&str>| {
        let header = user.map(|user| ("x-user", user));
        let answer = get(server, path, header.as_slice()).expect("there is a response");
        (answer.status, answer.body)
    };
    let expected = |status, body: &str| (status, body.to_owned());
    assert_eq!(ask("/", Some("Ada")), expected(200, "Hello, Ada"));
    assert_eq!(ask("/", Some("Bob")), expected(200, "Hello, Bob"));
    assert_eq!(ask("/", None), expected(401, "who are you?"));
    assert_eq!(ask("/", Some("")), expected(401, "a user has a name"));
    assert_eq!(ask("/name", Some("Ada")), expected(200, "Ada"));
    assert_eq!(ask("/name", None), expected(401, "who are you?"));
    assert_eq!(ask("/phrase", None), expected(200, "Hello"));
}
