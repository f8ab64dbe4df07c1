use ssot::composition;

pub struct User;

composition! {
    pub struct App {
        context(User) {}
    }
}

fn main() {}
