pub trait Db {}
ssot::composition! { pub struct App<D: Db> { singletons { } } }
fn main() {}
