//! No expectation can make a result that borrows from an argument.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait Router {
    fn route<'a>(&self, path: &'a str) -> &'a str;
}

fn main() {}
