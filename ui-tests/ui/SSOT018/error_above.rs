use ssot::factory_only;

#[derive(Debug, thiserror::Error)]
#[factory_only(new)]
#[error("{number} is no port")]
pub struct PortError {
    pub number: u16,
}

fn main() {}
