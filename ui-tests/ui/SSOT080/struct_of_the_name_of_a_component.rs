use ssot::no_hardcoded;

#[no_hardcoded]
pub mod network {
    pub mod client {
        #[ssot::ssot_component(hardcoded = "deny")]
        pub struct Client {
            pub url: String,
        }

        #[ssot::factory]
        impl Client {
            pub fn create(url: &str) -> Self {
                Self {
                    url: url.to_owned(),
                }
            }
        }
    }

    pub mod legacy {
        #[ssot::factory_only]
        pub struct Client {
            pub url: &'static str,
        }

        #[ssot::factory]
        impl Client {
            pub fn create() -> Self {
                Self {
                    url: "http://10.0.0.1:8080",
                }
            }
        }
    }
}

fn main() {}
