use ssot::factory_only;

#[factory_only(new)]
pub struct Cell<T> {
    value: T,
}

fn main() {
    let small = CellFactory::new(1_u8);
    let _large = Cell { value: 1_u64, __constructed_only_by_CellFactory: small.__constructed_only_by_CellFactory };
}
