#![doc = include_str!("axum.md")]

use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::composed::{AtOnce, Level, ListedBy, Node, OpenedFrom, Pointed, Resolves};
use crate::composition::{ConstructionError, OpenScope, Root};
use crate::context::Context;

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
    T: ?Sized + ListedBy<A, Root, Self, Pointed, Where = L> + Send + Sync,
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
/// ```
/// # use std::convert::Infallible;
/// use std::sync::{Arc, Mutex};
///
/// # use axum::Router;
/// # use axum::extract::FromRequestParts;
/// # use axum::http::{Request, StatusCode, request::Parts};
/// # use axum::routing::get;
/// use ssot::axum::RequestScope;
/// # use ssot::{Context, Scope, composition, factory, ssot_component};
///
/// # struct User;
/// #
/// # impl Context for User {
/// #     type Id = ();
/// #     type Error = Infallible;
/// #
/// #     fn id(&self) {}
/// #
/// #     fn validate(&self) -> Result<(), Infallible> {
/// #         Ok(())
/// #     }
/// # }
/// #
/// # impl FromRequestParts<App> for User {
/// #     type Rejection = Infallible;
/// #
/// #     async fn from_request_parts(_: &mut Parts, _: &App) -> Result<Self, Infallible> {
/// #         Ok(User)
/// #     }
/// # }
/// #
/// # #[ssot_component(scope = context(User))]
/// # struct Session {
/// #     log: Arc<Mutex<Vec<&'static str>>>,
/// # }
/// #
/// # #[factory]
/// # impl Session {
/// #     fn create(_: &Scope<User>, log: Arc<Mutex<Vec<&'static str>>>) -> Self {
/// #         Self { log }
/// #     }
/// # }
/// #
/// # impl Session {
/// #     async fn serve(&self) {
/// #         tokio::task::yield_now().await;
/// #         self.log.lock().expect("it is not poisoned").push("served");
/// #     }
/// # }
/// #
/// composition! {
///     struct App {
///         inputs { Arc<Mutex<Vec<&'static str>>> }
///         context(User) { Session }
///     }
/// }
///
/// async fn start(user: RequestScope<App, User>) -> StatusCode {
///     tokio::spawn(async move {
///         if let Ok(session) = user.get::<Session>() {
///             session.serve().await;
///         }
///         // The scope closes here, long after the response.
///     });
///     StatusCode::ACCEPTED
/// }
/// # use axum::body::Body;
/// # use tower::ServiceExt as _;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let log = Arc::default();
/// # let app = App::new(Arc::clone(&log))?;
/// # let escaped = Arc::clone(&log);
/// # app.on_escape(move |_| escaped.lock().expect("it is not poisoned").push("escaped"));
/// # let router = Router::new().route("/", get(start)).with_state(app);
/// # let response = router.oneshot(Request::get("/").body(Body::empty())?).await?;
/// # assert_eq!(response.status(), StatusCode::ACCEPTED);
/// # for _ in 0..3 {
/// #     tokio::task::yield_now().await;
/// # }
/// # assert_eq!(*log.lock().expect("it is not poisoned"), ["served"]);
/// # Ok(())
/// # }
/// ```
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
///
/// ```
/// # use axum::Router;
/// # use axum::body::{Body, to_bytes};
/// # use axum::http::{Request, StatusCode};
/// # use axum::routing::get;
/// use ssot::axum::{Inject, Rejection};
/// use ssot::{composition, factory, ssot_component};
///
/// #[ssot_component(scope = singleton)]
/// struct Database {}
///
/// #[factory]
/// impl Database {
///     fn connect() -> Result<Self, &'static str> {
///         Err("the password is wrong")
///     }
/// }
///
/// composition! {
///     struct App {
///         singletons { Database }
///     }
/// }
///
/// /// Answers 500, without a word about passwords.
/// async fn query(_: Inject<Database>) {}
///
/// /// Says what it does not work with.
/// async fn health(database: Result<Inject<Database>, Rejection>) -> String {
///     match database {
///         Err(Rejection::Failed(error)) => format!("without {}", error.component()),
///         _ => "well".to_owned(),
///     }
/// }
/// # use tower::ServiceExt as _;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let router = Router::new().route("/query", get(query)).route("/health", get(health)).with_state(App::new()?);
/// # for (path, status, text) in [
/// #     ("/query", StatusCode::INTERNAL_SERVER_ERROR, ""),
/// #     ("/health", StatusCode::OK, "without Database"),
/// # ] {
/// #     let response = router.clone().oneshot(Request::get(path).body(Body::empty())?).await?;
/// #     assert_eq!(response.status(), status);
/// #     assert_eq!(to_bytes(response.into_body(), 1024).await?, text);
/// # }
/// # Ok(())
/// # }
/// ```
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
