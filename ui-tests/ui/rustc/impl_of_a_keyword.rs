//! Only rustc reports it: what it says is enough, and `crate { .. }` cannot even be read.

#[ssot::factory]
impl crate {
    pub fn create() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
