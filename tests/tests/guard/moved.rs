//! What a component has left at an old path.

// What has moved is used on purpose. That its use is a warning is shown by the cases in `ui-tests`.
#![allow(deprecated)]

use std::sync::Arc;

mod ws {
    use ssot::{factory, ssot_component};

    #[derive(Debug)]
    #[ssot_component(name = "moved::Manager", canonical = "crate::moved::ws::Manager")]
    pub(crate) struct Manager<'a, T: ?Sized + Sync, const N: usize = 1> {
        pub(crate) value: &'a T,
    }

    #[factory]
    impl<'a, T: ?Sized + Sync, const N: usize> Manager<'a, T, N> {
        pub(crate) fn create(value: &'a T) -> Self {
            Self { value }
        }
    }

    #[ssot_component(new, name = "moved::Raw", canonical = "crate::moved::ws::r#type")]
    #[allow(non_camel_case_types)]
    pub(crate) struct r#type;
}

mod legacy {
    use ssot::moved;

    use crate::moved::ws::ManagerFactory;

    /// What it was called.
    #[moved]
    pub(crate) type OldManager<'a, T, const N: usize = 1> = crate::moved::ws::Manager<'a, T, N>;

    #[moved]
    pub(crate) type ByParent<'a> = super::ws::Manager<'a, str>;

    #[moved]
    pub(crate) type Raw = crate::moved::ws::r#type;

    #[moved(to = crate::moved::ws::Manager)]
    pub(crate) fn length(value: &str) -> usize {
        ManagerFactory::<str>::create(value).value.len()
    }

    #[cfg(any())]
    #[moved]
    pub(crate) type Missing = crate::moved::nowhere::Missing;

    #[cfg(not(any()))]
    #[moved]
    pub(crate) type Either<'a> = crate::moved::ws::Manager<'a, u8>;

    #[cfg(any())]
    #[moved]
    pub(crate) type Either<'a> = crate::moved::ws::Manager<'a, u16>;
}

/// Names that are those of wrappers of the standard library.
mod hardware {
    #[ssot::ssot_component(new, name = "moved::Pin", canonical = "crate::moved::hardware::Pin")]
    pub(crate) struct Pin<T>(pub(crate) T);

    #[ssot::ssot_component(new, name = "moved::Cell", canonical = "crate::moved::hardware::Cell")]
    pub(crate) struct Cell;
}

mod legacy_hardware {
    use ssot::moved;

    #[moved]
    pub(crate) type OldPin = crate::moved::hardware::Pin<crate::moved::hardware::Cell>;

    #[moved]
    pub(crate) type OldCell = crate::moved::hardware::Cell;

    pub(crate) enum Board {}

    impl Board {
        #[moved]
        pub(crate) fn cell() -> std::cell::Cell<crate::moved::hardware::Cell> {
            std::cell::Cell::new(crate::moved::hardware::CellFactory::new())
        }
    }
}

#[test]
fn a_component_may_be_called_as_a_wrapper() {
    let cell: legacy_hardware::OldCell = legacy_hardware::Board::cell().into_inner();
    let pin: legacy_hardware::OldPin = hardware::PinFactory::new(cell);
    assert_eq!(size_of_val(&pin.0), 0);
}

/// By whatever name the component is known there.
mod legacy_imports {
    use std::sync::Arc;

    use ssot::moved;

    use crate::moved::ws::{Manager, ManagerFactory};

    #[moved]
    pub(crate) type ByImport<'a> = Manager<'a, str>;

    #[moved]
    pub(crate) type Shared<'a> = Option<Arc<Manager<'a, str>>>;

    #[moved]
    pub(crate) fn get_manager(value: &str) -> Arc<Manager<'_, str>> {
        Arc::new(ManagerFactory::create(value))
    }

    #[moved]
    #[allow(clippy::unused_async)]
    pub(crate) async fn connect(value: &str) -> Result<Box<Manager<'_, str>>, String> {
        Ok(Box::new(ManagerFactory::create(value)))
    }

    #[moved]
    pub(crate) fn later(value: &str) -> impl Future<Output = Manager<'_, str>> {
        core::future::ready(ManagerFactory::create(value))
    }
}

use ws::ManagerFactory;

#[test]
fn an_alias_is_the_component() {
    let manager: legacy::OldManager<'_, str> = ManagerFactory::create("a");
    let imported: legacy_imports::ByImport<'_> = manager;
    let parent: legacy::ByParent<'_> = imported;
    let shared: legacy_imports::Shared<'_> = Some(Arc::new(parent));
    assert_eq!(shared.map(|manager| manager.value), Some("a"));
    let _unit: legacy::Raw = ws::typeFactory::new();
    let either: legacy::Either<'_> = ManagerFactory::create(&1);
    assert_eq!(*either.value, 1);
}

#[test]
fn a_function_does_what_it_did() {
    assert_eq!(legacy_imports::get_manager("a").value, "a");
    let connected = ssot_tests::block_on(legacy_imports::connect("b"));
    assert_eq!(connected.expect("it does not fail").value, "b");
    assert_eq!(ssot_tests::block_on(legacy_imports::later("c")).value, "c");
    assert_eq!(legacy::length("four"), 4);
}

/// The component is in another crate.
mod of_another_crate {
    #[ssot::moved]
    pub(crate) type ByItsCrate = ssot_tests::relocated::Relocated;
}

mod of_another_crate_imported {
    use ssot_tests::relocated::{Relocated, RelocatedFactory};

    #[ssot::moved]
    pub(crate) fn by_import() -> Relocated {
        RelocatedFactory::new()
    }
}

#[test]
fn a_component_of_another_crate_can_have_moved() {
    let _relocated: of_another_crate::ByItsCrate = of_another_crate_imported::by_import();
}
