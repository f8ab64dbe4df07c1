//! What compiles under another name also works.

use ssot_tests_renamed::{GeneratedFactory, ParrotFactory, Speaker, UnitFactory};

#[test]
fn everything_can_be_made_and_used() {
    let parrot = ParrotFactory::create("hello").expect("it speaks");
    assert_eq!(parrot.speak(), "hello");
    assert_eq!(parrot.clone(), parrot);
    assert!(ParrotFactory::create("").is_none());
    assert_eq!(GeneratedFactory::new(1).0, 1);
    assert_eq!(format!("{:?}", UnitFactory::create()), "Unit");
}

#[test]
fn addresses_are_denied_where_a_component_says_so() {
    use ssot_tests_renamed::{ClientFactory, LocalClientFactory};

    assert_eq!(ClientFactory::create("db").server, "db:80");
    assert_eq!(LocalClientFactory::create().server, "localhost:80");
    assert_eq!(LocalClientFactory::other().server, "[::1]:80");
}

#[test]
fn the_component_is_listed() {
    let found: Vec<_> = renamed_ssot::registry()
        .by_interface("ssot_tests_renamed::Speaker")
        .map(|component| component.name)
        .collect();
    assert_eq!(found, ["renamed::Parrot"]);
}

#[test]
fn a_composition_makes_and_hands_out() {
    use ssot_tests_renamed::composed::{App, Session, User};

    let app = App::new(7, "text".into()).expect("every component is defined once");
    let user = app.scope(User).expect("every user is valid");
    assert_eq!(user.get::<Session>().expect("there is a text").number, 7);
}

#[renamed_ssot::ssot_interface(crate = renamed_ssot, mock)]
trait Listener<Word: 'static> {
    fn hear(&self, word: Word) -> bool;
}

#[test]
fn an_interface_has_a_mock() {
    let mut mock = MockListener::<String>::new();
    mock.expect_hear().returning(|word| word.is_empty());
    assert!(mock.hear(String::new()));
}

#[test]
fn a_configuration_is_read() {
    use renamed_ssot::config::Layers;
    use ssot_tests_renamed::configured::SettingsFactory;

    let layers = Layers::new().variables([("RENAMED_SECRET", "s")]);
    let settings = SettingsFactory::load(layers).expect("everything is optional");
    assert_eq!(
        (settings.number, settings.secret.as_deref()),
        (3, Some("s"))
    );
    assert_eq!(
        format!("{settings:?}"),
        "Settings { number: 3, secret: *** }"
    );
}
