use ssot::factory_only;

#[factory_only(new)]
pub struct Cell<T: Send> {
    value: T,
}

struct Own(*const u8);

impl ssot::private::Guarded for Cell<Own> {
    type Constructors = ssot::private::Unchecked;
    type Checked = ssot::private::Unchecked;
    type Cloning = ssot::private::Allowed;
    type Scope = ssot::private::Unstated;
}

fn main() {}
