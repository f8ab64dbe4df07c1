//! A tuple struct that has the name of the type by an import of everything in a module.

mod home {
    #[ssot::factory_only]
    pub struct Secret(u16);

    #[ssot::factory]
    impl Secret {
        pub fn create() -> Option<Self> {
            None
        }
    }

    impl Secret {
        pub fn get(&self) -> u16 {
            self.0
        }
    }

    mod renamed {
        pub(super) use super::Secret as Token;
    }

    pub mod inner {
        #[ssot::factory_only]
        pub struct Token {}

        #[ssot::factory]
        impl Token {
            pub fn forge() -> Result<Self, super::Secret> {
                use super::renamed::*;
                Err(Token(7))
            }
        }
    }
}

fn main() {
    if let Err(secret) = home::inner::TokenFactory::forge() {
        println!("{}", secret.get());
    }
}
