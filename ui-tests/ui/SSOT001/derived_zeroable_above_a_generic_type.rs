use ssot::factory_only;

#[derive(bytemuck::Zeroable)]
#[factory_only(new)]
pub struct Port<T> {
    pub number: T,
}

fn main() {}
