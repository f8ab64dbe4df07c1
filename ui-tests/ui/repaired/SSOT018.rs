use ssot::factory_only;

#[factory_only(new)]
#[derive(Debug, thiserror::Error)]
#[error("{number} is no port")]
pub struct PortError {
    pub number: u16,
}

fn main() {}
