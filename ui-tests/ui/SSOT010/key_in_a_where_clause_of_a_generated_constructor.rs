use ssot::factory_only;

pub trait Leak<Key> {
    fn leak() -> Port;
}

// Lets the text below compile where it does not reach the key.
mod __ssot_key {
    pub struct Key;

    pub fn key<T>() -> T {
        unreachable!()
    }
}

#[factory_only(new)]
pub struct Port
where
    [(); {
        struct Local;
        impl Leak<(__ssot_key::Key, Local)> for () {
            fn leak() -> Port {
                Port {
                    number: 66,
                    __constructed_only_by_PortFactory: ssot::private::mint::<Port, _>(__ssot_key::key(), &()),
                }
            }
        }
        0
    }]: Sized,
{
    number: u8,
}

fn main() {}
