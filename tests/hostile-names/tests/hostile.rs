//! What compiles among hostile names also works.

use ssot_tests_hostile_names::r#mod::structFactory;
use ssot_tests_hostile_names::variants::{NoneFactory, SomeFactory};
use ssot_tests_hostile_names::{
    FactoryFactory, FieldsFactory, GeneratedFactory, Interface, TupleFactory,
    Type_With__Underscores_Factory, UnusedFactory, r#trait,
};

#[test]
fn addresses_are_denied_where_a_component_says_so() {
    assert_eq!(ssot_tests_hostile_names::DenyingFactory::r#fn(1).r#type, 1);
    let local = ssot_tests_hostile_names::staticFactory::create();
    assert_eq!(local.r#const, "localhost:80");
}

#[test]
fn everything_can_be_made_and_used() {
    let fields = FieldsFactory::new(1, "two", 3.0, '4', [5]);
    assert_eq!((fields.seal, fields.args, fields.new), (1, "two", '4'));
    assert_eq!(fields.one_seal_makes_one_instance, [5]);
    assert_eq!(fields.both(6.0, "seven"), (6.0, "seven"));
    let fields = FieldsFactory::patterns((1, 2), 3, (4, 5), 6);
    assert_eq!((fields.seal, fields.args, fields.key), (1, 2, 3));
    assert_eq!((fields.new, fields.one_seal_makes_one_instance), (4, 6));
    let fields = FieldsFactory::create(1, 2, 3, 4, 5);
    assert_eq!((fields.argument_0, fields.argument_1), (3, 4));
    let raw = structFactory::r#fn(1, 2);
    assert_eq!((raw.r#type, raw.r#match, raw.r#fn()), (1, 2, 3));
    assert_eq!(structFactory::r#loop(3).r#fn(), 5);
    assert_eq!(FactoryFactory::new(1).factory, 1);
    let underscores = Type_With__Underscores_Factory::new(1, 2);
    assert_eq!((underscores._hidden, underscores.__hidden), (1, 2));
    let generated = GeneratedFactory::new(1, 2, [3, 4]);
    assert_eq!(generated.one_seal_makes_one_instance, [3, 4]);
    assert_eq!(TupleFactory::new("one", 2).0, "one");
    assert_eq!(SomeFactory::drop(1).map(|some| some.0), Some(1));
    assert_eq!(SomeFactory::key(2).0, 2);
    let ssot_tests_hostile_names::variants::None { .. } = NoneFactory::mint();
    assert_eq!(UnusedFactory::create(1).value, 1);
}

#[test]
fn the_components_are_listed_under_their_names() {
    let names: Vec<_> = ssot::registry()
        .iter()
        .map(|component| component.name)
        .collect();
    assert_eq!(
        names,
        [
            "hostile::Configured",
            "hostile::Denying",
            "hostile::Fields",
            "hostile::Generic",
            "hostile::Result",
            "hostile::Root",
            "hostile::Send",
            "hostile::raw",
            "hostile::type_",
            "hostile::with_underscores_in_it",
        ]
    );
}

#[test]
fn a_composition_makes_and_hands_out() {
    use ssot_tests_hostile_names::composed::{
        Application, Arc, Generic, Root, Scope, Send, WithinScope,
    };

    let application = Application::new(Arc, Send, 1, 2, WithinScope);
    let application = application.expect("every component is defined once");
    let generic = application.get::<Generic<u16, u8>>();
    assert_eq!(
        generic.map(|generic| (generic.value, generic.form)).ok(),
        Some((2, 1))
    );
    let scope = application.scope(Scope).ok().expect("every scope is valid");
    let root = scope.get::<Root>().expect("nothing fails");
    let made = std::pin::pin!(scope.get_async::<ssot_tests_hostile_names::composed::r#type>())
        .poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
    let std::task::Poll::Ready(Ok(made)) = made else {
        panic!("nothing has to wait");
    };
    assert!(std::sync::Arc::ptr_eq(&made.root, &root));
}

#[test]
fn a_configuration_is_read() {
    use ssot_tests_hostile_names::configured::ConfiguredFactory;

    let layers = ssot::config::Layers::new().variables([("HOSTILE_TYPE", "9")]);
    let read = ConfiguredFactory::load(layers).expect("everything has a default");
    let own = (read.reading, read.key_0, read.shown, read.r#type);
    assert_eq!(own, (7, 8, 1, 9));
    assert_eq!((read.layers.as_str(), read.load), ("layers", 4));
    assert_eq!(
        (read.formatter, read.one_seal_makes_one_instance),
        (None, 3)
    );
}
