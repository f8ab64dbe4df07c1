#![forbid(unsafe_code)]
#![deny(warnings)]

use ssot::{Component, ssot_component, ssot_interface};

const SIZE: usize = 2;

#[ssot_interface]
pub trait Sink {
    fn send(&self, event: &str) -> usize;
}

#[ssot_interface(sole)]
pub trait Clock<T, const N: usize> {
    fn now(&self) -> [T; N];
}

#[ssot_component(new, implements(Sink, Clock<u8, SIZE>), canonical = "crate::Manager")]
pub struct Manager<const N: usize> {
    events: [u8; N],
}

impl<const N: usize> Sink for Manager<N> {
    fn send(&self, event: &str) -> usize {
        event.len() + self.events.len()
    }
}

impl<const N: usize> Clock<u8, 2> for Manager<N> {
    fn now(&self) -> [u8; 2] {
        [1, 2]
    }
}

fn main() {
    let manager = ManagerFactory::new([0; 3]);
    assert_eq!((manager.send("sold"), manager.now()), (7, [1, 2]));
    assert_eq!(Manager::<3>::DESCRIPTOR.interfaces, ["Sink", "Clock"]);
}
