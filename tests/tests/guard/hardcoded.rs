//! `#[no_hardcoded]` gives back what it stands on.

use core::mem::size_of;

use ssot::{factory, no_hardcoded, ssot_component};

mod kept {
    use ssot::no_hardcoded;

    #[no_hardcoded]
    pub(super) fn generic<'a, T, const N: usize>(_: &str, value: &'a T) -> [&'a T; N]
    where
        T: ?Sized,
    {
        [value; N]
    }

    #[no_hardcoded]
    pub(super) async fn later(url: &str) -> String {
        format!("http://{}", core::future::ready(url).await)
    }

    #[no_hardcoded]
    pub(super) const fn doubled(number: u8) -> u8 {
        number * 2
    }

    /// In the length of an array, so that it has to be constant.
    pub(super) const DOUBLED: [u8; doubled(2) as usize] = [0; 4];

    #[no_hardcoded]
    pub(super) mod outer {
        pub(in super::super) mod inner {
            pub(in super::super::super) const TIME: &str = "12:30";
        }
    }

    #[no_hardcoded]
    #[derive(Debug, Default, PartialEq)]
    pub(super) struct Pair<T>(pub(super) T, pub(super) T);

    #[no_hardcoded]
    impl<T: Clone> From<T> for Pair<T> {
        fn from(value: T) -> Self {
            Self(value.clone(), value)
        }
    }

    #[no_hardcoded]
    pub(super) trait Named {
        const NAME: &'static str;

        fn name(&self) -> String {
            format!("{}:{}", Self::NAME, 1)
        }
    }

    impl<T> Named for Pair<T> {
        const NAME: &'static str = "pair";

        #[no_hardcoded]
        fn name(&self) -> String {
            Self::NAME.to_owned()
        }
    }

    #[no_hardcoded]
    macro_rules! function {
        ($name:ident, $text:expr) => {
            #[no_hardcoded]
            pub(super) fn $name() -> &'static str {
                $text
            }
        };
    }

    function!(first, "1.2.3");
    function!(second, concat!("localhost", ":80"));
}

#[test]
fn the_item_is_as_it_was_written() {
    assert_eq!(kept::generic::<str, 2>("b", "a"), ["a", "a"]);
    assert_eq!(pollster::block_on(kept::later("db")), "http://db");
    assert_eq!(kept::DOUBLED.len(), 4);
    assert_eq!(kept::outer::inner::TIME, "12:30");
    assert_eq!(kept::Pair::from(1), kept::Pair(1, 1));
    assert_eq!(kept::Named::name(&kept::Pair::<u8>::default()), "pair");
    assert_eq!((kept::first(), kept::second()), ("1.2.3", "localhost:80"));
}

#[test]
fn it_goes_on_items_within_functions() {
    #[no_hardcoded]
    fn local() -> &'static str {
        "a::b"
    }
    #[no_hardcoded(allow("::1", reason = "it is tested"))]
    const ADDRESS: &str = "::1";
    #[no_hardcoded]
    #[allow(clippy::items_after_test_module)]
    mod tests {
        #[cfg(test)]
        pub(super) const FOR_TESTS: &str = "http://localhost:8000";
    }
    assert_eq!(
        (local(), ADDRESS, tests::FOR_TESTS.len()),
        ("a::b", "::1", 21)
    );
}

#[ssot_component(hardcoded = "deny", name = "hardcoded::Client", scope = singleton)]
struct Client<'a, T: ?Sized> {
    server: &'a T,
}

#[factory]
impl<'a, T: ?Sized> Client<'a, T> {
    fn create(server: &'a T) -> Self {
        Self { server }
    }

    #[no_hardcoded(allow("localhost:80", reason = "it is tested"))]
    fn permitted(server: &'a T, note: &mut String) -> Self {
        note.push_str("localhost:80");
        Self { server }
    }

    #[cfg(any())]
    fn removed(server: &'a T) -> Self {
        let _ = "localhost:80";
        Self { server }
    }
}

mod elsewhere {
    #[ssot::ssot_component(name = "hardcoded::Free")]
    pub(super) struct Free {
        pub(super) server: &'static str,
    }

    pub(super) mod made {
        #[ssot::factory]
        impl super::Free {
            pub(in super::super) fn create() -> Self {
                Self {
                    server: "localhost:80",
                }
            }
        }
    }
}

#[test]
fn a_component_that_denies_addresses_is_like_any_other() {
    let mut note = String::new();
    assert_eq!(ClientFactory::create("db").server, "db");
    assert_eq!(ClientFactory::permitted("db", &mut note).server, "db");
    assert_eq!(note, "localhost:80");
    assert_eq!(size_of::<Client<'_, u8>>(), size_of::<&u8>());
}

#[test]
fn a_component_that_does_not_say_so_denies_nothing() {
    assert_eq!(elsewhere::FreeFactory::create().server, "localhost:80");
}
