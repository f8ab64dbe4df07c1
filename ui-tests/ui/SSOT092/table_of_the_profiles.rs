use ssot::ssot_config;

#[ssot_config(prefix = "PROFILE")]
pub struct ProfileConfig {
    pub name: String,
}

fn main() {}
