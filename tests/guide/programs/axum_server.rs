//! A server on axum, which keeps its users apart.

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::routing::get;
use ssot::{Context, OpenScope, Scope, composition, factory, ssot_component};

/// Whose instances these are.
struct User {
    name: String,
}

impl Context for User {
    type Id = String;
    type Error = &'static str;

    fn id(&self) -> String {
        self.name.clone()
    }

    fn validate(&self) -> Result<(), &'static str> {
        if self.name.is_empty() {
            Err("who are you?")
        } else {
            Ok(())
        }
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

/// One for each open scope of a user.
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

/// The scope of the user who asks.
struct OfUser(OpenScope<App, User>);

impl FromRequestParts<App> for OfUser {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        // Where you verify a token. `validate` has the last word.
        let name = parts
            .headers
            .get("x-user")
            .and_then(|name| name.to_str().ok());
        let user = User {
            name: name.unwrap_or_default().to_owned(),
        };
        app.scope(user)
            .map(Self)
            .map_err(|why| (StatusCode::UNAUTHORIZED, why))
    }
}

async fn greet(OfUser(scope): OfUser) -> Result<String, (StatusCode, String)> {
    let greeter = scope
        .get::<Greeter>()
        .map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(greeter.greet())
}

fn router(app: App) -> Router {
    Router::new().route("/", get(greet)).with_state(app)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let app = App::new()?;
    app.warm_up()?; // whatever fails, fails now
    app.on_escape(|escape| eprintln!("{escape}")); // an instance outlived its request
    let listener = tokio::net::TcpListener::bind("localhost:3000").await?;
    axum::serve(listener, router(app)).await?;
    Ok(())
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
    async fn nobody_is_refused() {
        let request = Request::get("/").body(Body::empty());
        let (status, body) = answer(request.expect("it is a request")).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::UNAUTHORIZED, "who are you?")
        );
    }
}
