//! Compositions in the handlers of [axum](https://docs.rs/axum/0.8), with the feature `axum`.
//!
//! A composition is the state of a router: `Router::new().route(..).with_state(app)`. Handlers take as arguments
//!
//! - [`Inject<T>`](Inject): a component, an interface or an input, wherever it is listed. Of what belongs to a context, the scope
//!   of the request is opened.
//! - [`RequestScope<App, User>`](RequestScope): that scope itself.
//! - axum's own `State<Arc<T>>`, of what the application shares: see [below](#state).
//!
//! What makes a context of a request is one implementation of axum's `FromRequestParts` for the type of the context. It may wait,
//! and may refuse. What it returns is validated before a scope is opened for it. A handler that takes the context itself as an
//! argument gets what was not validated: take the `RequestScope`, which dereferences to the context.
//!
//! ```
//! use std::sync::Arc;
//!
//! use axum::Router;
//! use axum::extract::{FromRequestParts, State};
//! use axum::http::{StatusCode, request::Parts};
//! use axum::routing::get;
//! use ssot::axum::{Inject, RequestScope};
//! use ssot::{Context, Scope, composition, factory, ssot_component};
//!
//! pub struct User {
//!     name: String,
//! }
//!
//! impl Context for User {
//!     type Id = String;
//!     type Error = (StatusCode, &'static str);
//!
//!     fn id(&self) -> String {
//!         self.name.clone()
//!     }
//!
//!     fn validate(&self) -> Result<(), Self::Error> {
//!         if self.name.is_empty() { Err((StatusCode::FORBIDDEN, "a user has a name")) } else { Ok(()) }
//!     }
//! }
//!
//! impl FromRequestParts<App> for User {
//!     type Rejection = (StatusCode, &'static str);
//!
//!     async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Self::Rejection> {
//!         let name = parts.headers.get("x-user").and_then(|name| name.to_str().ok());
//!         let name = name.ok_or((StatusCode::UNAUTHORIZED, "who are you?"))?;
//!         Ok(Self { name: name.to_owned() })
//!     }
//! }
//!
//! #[ssot_component(scope = singleton)]
//! pub struct Phrases {
//!     greeting: &'static str,
//! }
//!
//! #[factory]
//! impl Phrases {
//!     pub fn create() -> Self {
//!         Self { greeting: "Hello" }
//!     }
//! }
//!
//! #[ssot_component(scope = context(User))]
//! pub struct Greeter {
//!     user: String,
//!     phrases: Arc<Phrases>,
//! }
//!
//! #[factory]
//! impl Greeter {
//!     pub fn create(user: &Scope<User>, phrases: Arc<Phrases>) -> Self {
//!         Self { user: user.name.clone(), phrases }
//!     }
//! }
//!
//! composition! {
//!     pub struct App {
//!         singletons { Phrases }
//!         context(User) { Greeter }
//!     }
//! }
//!
//! async fn greet(greeter: Inject<Greeter>) -> String {
//!     format!("{}, {}", greeter.phrases.greeting, greeter.user)
//! }
//!
//! async fn name(user: RequestScope<App, User>) -> String {
//!     user.name.clone()
//! }
//!
//! async fn phrase(State(phrases): State<Arc<Phrases>>) -> &'static str {
//!     phrases.greeting
//! }
//!
//! # use axum::body::{Body, to_bytes};
//! # use axum::http::Request;
//! # use tower::ServiceExt as _;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let app = App::new()?;
//! app.warm_up()?;
//! let router = Router::new()
//!     .route("/", get(greet))
//!     .route("/name", get(name))
//!     .route("/phrase", get(phrase))
//!     .with_state(app);
//! # for (path, user, status, text) in [
//! #     ("/", Some("Ada"), StatusCode::OK, "Hello, Ada"),
//! #     ("/", None, StatusCode::UNAUTHORIZED, "who are you?"),
//! #     ("/", Some(""), StatusCode::FORBIDDEN, "a user has a name"),
//! #     ("/name", Some("Ada"), StatusCode::OK, "Ada"),
//! #     ("/phrase", None, StatusCode::OK, "Hello"),
//! # ] {
//! #     let mut request = Request::get(path);
//! #     if let Some(user) = user {
//! #         request = request.header("x-user", user);
//! #     }
//! #     let response = router.clone().oneshot(request.body(Body::empty())?).await?;
//! #     assert_eq!(response.status(), status);
//! #     assert_eq!(to_bytes(response.into_body(), 1024).await?, text);
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! # One scope for each request
//!
//! All extractors of a request share one scope for each context, so that a handler with two components of a user gets those of
//! one scope, and the context is made and validated once. It closes when the last of them is dropped: when the handler returns,
//! unless it moved one of them into a task or a body. What then still holds an instance is reported to
//! [`on_escape`](crate::OpenScope::on_escape).
//!
//! # What the client sees of a failure
//!
//! Where a constructor fails, the response is `500 Internal Server Error` without a body: what went wrong is nobody's business
//! outside. The [`ConstructionError`] is in the extensions of the response, as an `Arc<ConstructionError>`, for a layer that
//! logs; and with the feature `tracing` it is an event. A handler that takes `Result<Inject<T>, Rejection>` handles the
//! [`Rejection`] itself.
//!
//! # State
//!
//! `State<Arc<T>>` gives what [`get`](crate::OpenScope::get) of the application gives, without a `FromRef` that is written for
//! each. axum's `FromRef` cannot fail. So where the constructor of `T` fails, it panics, and the connection ends without a response.
//! Call `warm_up` before the server starts, which leaves nothing to fail, or take an `Inject<T>`.
//!
//! A router has one state. What else belongs to it is best an input of the composition. A struct around the composition works
//! with the extractors too if it dereferences to what the composition dereferences to, `OpenScope<App>`.

