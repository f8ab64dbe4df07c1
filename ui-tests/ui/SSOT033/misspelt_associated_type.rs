//! A type that is given for nothing would be ignored.

use ssot::ssot_interface;

#[ssot_interface(mock(type Item = u8, type Eror = String))]
trait Queue {
    type Item;
    type Error;
    fn next(&self) -> Result<Self::Item, Self::Error>;
}

fn main() {}
