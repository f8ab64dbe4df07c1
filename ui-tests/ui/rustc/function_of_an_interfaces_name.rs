#![allow(non_snake_case)]

use ssot::ssot_interface;

#[ssot_interface]
pub trait Clock {}

pub fn Clock() {}

fn main() {}
