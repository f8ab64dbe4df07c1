//! The registry as a table.

use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use ssot::{Descriptor, Registry};

/// One row for each component, in the order of the registry.
#[must_use]
pub fn table(registry: &Registry) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header(["name", "scope", "interfaces", "module", "file"])
        .add_rows(registry.iter().map(row));
    table
}

fn row(component: &Descriptor) -> [String; 5] {
    let interfaces: Vec<_> = component
        .interfaces
        .iter()
        .map(|interface| interface.name)
        .collect();
    [
        component.name.to_owned(),
        component.scope.to_string(),
        interfaces.join(", "),
        component.module.to_owned(),
        format!("{}:{}", component.file, component.line),
    ]
}
