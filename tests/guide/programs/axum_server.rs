//! A server on axum, which keeps its users apart.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ssot::axum::{Inject, RequestScope};
use ssot::{Context, Scope, composition, factory, ssot_component};
use tokio::net::TcpListener;

/// Whose instances these are.
struct User {
    name: String,
}

/// Why a request has no user.
struct Refused(&'static str);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::UNAUTHORIZED, self.0).into_response()
    }
}

impl Context for User {
    type Id = String;
    type Error = Refused;

    fn id(&self) -> String {
        self.name.clone()
    }

    fn validate(&self) -> Result<(), Refused> {
        if self.name.is_empty() {
            Err(Refused("a user has a name"))
        } else {
            Ok(())
        }
    }
}

impl FromRequestParts<App> for User {
    type Rejection = Refused;

    // Where you verify a token. It may wait, and ask what the application has.
    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Refused> {
        let name = parts.headers.get("x-user").ok_or(Refused("who are you?"))?;
        let name = name.to_str().map_err(|_| Refused("what a name"))?;
        Ok(Self {
            name: name.to_owned(),
        })
    }
}

/// Shared by all users.
#[ssot_component(scope = singleton)]
struct Phrases {
    greeting: &'static str,
}

#[factory]
impl Phrases {
    fn create() -> Self {
        Self { greeting: "Hello" }
    }
}

/// One for each request of a user.
#[ssot_component(scope = context(User))]
struct Greeter {
    user: String,
    phrases: Arc<Phrases>,
}

#[factory]
impl Greeter {
    fn create(user: &Scope<User>, phrases: Arc<Phrases>) -> Self {
        Self {
            user: user.name.clone(),
            phrases,
        }
    }
}

impl Greeter {
    fn greet(&self) -> String {
        format!("{}, {}", self.phrases.greeting, self.user)
    }
}

composition! {
    struct App {
        singletons { Phrases }
        context(User) { Greeter }
    }
}

/// A component of the user who asks.
async fn greet(greeter: Inject<Greeter>) -> String {
    greeter.greet()
}

/// The scope of the user who asks: the user, and all that is the user's.
async fn name(user: RequestScope<App, User>) -> String {
    user.name.clone()
}

/// A component that all share.
async fn phrase(State(phrases): State<Arc<Phrases>>) -> &'static str {
    phrases.greeting
}

fn router(app: App) -> Router {
    Router::new()
        .route("/", get(greet))
        .route("/name", get(name))
        .route("/phrase", get(phrase))
        .with_state(app)
}

pub(crate) async fn serve(listener: TcpListener) -> Result<(), Box<dyn std::error::Error>> {
    let app = App::new()?;
    app.warm_up()?; // whatever fails, fails now
    app.on_escape(|escape| eprintln!("{escape}")); // an instance outlived its request
    axum::serve(listener, router(app)).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    serve(TcpListener::bind("localhost:3000").await?).await
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, StatusCode};
    use tower::ServiceExt as _;

    use super::{App, router};

    async fn answer(request: Request<Body>) -> (StatusCode, String) {
        let app = App::new().expect("each component is defined once");
        let response = router(app)
            .oneshot(request)
            .await
            .expect("a router answers");
        let status = response.status();
        let body = to_bytes(response.into_body(), 1024)
            .await
            .expect("the body is short");
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn a_user_is_greeted_by_name() {
        let request = Request::get("/")
            .header("x-user", "Ada")
            .body(Body::empty());
        let (status, body) = answer(request.expect("it is a request")).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "Hello, Ada"));
    }

    #[tokio::test]
    async fn a_request_without_a_user_is_refused() {
        let request = Request::get("/").body(Body::empty());
        let (status, body) = answer(request.expect("it is a request")).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::UNAUTHORIZED, "who are you?")
        );
    }
}
