use ssot::ssot_component;

#[ssot_component]
pub struct Cell<'a, T: ?Sized, const N: usize> {
    value: [&'a T; N],
}

fn main() {}
