//! `cargo ssot man`

use std::path::PathBuf;

use clap_mangen::Man;

use crate::commands::as_a_program;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::printer::Printer;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder to write a page for each command to; prints the first page if none is given
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    write(arguments, printer).map_err(|error| Problem {
        path: arguments.folder.clone(),
        ..Problem::new(
            format!("the manual pages cannot be written: {error}"),
            "name a folder that can be written to",
        )
    })?;
    Ok(Exit::Clean)
}

fn write(arguments: &Arguments, printer: &mut Printer) -> std::io::Result<()> {
    let program = as_a_program().disable_help_subcommand(true);
    if let Some(folder) = &arguments.folder {
        std::fs::create_dir_all(folder)?;
        return clap_mangen::generate_to(program, folder);
    }
    let mut page = Vec::new();
    Man::new(program).render(&mut page)?;
    printer.result(&String::from_utf8_lossy(&page));
    Ok(())
}
