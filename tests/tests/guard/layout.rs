//! The guard costs nothing: neither space, nor alignment, nor what the compiler knows of a type.

// Types and traits that are only measured.
#![allow(dead_code)]

use core::cell::Cell;
use core::marker::{PhantomData, PhantomPinned};
use core::mem::{align_of, needs_drop, offset_of, size_of};
use core::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;

use ssot::{FactorySeal, factory_only, ssot_component};

macro_rules! same_layout {
    ($($(#[$attribute:meta])* $name:ident $body:tt $(; $semicolon:tt)?),* $(,)?) => {
        mod plain {
            $($(#[$attribute])* pub(super) struct $name $body $($semicolon)?)*
        }

        mod guarded {
            $(
                #[ssot::factory_only(new)]
                $(#[$attribute])*
                pub(super) struct $name $body $($semicolon)?
            )*
        }

        #[test]
        fn size_and_alignment_are_those_of_a_plain_struct() {
            $(
                assert_eq!(size_of::<guarded::$name>(), size_of::<plain::$name>());
                assert_eq!(align_of::<guarded::$name>(), align_of::<plain::$name>());
                assert_eq!(size_of::<Option<guarded::$name>>(), size_of::<Option<plain::$name>>());
            )*
        }
    };
}

same_layout! {
    Empty {},
    Byte { byte: u8 },
    Mixed { byte: u8, word: u64, half: u16 },
    Text { text: String },
    Boxed { owned: Box<u8>, reference: &'static u8 },
    #[repr(C)]
    Foreign { pub(super) byte: u8, pub(super) word: u64, pub(super) half: u16 },
    #[repr(C)]
    ForeignEmpty {},
    #[repr(C, packed)]
    Packed { byte: u8, word: u64 },
    #[repr(align(64))]
    Aligned { byte: u8 },
    #[repr(C, align(16))]
    ForeignAligned { byte: u8, word: u32 },
    Tuple (u8, u32, u8);;,
    #[repr(C)]
    ForeignTuple (u8, pub(super) u64);;,
    Unit;,
}

#[test]
fn the_guard_takes_no_space() {
    assert_eq!(size_of::<FactorySeal<String>>(), 0);
    assert_eq!(align_of::<FactorySeal<u128>>(), 1);
    assert!(!needs_drop::<FactorySeal<String>>());
}

#[test]
fn the_fields_of_a_foreign_layout_stay_where_they_are() {
    assert_eq!(
        offset_of!(guarded::Foreign, byte),
        offset_of!(plain::Foreign, byte)
    );
    assert_eq!(
        offset_of!(guarded::Foreign, word),
        offset_of!(plain::Foreign, word)
    );
    assert_eq!(
        offset_of!(guarded::Foreign, half),
        offset_of!(plain::Foreign, half)
    );
    assert_eq!(
        offset_of!(guarded::ForeignTuple, 1),
        offset_of!(plain::ForeignTuple, 1)
    );
}

#[test]
fn a_type_needs_dropping_if_its_fields_do() {
    assert!(!needs_drop::<guarded::Mixed>());
    assert!(needs_drop::<guarded::Text>());
}

/// Asks a type for a trait at compile time, and answers instead of refusing.
macro_rules! implements {
    ($type:ty: $trait:path) => {{
        trait Fallback {
            const ANSWER: bool = false;
        }
        impl<T: ?Sized> Fallback for T {}
        struct Asked<T: ?Sized>(PhantomData<T>);
        impl<T: ?Sized + $trait> Asked<T> {
            const ANSWER: bool = true;
        }
        let _ = PhantomData::<dyn Send>;
        <Asked<$type>>::ANSWER
    }};
}

#[factory_only(new)]
struct Holder<T> {
    content: T,
}

#[factory_only(new)]
struct TupleHolder<T>(T);

#[ssot_component(name = "layout::ComponentHolder", new)]
struct ComponentHolder<T> {
    content: T,
}

macro_rules! auto_traits {
    ($content:ty) => {
        (
            implements!($content: Send),
            implements!($content: Sync),
            implements!($content: Unpin),
            implements!($content: UnwindSafe),
            implements!($content: RefUnwindSafe),
        )
    };
}

#[test]
fn the_guard_changes_no_auto_trait() {
    macro_rules! unchanged {
        ($($content:ty),*) => {$(
            let plain = auto_traits!($content);
            assert_eq!(auto_traits!(Holder<$content>), plain, stringify!($content));
            assert_eq!(auto_traits!(TupleHolder<$content>), plain, stringify!($content));
            assert_eq!(auto_traits!(ComponentHolder<$content>), plain, stringify!($content));
        )*};
    }
    assert_eq!(auto_traits!(u8), (true, true, true, true, true));
    assert_eq!(auto_traits!(Rc<u8>), (false, false, true, true, true));
    unchanged!(
        u8,
        String,
        Rc<u8>,
        Cell<u8>,
        PhantomPinned,
        *const u8,
        &'static mut u8,
        Box<dyn Fn()>,
        std::sync::MutexGuard<'static, u8>
    );
}

#[test]
fn a_lifetime_can_be_shortened_as_in_a_plain_struct() {
    fn shortest<'a>(first: &Holder<&'a str>, second: &'a str) -> [&'a str; 2] {
        [first.content, second]
    }

    let long: Holder<&'static str> = HolderFactory::new("long");
    let local = String::from("local");
    assert_eq!(shortest(&long, &local), ["long", "local"]);
}

#[test]
fn an_instance_can_borrow_what_is_dropped_together_with_it() {
    let mut together = (Vec::new(), None);
    together.0.push(1);
    together.1 = Some(HolderFactory::new(1));
    let text = String::from("text");
    let holder = HolderFactory::new(&text);
    drop(together);
    assert_eq!(holder.content, "text");
}