use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::composed::{AtOnce, Level, ListedBy, Node, OpenedFrom, Pointed, Resolves};
use crate::{ConstructionError, Context, OpenScope, Root};

/// An instance, as [`get_async`](OpenScope::get_async) gives it.
///
/// `T` is a component, `dyn Trait` of a component that is listed as it, or an input. Of what is listed in a context, it is the instance
/// of the [scope of the request](RequestScope), which it keeps open. It dereferences to the `Arc`. A clone of that `Arc` that is
/// held longer than this is an [`Escape`](crate::Escape).
///
/// The [module](self) has an example.
///
/// # Errors
///
/// The [`Rejection`].
pub struct Inject<T: ?Sized> {
    // In this order: an instance that went after its scope would be one that escaped.
    instance: Arc<T>,
    _scope: Option<Arc<dyn Any + Send + Sync>>,
}

impl<T: ?Sized> Deref for Inject<T> {
    type Target = Arc<T>;

    fn deref(&self) -> &Arc<T> {
        &self.instance
    }
}

/// Does not print the instance.
impl<T: ?Sized> fmt::Debug for Inject<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Inject").finish_non_exhaustive()
    }
}

impl<S, A, L, T> FromRequestParts<S> for Inject<T>
where
    S: Deref<Target = OpenScope<A>> + Send + Sync,
    A: Resolves<L, T>,
    Root: Level<A>,
    L: OpenedFor<S, A>,
    T: ?Sized + ListedBy<A, Self, Pointed, Where = L> + Send + Sync,
{
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Rejection> {
        let scope = L::opened(parts, state).await?;
        let instance = L::of(&scope).get_async::<T>().await;
        Ok(Self {
            instance: instance.map_err(Rejection::Failed)?,
            _scope: L::kept(scope),
        })
    }
}

/// The open scope of a request: its context, and what belongs to it.
///
/// It is an `OpenScope<App, User>` that all extractors of the request share, and dereferences to it. Move it into a task that
/// serves the user for longer, as that of a WebSocket does: the scope is open until then.
///
/// The context, `User`, implements axum's `FromRequestParts` for the state of the router, with a rejection that can be made
/// `From` the context's own error. A context that is listed within another one needs that of the outer one as well.
///
/// The [module](self) has an example.
///
/// # Errors
///
/// [`Rejection::Refused`].
pub struct RequestScope<A, C: Level<A>>(Arc<OpenScope<A, C>>);

