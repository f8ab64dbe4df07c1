use ssot::factory_only;

#[factory_only]
pub async fn create() {}

fn main() {}
