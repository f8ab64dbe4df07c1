//! What an `impl` in a constructor's body holds is called from anywhere.

#![allow(non_local_definitions)]

#[ssot::factory_only]
pub struct Port {
    pub number: u16,
}

#[ssot::factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        impl Default for Port {
            fn default() -> Port {
                Port { number: 0 }
            }
        }
        (number > 0).then(|| Self { number })
    }
}

fn main() {
    println!("{}", Port::default().number);
}
