use ssot::composition;

composition! {
    pub struct App<Primary: Send + Sync, Replica: Send + Sync> {
        inputs { Primary, Replica }
    }
}

fn main() {}
