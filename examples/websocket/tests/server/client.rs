//! A client as a browser would be one.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use websocket::events::{ClientMessage, Delivery, EventKind, Note, Prompt};

use crate::running::{GUARD, TOKEN};

/// A client that was let in and greeted.
pub(crate) struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) greeting: Delivery,
}

/// A client that was not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// The upgrade was answered with a status, and a reason.
    Response(u16, String),
    /// The connection was closed before anything was sent.
    Closed(CloseCode, String),
}

/// What a client receives.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Received {
    Event(Delivery),
    Closed(CloseCode, String),
    /// Nothing more comes.
    End,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr, user: &str) -> Result<Self, Rejection> {
        Self::connect_with(address, user, TOKEN).await
    }

    pub(crate) async fn connect_with(
        address: SocketAddr,
        user: &str,
        token: &str,
    ) -> Result<Self, Rejection> {
        let url = format!("ws://{address}/ws?user={user}&token={token}");
        let connecting = timeout(GUARD, connect_async(url)).await;
        let mut socket = match connecting.expect("the server answers") {
            Ok((socket, _)) => socket,
            Err(Error::Http(response)) => {
                let status = response.status().as_u16();
                let reason = response.into_body().unwrap_or_default();
                let reason = String::from_utf8(reason).expect("the reason is text");
                return Err(Rejection::Response(status, reason));
            }
            Err(error) => panic!("no connection: {error}"),
        };
        match receive(&mut socket).await {
            Received::Event(greeting) => {
                assert_eq!(greeting.event.event, EventKind::Connected);
                assert_eq!(greeting.sequence, 0);
                Ok(Self { socket, greeting })
            }
            Received::Closed(code, reason) => Err(Rejection::Closed(code, reason)),
            Received::End => panic!("the server hung up"),
        }
    }

    pub(crate) async fn prompt(&mut self, id: &str, prompt: &str) {
        self.send(&ClientMessage::Prompt(Prompt {
            id: id.to_owned(),
            prompt: prompt.to_owned(),
        }))
        .await;
    }

    pub(crate) async fn note(&mut self, id: &str, note: &str) {
        self.send(&ClientMessage::Note(Note {
            id: id.to_owned(),
            note: note.to_owned(),
        }))
        .await;
    }

    async fn send(&mut self, message: &ClientMessage) {
        let text = serde_json::to_string(message).expect("a message is JSON");
        self.send_frame(Message::text(text)).await;
    }

    pub(crate) async fn send_frame(&mut self, frame: Message) {
        let sending = timeout(GUARD, self.socket.send(frame)).await;
        sending.expect("the server reads").expect("it is there");
    }

    pub(crate) async fn receive(&mut self) -> Received {
        receive(&mut self.socket).await
    }

    /// The next event, where the server has no reason to close.
    pub(crate) async fn event(&mut self) -> Delivery {
        match self.receive().await {
            Received::Event(delivery) => delivery,
            other => panic!("an event should come, and not {other:?}"),
        }
    }

    /// Closes the connection, and returns what came before the server agreed.
    pub(crate) async fn leave(mut self) -> Vec<Delivery> {
        let closing = timeout(GUARD, self.socket.close(None)).await;
        closing.expect("the server reads").expect("it is there");
        let mut late = Vec::new();
        while let Received::Event(delivery) = self.receive().await {
            late.push(delivery);
        }
        late
    }

    /// Agrees to a close frame that came. Reading on sends the answer.
    pub(crate) async fn agree(mut self) {
        assert_eq!(self.receive().await, Received::End);
    }

    /// Hangs up without a close frame.
    pub(crate) fn vanish(self) {
        drop(self.socket);
    }
}

async fn receive(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>) -> Received {
    let next = timeout(GUARD, socket.next()).await;
    match next.expect("something comes, or the end") {
        Some(Ok(Message::Text(text))) => {
            Received::Event(serde_json::from_str(&text).expect("an event is JSON"))
        }
        Some(Ok(Message::Close(Some(frame)))) => {
            Received::Closed(frame.code, frame.reason.to_string())
        }
        Some(Ok(Message::Close(None)) | Err(_)) | None => Received::End,
        Some(Ok(other)) => panic!("the server sends text, and not {other:?}"),
    }
}