impl<A, C: Level<A>> Deref for RequestScope<A, C> {
    type Target = OpenScope<A, C>;

    fn deref(&self) -> &OpenScope<A, C> {
        &self.0
    }
}

impl<A, C: Level<A>> Clone for RequestScope<A, C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Does not print the context.
impl<A, C: Level<A>> fmt::Debug for RequestScope<A, C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestScope")
            .finish_non_exhaustive()
    }
}

impl<S, A, C> FromRequestParts<S> for RequestScope<A, C>
where
    S: Send + Sync,
    C: OpenedFor<S, A, Open = Self>,
{
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Rejection> {
        C::opened(parts, state).await
    }
}

/// Why a handler was not called.
#[derive(Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// There is no valid context in the request. The response is that of the context's own rejection.
    Refused(Response),
    /// A constructor failed. The response has the status 500 and no body.
    Failed(ConstructionError),
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(response) => response,
            Self::Failed(error) => {
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                response.extensions_mut().insert(Arc::new(error));
                response
            }
        }
    }
}

/// The scopes of a level, as a request with the state `S` opens them.
#[doc(hidden)]
pub trait OpenedFor<S, A>: Level<A> {
    /// The open scope.
    type Open: Send;

    /// Opens it, or finds it open.
    fn opened(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Self::Open, Rejection>> + Send;

    /// The scope itself.
    fn of(open: &Self::Open) -> &OpenScope<A, Self>;

    /// What keeps it open; nothing for an application, which the router keeps.
    fn kept(open: Self::Open) -> Option<Arc<dyn Any + Send + Sync>>;
}

impl<S, A> OpenedFor<S, A> for Root
where
    S: Deref<Target = OpenScope<A>> + Sync,
    Self: Level<A>,
{
    type Open = OpenScope<A>;

    async fn opened(_: &mut Parts, state: &S) -> Result<OpenScope<A>, Rejection> {
        Ok(OpenScope::clone(state))
    }

    fn of(open: &OpenScope<A>) -> &OpenScope<A> {
        open
    }

    fn kept(_: OpenScope<A>) -> Option<Arc<dyn Any + Send + Sync>> {
        None
    }
}

impl<S, A, C, Outer> OpenedFor<S, A> for C
where
    S: Sync,
    A: 'static,
    C: Context + FromRequestParts<S, Rejection: From<C::Error>>,
    C: Level<A, Outer = Arc<Node<A, Outer>>> + OpenedFrom<A, Outer, Opened = OpenScope<A, C>>,
    Outer: OpenedFor<S, A>,
{
    type Open = RequestScope<A, C>;

    async fn opened(parts: &mut Parts, state: &S) -> Result<RequestScope<A, C>, Rejection> {
        if let Some(open) = parts.extensions.get::<RequestScope<A, C>>() {
            return Ok(open.clone());
        }
        let refused = |rejection: C::Rejection| Rejection::Refused(rejection.into_response());
        let outer = Outer::opened(parts, state).await?;
        let context = C::from_request_parts(parts, state).await.map_err(refused)?;
        let scope = Outer::of(&outer).scope(context);
        let open = RequestScope(Arc::new(scope.map_err(|error| refused(error.into()))?));
        parts.extensions.insert(open.clone());
        Ok(open)
    }

    fn of(open: &RequestScope<A, C>) -> &OpenScope<A, C> {
        open
    }

    fn kept(open: RequestScope<A, C>) -> Option<Arc<dyn Any + Send + Sync>> {
        Some(open.0)
    }
}

/// What a composition gives as `State<Arc<T>>`.
///
/// # Panics
///
/// It cannot be made: there is nothing else to return.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub fn state<A, T: ?Sized>(application: &OpenScope<A>) -> Arc<T>
where
    A: Resolves<Root, T, Timing: AtOnce<T>>,
    Root: Level<A>,
{
    match application.get() {
        Ok(instance) => instance,
        Err(error) => panic!("{error}; call `warm_up` before the server starts"),
    }
}

#[doc(hidden)]
pub use axum_core::extract::FromRef;
