use ssot::factory_only;

#[factory_only(new)]
#[cfg_attr(all(), derive(Debug, Default))]
#[cfg_attr(any(), derive(Clone))]
pub struct Port {
    pub number: u16,
}

fn main() {}
