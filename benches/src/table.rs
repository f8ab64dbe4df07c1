//! What was measured, as tables.

use comfy_table::Table;

/// An empty table, which is printed in Markdown.
pub(crate) fn markdown() -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::ASCII_MARKDOWN);
    table
}
