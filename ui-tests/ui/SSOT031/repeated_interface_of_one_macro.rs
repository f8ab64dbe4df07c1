// The repetition writes two interfaces that agree in every token.
macro_rules! for_each {
    ($(#[$attribute:meta] $number:literal)*) => {$(
        const _: () = {
            #[ssot::ssot_interface]
            trait Sink {}

            #[$attribute]
            pub struct Manager {}

            impl Key<$number> for Keys {
                type Component = Manager;
            }

            impl Sink for <Keys as Key<1>>::Component {}
        };
    )*};
}

pub struct Keys;

pub trait Key<const NUMBER: u8> {
    type Component;
}

for_each! {
    #[ssot::ssot_component(new, name = "declared", implements(Sink))] 1
    #[ssot::ssot_component(new, name = "other")] 2
}

fn main() {}
