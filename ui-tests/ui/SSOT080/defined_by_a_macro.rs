use ssot::no_hardcoded;

macro_rules! defined {
    ($(#[$attribute:meta])* $name:ident, $value:literal, $item:item) => {
        #[no_hardcoded]
        mod $name {
            $(#[$attribute])*
            pub const VALUE: &str = $value;
            $item
        }
    };
}

defined! {
    /// See http://acme.io.
    network, "10.0.0.1", pub const PORT: u16 = 80;
}

fn main() {
    println!("{}{}", network::VALUE, network::PORT);
}
