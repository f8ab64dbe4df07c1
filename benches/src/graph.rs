//! A graph of a hundred parts that everybody shares.

mod parts;

pub mod by_hand;
pub mod by_shaku;
pub mod by_ssot;
pub mod by_typetag;

/// What the parts are known as.
pub mod interfaces {
    use crate::graph::parts::parts;

    macro_rules! interfaces {
        ($($number:literal $field:ident: $part:ident { $($needed:ident: $needed_part:ident),* })*) => {$(
            #[doc = concat!("The part ", $number, ".")]
            // Open, since the parts of the other two are no components.
            #[ssot::ssot_interface(open)]
            pub trait $part: shaku::Interface {
                /// Its number, and the sums of what it needs.
                fn sum(&self) -> u64;
            }
        )*};
    }

    parts!(interfaces);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shaku::HasComponent;

    use super::{by_hand, by_shaku, by_ssot, interfaces, parts::parts};

    /// The sum of each part, and by how many it is held.
    type Seen = Vec<(u64, usize)>;

    macro_rules! views {
        ($($number:literal $field:ident: $part:ident { $($needed:ident: $needed_part:ident),* })*) => {
            fn seen_by_hand(graph: &by_hand::Graph) -> Seen {
                vec![$((graph.$field.sum(), Arc::strong_count(&graph.$field))),*]
            }

            fn seen_by_shaku(graph: &by_shaku::Graph) -> Seen {
                vec![$({
                    let part: Arc<dyn interfaces::$part> = graph.resolve();
                    (part.sum(), Arc::strong_count(&part) - 1)
                }),*]
            }

            fn seen_by_ssot(graph: &by_ssot::Graph) -> Seen {
                vec![$({
                    let part = graph.get::<dyn interfaces::$part>().unwrap();
                    (part.sum(), Arc::strong_count(&part) - 1)
                }),*]
            }
        };
    }

    parts!(views);

    #[test]
    fn all_three_are_the_same_graph() {
        let by_hand = seen_by_hand(&by_hand::build());
        assert_eq!(by_hand.len(), 100);
        assert_eq!(by_hand[0].0, 0);
        assert_eq!(by_hand[5].0, 5 + by_hand[1].0 + by_hand[2].0 + by_hand[3].0);
        assert_eq!(seen_by_shaku(&by_shaku::build()), by_hand);
        assert_eq!(seen_by_ssot(&by_ssot::build()), by_hand);
    }
}
