//! The application whose handlers are asked: users within tenants, and some that cannot be made.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};

/// Why there is no context in a request.
#[derive(Debug)]
pub(crate) enum Refused {
    Missing(&'static str),
    Invalid,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Missing(header) => (StatusCode::UNAUTHORIZED, header).into_response(),
            Self::Invalid => (StatusCode::FORBIDDEN, "invalid").into_response(),
        }
    }
}

fn header(parts: &Parts, name: &'static str) -> Result<String, Refused> {
    let value = parts.headers.get(name).ok_or(Refused::Missing(name))?;
    Ok(value.to_str().map_err(|_| Refused::Invalid)?.to_owned())
}

pub(crate) struct Tenant(pub(crate) String);

impl Context for Tenant {
    type Id = String;
    type Error = Infallible;

    fn id(&self) -> String {
        self.0.clone()
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl From<Infallible> for Refused {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl<S: Sync> FromRequestParts<S> for Tenant {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        header(parts, "x-tenant").map(Self)
    }
}

#[derive(Debug)]
pub(crate) struct InvalidUser;

pub(crate) struct User(pub(crate) String);

impl Context for User {
    type Id = String;
    type Error = InvalidUser;

    fn id(&self) -> String {
        self.0.clone()
    }

    fn validate(&self) -> Result<(), InvalidUser> {
        if self.0 == "mallory" {
            Err(InvalidUser)
        } else {
            Ok(())
        }
    }
}

/// The error of the context becomes one of the request.
impl From<InvalidUser> for Refused {
    fn from(InvalidUser: InvalidUser) -> Self {
        Self::Invalid
    }
}

/// A user whose requests are counted.
pub(crate) const COUNTED: &str = "carol";

/// How often this user was made of a request.
pub(crate) static COUNT: AtomicUsize = AtomicUsize::new(0);

impl<S: Sync> FromRequestParts<S> for User {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        tokio::time::sleep(Duration::from_millis(1)).await; // as a question to a database does
        let user = header(parts, "x-user")?;
        if user == COUNTED {
            COUNT.fetch_add(1, Ordering::SeqCst);
        }
        Ok(Self(user))
    }
}

/// An input.
pub(crate) struct Prefix(pub(crate) &'static str);

#[ssot_interface]
pub(crate) trait Store: Send + Sync {
    fn text(&self) -> &'static str;
}

/// Made by a constructor that waits.
#[ssot_component(scope = singleton, implements(Store))]
pub(crate) struct Disk {
    pub(crate) text: &'static str,
}

#[factory]
impl Disk {
    async fn open() -> Self {
        tokio::task::yield_now().await;
        Self { text: "stored" }
    }
}

impl Store for Disk {
    fn text(&self) -> &'static str {
        self.text
    }
}

/// Cannot be made.
#[ssot_component(scope = singleton)]
pub(crate) struct Broken {}

#[factory]
impl Broken {
    fn create() -> Result<Self, &'static str> {
        Err("the password is hunter2")
    }
}

#[ssot_component(scope = transient)]
pub(crate) struct Ticket {
    pub(crate) number: usize,
}

#[factory]
impl Ticket {
    fn create() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        Self {
            number: NEXT.fetch_add(1, Ordering::SeqCst),
        }
    }
}

#[ssot_component(scope = context(Tenant))]
pub(crate) struct Plan {
    pub(crate) tenant: String,
}

#[factory]
impl Plan {
    fn create(tenant: &Scope<Tenant>) -> Self {
        Self {
            tenant: tenant.0.clone(),
        }
    }
}

#[ssot_component(scope = context(User))]
pub(crate) struct Session {
    pub(crate) user: String,
    pub(crate) plan: Arc<Plan>,
    pub(crate) store: Arc<dyn Store>,
}

#[factory]
impl Session {
    fn create(user: &Scope<User>, plan: Arc<Plan>, store: Arc<dyn Store>) -> Self {
        Self {
            user: user.0.clone(),
            plan,
            store,
        }
    }
}

#[ssot_component(scope = context(User))]
pub(crate) struct Cart {
    pub(crate) session: Arc<Session>,
}

#[factory]
impl Cart {
    fn create(_user: &Scope<User>, session: Arc<Session>) -> Self {
        Self { session }
    }
}

/// A component of a user that cannot be made.
#[ssot_component(scope = context(User))]
pub(crate) struct Wallet {}

#[factory]
impl Wallet {
    fn create(_user: &Scope<User>, _broken: Arc<Broken>) -> Self {
        Self {}
    }
}

composition! {
    pub(crate) struct App {
        inputs { Prefix }
        singletons { Disk as dyn Store, Broken }
        transients { Ticket }
        context(Tenant) {
            Plan
            context(User) { Session, Cart, Wallet }
        }
    }
}
