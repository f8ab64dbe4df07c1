//! The expectations of a mock hold no borrow of its interface.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait Parser<'input> {
    fn parse(&self, text: &'input str) -> usize;
}

fn main() {}
