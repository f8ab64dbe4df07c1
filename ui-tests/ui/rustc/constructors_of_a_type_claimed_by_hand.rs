//! That a type has constructors is not said by safe code.

pub struct Port;

pub struct PortFactory;

impl ssot::ConstructorsOf<Port> for PortFactory {}

fn main() {}
