use ssot::composition;

composition! {
    App { singletons {} }
}

fn main() {}
