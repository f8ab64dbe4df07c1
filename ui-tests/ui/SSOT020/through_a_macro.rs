macro_rules! port {
    ($module:ident) => {
        pub mod $module {
            #[ssot::ssot_component(new)]
            pub struct Port {
                pub number: u16,
            }
        }
    };
}

port!(one);
port!(two);

fn main() {}
