use ssot::factory_only;

#[derive(bytemuck::Zeroable)]
#[factory_only(new)]
pub struct Port {
    pub number: u16,
}

fn main() {}
