use ssot::{factory, factory_only};

#[factory_only]
pub struct Talk {
    pub subject: String,
}

#[factory]
impl Talk {
    pub fn create(#[given] subject: &str) -> Self {
        Self {
            subject: subject.to_owned(),
        }
    }
}

fn main() {}
