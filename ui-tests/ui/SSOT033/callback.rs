//! `automock` cannot rewrite `Fn(..)`.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSource {
    fn subscribe(&self, callback: Box<dyn Fn(&str) + Send>) -> usize;
}

fn main() {}
