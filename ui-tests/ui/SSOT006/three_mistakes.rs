use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }

    pub fn highest() -> u16 {
        u16::MAX
    }
    
    pub fn print() {
        println!();
    }
    
    pub fn number(&self) -> u16 {
        self.number
    }
}

fn main() {}
