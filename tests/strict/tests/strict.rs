//! What compiles without a warning also works.

use core::future::ready;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

use ssot_tests_strict::without_a_prelude::{
    BareFactory, BareTupleFactory, BareUnitFactory, Counter,
};
use ssot_tests_strict::{
    Changer, GeneratedFactory, GeneratedTupleFactory, NestFactory, NoParrot, PairFactory,
    ParrotFactory, Speaker, UnitFactory,
};

#[test]
fn everything_can_be_made_and_used() {
    let parrot = ParrotFactory::create("hello", 3).expect("it speaks");
    assert_eq!(
        (parrot.speak().as_str(), parrot.change(1)),
        ("hello", [3, 1])
    );
    assert_eq!(ParrotFactory::create("", 3), Err(NoParrot::Silent));
    assert_eq!(
        ParrotFactory::young(Some("hi")).map(|parrot| parrot.change(2)),
        Some([0, 2])
    );
    assert_eq!(ParrotFactory::from_pair(("hello".to_owned(), 3)), parrot);
    assert_eq!(ParrotFactory::of::<_, 3>("hello"), parrot.clone());
    let mut context = Context::from_waker(Waker::noop());
    let awaited = pin!(ParrotFactory::awaited("hello", ready(3)));
    assert_eq!(Future::poll(awaited, &mut context), Poll::Ready(parrot));
    assert_eq!(NestFactory::create(["one"]).speak(), r#"["one"]"#);
    assert_eq!(PairFactory::create(2).sum(), 4);
    assert_eq!(format!("{:?}", UnitFactory::create()), "Unit");
    assert_eq!(GeneratedFactory::new(5).inner, 5);
    assert_eq!(GeneratedTupleFactory::new(6).0, 6);
}

#[test]
fn addresses_come_from_elsewhere() {
    use ssot_tests_strict::without_a_prelude::{BareClientFactory, BareLocalClientFactory, text};
    use ssot_tests_strict::{ClientFactory, LocalClientFactory, hidden, places};

    assert_eq!(ClientFactory::create("db", 80).server(), "db:80");
    assert_eq!(LocalClientFactory::create().server(), "localhost:80");
    assert_eq!((hidden(), places::HERE), (1, "http://localhost"));
    assert_eq!(BareClientFactory::create(text()).server, "12:30");
    assert_eq!(BareLocalClientFactory::create().server, "localhost:80");
}

#[test]
fn everything_works_without_a_prelude() {
    let bare = BareFactory::create("known");
    assert_eq!(BareFactory::known(), bare);
    assert_eq!(bare.as_ref().map(|bare| bare.count(1)), Some(6));
    assert_eq!(bare.map(|bare| bare.speak()).as_deref(), Some("known"));
    assert_eq!(format!("{:?}", BareUnitFactory::new()), "BareUnit");
    assert_eq!(BareTupleFactory::new(1).0, 1);
}

#[test]
fn a_composition_makes_and_hands_out() {
    use std::sync::Arc;

    use ssot_tests_strict::composed::{Cage, Choir, Hour, Notes, Singer, Song, rehearsed};

    let choir = Choir::new(Notes("la".to_owned())).expect("every component is defined once");
    let Ok(cage) = choir.scope(Cage { room: 1 });
    let singer: Arc<dyn Singer> = cage.get().expect("there is room");
    assert_eq!(singer.sing(), "la");
    let Ok(hour) = cage.scope(Hour);
    let mut song = pin!(hour.get_async::<Song>());
    let polled = song.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(polled, Poll::Ready(Ok(song)) if song.words() == "la"));
    // One name is stale, and what the rest of the crate defines is not left out.
    assert_eq!(rehearsed(), Choir::verify().len());
}

#[test]
fn a_composition_needs_no_prelude() {
    use ssot_tests_strict::composed::{Cage, Notes};
    use ssot_tests_strict::without_a_prelude::{Bares, Maker};

    let bares = Bares::new(Notes("la".to_owned())).expect("every component is defined once");
    let Ok(cage) = bares.scope(Cage { room: 1 });
    let maker = cage.get::<Maker>().expect("there are enough notes");
    assert!(std::sync::Arc::ptr_eq(
        &maker.unit,
        &bares.get().expect("it does not fail")
    ));
}

#[test]
fn a_configuration_is_read_without_a_prelude() {
    use ssot::config::Layers;
    use ssot_tests_strict::configured::{Feeder, FoodFactory, NothingFactory};

    let food = FoodFactory::load(Layers::new().text("food = { amount = 4, mod = 'x' }"));
    let food = food.expect("everything has a default");
    assert_eq!((food.portion(), food.r#mod.as_deref()), (4, Some("x")));
    let shown = r#"Food { name: "seeds", portion: 4, mod: ***, hours: [], weight: 0 }"#;
    assert_eq!(format!("{food:?}"), shown);
    assert!(NothingFactory::load(Layers::new()).is_ok());
}
