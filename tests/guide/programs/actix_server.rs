//! A server on actix-web, which keeps its users apart.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::error::{ErrorInternalServerError, ErrorUnauthorized};
use actix_web::{App, FromRequest, HttpRequest, HttpServer, web};
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
    struct Shop {
        singletons { Phrases }
        context(User) { Greeter }
    }
}

/// The scope of the user who asks.
struct OfUser(OpenScope<Shop, User>);

impl FromRequest for OfUser {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(shop) = request.app_data::<web::Data<Shop>>() else {
            return ready(Err(ErrorInternalServerError("no composition")));
        };
        // Where you verify a token. `validate` has the last word.
        let name = request
            .headers()
            .get("x-user")
            .and_then(|name| name.to_str().ok());
        let user = User {
            name: name.unwrap_or_default().to_owned(),
        };
        ready(shop.scope(user).map(Self).map_err(ErrorUnauthorized))
    }
}

async fn greet(OfUser(scope): OfUser) -> Result<String, actix_web::Error> {
    let greeter = scope.get::<Greeter>().map_err(ErrorInternalServerError)?;
    Ok(greeter.greet())
}

fn routes(shop: &web::Data<Shop>) -> impl FnOnce(&mut web::ServiceConfig) {
    let shop = shop.clone();
    move |routes| {
        routes.app_data(shop).route("/", web::get().to(greet));
    }
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let shop = Shop::new().map_err(std::io::Error::other)?;
    shop.warm_up().map_err(std::io::Error::other)?; // whatever fails, fails now
    shop.on_escape(|escape| eprintln!("{escape}")); // an instance outlived its request
    let shop = web::Data::new(shop);
    // Each worker has an `App`, and all of them share the one `Shop`.
    HttpServer::new(move || App::new().configure(routes(&shop)))
        .bind("localhost:3000")?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, web};

    use super::{Shop, routes};

    async fn answer(request: TestRequest) -> (StatusCode, String) {
        let shop = web::Data::new(Shop::new().expect("each component is defined once"));
        let service = init_service(App::new().configure(routes(&shop))).await;
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
    async fn nobody_is_refused() {
        let (status, body) = answer(TestRequest::get()).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::UNAUTHORIZED, "who are you?")
        );
    }
}
