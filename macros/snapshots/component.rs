#[ssot_component(
    name = "acme::Manager",
    implements(EventSink, events::Handler<Event>),
    scope = context(UserContext),
    canonical = "crate::manager::Manager",
    allow(Clone)
)]
#[derive(Clone)]
#[cfg(feature = "manager")]
pub struct Manager<T> {
    sockets: Vec<T>,
}
