use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
#[allow(async_fn_in_trait)]
pub trait Loader {
    async fn load(&self);
}

#[ssot_component(new, implements(Loader))]
pub struct Manager {
    name: String,
}

fn main() {}
