//! A server on actix-web, which keeps its users apart.

use std::future::Future;
use std::net::TcpListener;
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::error::{ErrorInternalServerError, ErrorUnauthorized};
use actix_web::{App, FromRequest, HttpMessage, HttpRequest, HttpServer, web};
use ssot::{ConstructionError, Context, OpenScope, Scope, composition, factory, ssot_component};

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
            Err("a user has a name")
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
    struct Shop {
        singletons { Phrases }
        context(User) { Greeter }
    }
}

/// The scope of the user who asks, which all extractors of a request share.
#[derive(Clone)]
struct UserScope(Rc<OpenScope<Shop, User>>);

impl Deref for UserScope {
    type Target = OpenScope<Shop, User>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl FromRequest for UserScope {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            if let Some(open) = request.extensions().get::<Self>() {
                return Ok(open.clone());
            }
            let shop = request.app_data::<web::Data<Shop>>();
            let shop = shop.ok_or_else(|| ErrorInternalServerError(""))?;
            // Where you verify a token. It may wait; `validate` has the last word.
            let name = request.headers().get("x-user");
            let name = name.ok_or_else(|| ErrorUnauthorized("who are you?"))?;
            let name = name
                .to_str()
                .map_err(|_| ErrorUnauthorized("what a name"))?;
            let user = User {
                name: name.to_owned(),
            };
            let scope = shop.scope(user).map_err(ErrorUnauthorized)?;
            let open = Self(Rc::new(scope));
            request.extensions_mut().insert(open.clone());
            Ok(open)
        })
    }
}

/// What went wrong is for the log. The client gets a 500 without it.
fn failed(error: &ConstructionError) -> actix_web::Error {
    eprintln!("{error}");
    ErrorInternalServerError("")
}

/// A component of the user who asks.
async fn greet(scope: UserScope) -> Result<String, actix_web::Error> {
    let greeter = scope.get::<Greeter>().map_err(|error| failed(&error))?;
    Ok(greeter.greet())
}

/// The user who asks.
async fn name(scope: UserScope) -> String {
    scope.name.clone()
}

/// A component that all share.
async fn phrase(phrases: web::Data<Phrases>) -> &'static str {
    phrases.greeting
}

/// The composition, and what handlers take of it as `web::Data`.
#[derive(Clone)]
struct Data {
    shop: web::Data<Shop>,
    phrases: web::Data<Phrases>,
}

impl Data {
    fn new(shop: Shop) -> Result<Self, ConstructionError> {
        let phrases = web::Data::from(shop.get::<Phrases>()?); // `Data` is an `Arc`
        let shop = web::Data::new(shop);
        Ok(Self { shop, phrases })
    }
}

fn routes(data: Data) -> impl FnOnce(&mut web::ServiceConfig) {
    move |routes| {
        routes
            .app_data(data.shop)
            .app_data(data.phrases)
            .route("/", web::get().to(greet))
            .route("/name", web::get().to(name))
            .route("/phrase", web::get().to(phrase));
    }
}

pub(crate) async fn serve(listener: TcpListener) -> std::io::Result<()> {
    let shop = Shop::new().map_err(std::io::Error::other)?;
    shop.warm_up().map_err(std::io::Error::other)?; // whatever fails, fails now
    shop.on_escape(|escape| eprintln!("{escape}")); // an instance outlived its request
    let data = Data::new(shop).map_err(std::io::Error::other)?;
    // Each worker has an `App`, and all of them share the one `Shop`.
    HttpServer::new(move || App::new().configure(routes(data.clone())))
        .listen(listener)?
        .run()
        .await
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    serve(TcpListener::bind("localhost:3000")?).await
}

#[cfg(test)]
mod tests {
    use actix_web::App;
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};

    use super::{Data, Shop, routes};

    async fn answer(request: TestRequest) -> (StatusCode, String) {
        let shop = Shop::new().expect("each component is defined once");
        let data = Data::new(shop).expect("phrases can be made");
        let service = init_service(App::new().configure(routes(data))).await;
        // A refusal of an extractor is a response too.
        let response = call_service(&service, request.to_request()).await;
        let status = response.status();
        let body = read_body(response).await;
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    #[actix_web::test]
    async fn a_user_is_greeted_by_name() {
        let request = TestRequest::get().insert_header(("x-user", "Ada"));
        let (status, body) = answer(request).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "Hello, Ada"));
    }

    #[actix_web::test]
    async fn a_request_without_a_user_is_refused() {
        let (status, body) = answer(TestRequest::get()).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::UNAUTHORIZED, "who are you?")
        );
    }
}
