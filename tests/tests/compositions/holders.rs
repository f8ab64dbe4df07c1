//! Who may hold an instance when its scope closes: the components of that scope, and nobody else.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use ssot::{Context, Scope, composition, factory, ssot_component};

struct User;

impl Context for User {
    type Id = u8;
    type Error = Infallible;

    fn id(&self) -> u8 {
        7
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Holds its listeners, which are made of it.
#[ssot_component(name = "holders::Bus", scope = context(User))]
struct Bus {
    listeners: Mutex<Vec<Arc<Listener>>>,
}

#[factory]
impl Bus {
    fn create(_: &Scope<User>) -> Self {
        Self {
            listeners: Mutex::default(),
        }
    }
}

impl Bus {
    fn subscribe(&self, listener: Arc<Listener>) {
        self.listeners
            .lock()
            .expect("nobody panicked")
            .push(listener);
    }
}

/// Keeps its bus, if it is told to.
#[ssot_component(scope = context(User))]
struct Listener {
    bus: Mutex<Option<Arc<Bus>>>,
}

#[factory]
impl Listener {
    fn create(_: &Scope<User>, bus: Arc<Bus>) -> Self {
        Self {
            bus: Mutex::new(Some(bus)),
        }
    }
}

composition! {
    struct App {
        context(User) { Bus, Listener }
    }
}

#[test]
fn what_a_component_of_the_same_scope_holds_has_not_escaped() {
    let app = App::new().expect("every component is defined once");
    let Ok(scope) = app.scope(User);
    let listener: Arc<Listener> = scope.get().expect("nothing fails");
    let bus: Arc<Bus> = scope.get().expect("nothing fails");
    // The bus holds the listener, which lets the bus go.
    *listener.bus.lock().expect("nobody panicked") = None;
    bus.subscribe(listener);
    drop(bus);
    scope
        .close()
        .expect("only components of the scope held one another");
}

#[test]
fn components_that_hold_one_another_for_ever_are_reported() {
    let app = App::new().expect("every component is defined once");
    let Ok(scope) = app.scope(User);
    let listener: Arc<Listener> = scope.get().expect("nothing fails");
    let bus: Arc<Bus> = scope.get().expect("nothing fails");
    bus.subscribe(listener);
    let weak = Arc::downgrade(&bus);
    drop(bus);
    let escapes = scope.close().expect_err("nobody frees them");
    let mut components: Vec<_> = escapes.iter().map(ssot::Escape::component).collect();
    components.sort_unstable();
    assert_eq!(components, ["Listener", "holders::Bus"]);
    // The test frees them.
    let bus = weak.upgrade().expect("it is held");
    bus.listeners.lock().expect("nobody panicked").clear();
}
