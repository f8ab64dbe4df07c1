//! What compiles in an earlier edition also works.

use core::future::Future;
use core::task::{Context, Poll, Waker};

use crate::{
    App, BorrowerFactory, Outbox, PairFactory, ParrotFactory, SettingsFactory, Speaker, User,
};

/// The result of a future that never has to wait, and that another thread could drive.
fn finished<T>(future: impl Future<Output = T> + Send) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match Box::pin(future).as_mut().poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here has to wait"),
    }
}

#[test]
fn everything_can_be_made_and_used() {
    let parrot = ParrotFactory::create("hello", 3).expect("it speaks");
    assert_eq!(parrot.speak(), "hello");
    assert_eq!(ParrotFactory::create("", 3), None);
    assert_eq!(ParrotFactory::gen(4).speak(), "gen");
    let pair = PairFactory::new(&1, 2);
    assert_eq!((pair.0, pair.1), (&1, 2));
    assert!(ssot::registry().get("editions::Parrot").is_some());
}

#[test]
fn the_future_of_an_async_constructor_borrows_its_arguments_and_can_be_sent() {
    let word = String::from("hello");
    let age = 3;
    let parrot = finished(ParrotFactory::awaited(&word, &age));
    assert_eq!(Some(&parrot), ParrotFactory::create("hello", 3).as_ref());
    let mut age = 2;
    let words = vec![word];
    assert_eq!(
        finished(ParrotFactory::awaited_from(&words, &mut age)),
        Some(parrot)
    );
    assert_eq!(age, 3);
    let value = 4;
    let borrower = {
        let name = String::from("name");
        finished(BorrowerFactory::awaited(&value, &name))
    };
    assert_eq!(*borrower.value, 4);
}

#[test]
fn a_composition_makes_and_hands_out() {
    let app = App::new(7).expect("every component is defined once");
    let user = app.scope(User).expect("every user is valid");
    let outbox = finished(user.get_async::<Outbox>()).expect("nothing fails");
    assert_eq!(outbox.sender.sent(), 7);
}

#[test]
fn a_configuration_is_read() {
    let layers = ssot::config::Layers::new().variables([("EDITIONS_SECRET", "s")].to_vec());
    let settings = SettingsFactory::load(layers).expect("everything is optional");
    assert_eq!(
        format!("{settings:?}"),
        "Settings { number: 3, secret: *** }"
    );
}
