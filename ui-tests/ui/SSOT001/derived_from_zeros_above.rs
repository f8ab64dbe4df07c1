use ssot::factory_only;

#[derive(zerocopy::FromZeros)]
#[factory_only(new)]
pub struct Port {
    pub number: u16,
}

fn main() {}
