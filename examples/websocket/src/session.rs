//! What happens on one connection, from the upgrade on until its scope is closed.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use ssot::ConstructionError;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use crate::application::UserScope;
use crate::events::{ClientMessage, Delivery, Event, EventKind};
use crate::interfaces::{Agent, ConnectionManager, DeliveryError};
use crate::runtime::AgentRuntime;
use crate::statistics::Statistics;

/// How many events wait for a client before it is given up on.
const OUTBOX_CAPACITY: usize = 64;

/// One connection of one user.
pub struct Session {
    /// What belongs to it alone.
    pub scope: UserScope,
    /// What its agent runs on.
    pub runtime: Arc<AgentRuntime>,
    /// Where it is counted.
    pub statistics: Arc<Statistics>,
    /// How long to wait for a client that is asked to leave.
    pub patience: Duration,
    /// Turns true when the server closes.
    pub closing: watch::Receiver<bool>,
}

/// The components of a scope, as a session knows them: by their interfaces.
struct Staff {
    connections: Arc<dyn ConnectionManager>,
    agent: Arc<dyn Agent>,
}

impl Staff {
    fn of(scope: &UserScope) -> Result<Self, ConstructionError> {
        Ok(Self {
            connections: scope.get()?,
            agent: scope.get()?,
        })
    }
}

/// Why a conversation is over.
enum End {
    ClientClosed,
    ClientVanished,
    ClientTooSlow,
    ServerCloses,
    Unreadable(&'static str),
}

impl From<DeliveryError> for End {
    fn from(error: DeliveryError) -> Self {
        match error {
            DeliveryError::TooSlow => Self::ClientTooSlow,
            DeliveryError::ClientLeft
            | DeliveryError::NotConnected
            | DeliveryError::AnotherClient => Self::ClientVanished,
        }
    }
}

impl Session {
    /// Serves the client, and closes the scope. By then nobody may hold anything of it.
    pub async fn hold(mut self, mut socket: WebSocket) {
        let statistics = Arc::clone(&self.statistics);
        // Made here and not before the upgrade, so that a browser learns what went wrong: it shows a
        // script the code of a close frame, and of an HTTP response nothing.
        match Staff::of(&self.scope) {
            Ok(staff) => {
                let open = statistics.connection_opened();
                self.converse(socket, staff).await;
                self.close();
                drop(open);
            }
            Err(error) => {
                statistics.construction_failed(&error);
                let apology = close_frame(close_code::ERROR, "not possible now, try again");
                if socket.send(apology).await.is_ok() {
                    outlast(&mut socket, self.patience).await;
                }
                self.close();
            }
        }
    }

    fn close(self) {
        if let Err(escapes) = self.scope.close() {
            self.statistics.escapes_returned(&escapes);
        }
    }

    async fn converse(&mut self, socket: WebSocket, staff: Staff) {
        let (outbox, inbox) = mpsc::channel(OUTBOX_CAPACITY);
        let Ok(connection) = staff.connections.handle_connection(outbox) else {
            return;
        };
        let (writer, mut reader) = socket.split();
        let mut writing = pin!(write(writer, inbox));
        let (end, written) = tokio::select! {
            end = self.listen(&mut reader, &staff) => (end, None),
            written = &mut writing => (End::ClientVanished, Some(written)),
        };
        // The outbox goes with the connection, so the writer ends after what is in it. There is
        // nobody to tell if the manager lost the connection by itself.
        let _ = staff.connections.handle_disconnection(connection);
        let farewell = async {
            let writer = match written {
                Some(writer) => writer,
                None => writing.await,
            };
            self.part(end, writer, &mut reader).await;
        };
        if timeout(self.patience, farewell).await.is_err() {
            self.statistics.client_vanished();
        }
    }

    /// Does what the client asks for, one after the other.
    async fn listen(&mut self, reader: &mut SplitStream<WebSocket>, staff: &Staff) -> End {
        loop {
            let received = tokio::select! {
                received = reader.next() => received,
                () = closed(&mut self.closing) => return End::ServerCloses,
            };
            let text = match received {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                Some(Ok(Message::Binary(_))) => return End::Unreadable("text only, please"),
                Some(Ok(Message::Close(_))) => return End::ClientClosed,
                Some(Err(_)) | None => return End::ClientVanished,
            };
            match serde_json::from_str(&text) {
                Ok(ClientMessage::Prompt(prompt)) => {
                    let work = self.runtime.run(&*staff.agent, &prompt);
                    if let Err(error) = work.await {
                        return error.into();
                    }
                }
                Ok(ClientMessage::Note(note)) => {
                    staff.connections.broadcast_event(&Event {
                        event: EventKind::NoteShared,
                        message: note.id,
                        detail: note.note,
                    });
                }
                Err(_) => return End::Unreadable("neither a prompt nor a note"),
            }
        }
    }

    /// Says goodbye in the way that fits.
    async fn part(
        &self,
        end: End,
        mut writer: SplitSink<WebSocket, Message>,
        reader: &mut SplitStream<WebSocket>,
    ) {
        let (code, reason) = match end {
            End::ClientVanished => {
                self.statistics.client_vanished();
                return;
            }
            End::ClientClosed => {
                // The answer to its close frame is on its way already. The client may be gone.
                let _ = writer.close().await;
                return;
            }
            End::ClientTooSlow => (close_code::POLICY, "too many events were left unread"),
            End::ServerCloses => (close_code::AWAY, "the server closes"),
            End::Unreadable(reason) => (close_code::UNSUPPORTED, reason),
        };
        if writer.send(close_frame(code, reason)).await.is_ok() {
            while let Some(Ok(_)) = reader.next().await {}
        }
    }
}

/// Sends what is in the inbox, until nobody puts anything in or nobody takes it out.
async fn write(
    mut writer: SplitSink<WebSocket, Message>,
    mut inbox: mpsc::Receiver<Delivery>,
) -> SplitSink<WebSocket, Message> {
    while let Some(delivery) = inbox.recv().await {
        let Ok(text) = serde_json::to_string(&delivery) else {
            break;
        };
        if writer.send(Message::text(text)).await.is_err() {
            break;
        }
    }
    writer
}

/// Waits for the client to close. A socket that is closed with something unread takes back what was
/// sent last, which is the close frame.
async fn outlast(socket: &mut WebSocket, patience: Duration) {
    let leaving = async { while let Some(Ok(_)) = socket.recv().await {} };
    // A client that stays longer is left alone.
    let _ = timeout(patience, leaving).await;
}

/// Waits for the server to close.
async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the server is gone, which comes to the same.
    let _ = closing.wait_for(|closing| *closing).await;
}

fn close_frame(code: u16, reason: &'static str) -> Message {
    Message::Close(Some(CloseFrame {
        code,
        reason: reason.into(),
    }))
}
