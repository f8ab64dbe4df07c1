//! The attributes of a derive that is refused are not reported as well.

use ssot::factory_only;

#[factory_only(new)]
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Port {
    #[serde(rename = "port")]
    pub number: u16,
}

fn main() {}
