// The two interfaces have the same name, and stand where the macro is called.
macro_rules! two {
    () => {
        const _: () = {
            #[ssot::ssot_interface]
            trait Sink {}

            impl Shared for Key {
                type Component = Declared;
            }

            #[ssot::ssot_component(new, implements(Sink))]
            pub struct Declared {}

            impl Sink for Declared {}
        };
        const _: () = {
            #[ssot::ssot_interface]
            trait Sink {}

            impl Sink for <Key as Shared>::Component {}
        };
    };
}

pub struct Key;

pub trait Shared {
    type Component;
}

two!();

fn main() {}
