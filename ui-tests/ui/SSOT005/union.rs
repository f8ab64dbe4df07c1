use ssot::factory_only;

#[factory_only(new)]
pub union Bits {
    integer: u32,
    float: f32,
}

fn main() {}
