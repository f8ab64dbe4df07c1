use std::sync::Arc;

mod ports {
    #[ssot::ssot_interface]
    pub trait Hash: Send + Sync {}

    #[ssot::ssot_interface]
    pub trait From<T> {}

    #[ssot::ssot_interface(sole)]
    pub trait Default {}
}

mod by_name {
    use super::ports::{Default, Hash};

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Plain;

    #[ssot::ssot_component(new, implements(Hash, Default))]
    pub struct Table {}

    impl Hash for Table {}
    impl Default for Table {}

    ssot::composition! {
        pub struct App {
            singletons { Table as dyn Hash }
            left_out { "Converter", "Numbers" }
        }
    }
}

mod by_glob {
    use super::ports::*;

    #[ssot::ssot_component(new, implements(From<u8>, From<Box<dyn Fn(u8) -> u8 + Send>>))]
    pub struct Converter {}

    impl From<u8> for Converter {}
    impl From<Box<dyn Fn(u8) -> u8 + Send>> for Converter {}
}

mod by_definition {
    #[ssot::ssot_interface]
    pub trait Iterator {
        type Item;
    }

    #[ssot::ssot_component(new, implements(Iterator<Item = u8>))]
    pub struct Numbers {}

    impl Iterator for Numbers {
        type Item = u8;
    }
}

fn main() {
    let app = by_name::App::new().expect("all are left out or listed");
    let _table: Arc<dyn ports::Hash> = app.get().expect("it can be made");
    assert_eq!(by_name::Plain.clone(), by_name::Plain);
    assert_eq!(ssot::registry().verify(), []);
}
