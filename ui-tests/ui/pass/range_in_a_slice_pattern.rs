use ssot::ssot_interface;

#[ssot_interface]
pub trait Filter {
    fn forwards(&self, address: [u8; 4]) -> bool {
        match address {
            [127, ..] => false,
            [..=223, ..] => true,
            _ => false,
        }
    }
}

fn main() {}
