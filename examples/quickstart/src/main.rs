//! Runs one conversation, and shows what it went through and which components there are.

#![forbid(unsafe_code)]

use std::error::Error;
use std::process::ExitCode;

use quickstart::backend::Backend;
use quickstart::conversation::Conversation;
use quickstart::overview;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let backend = Backend::assemble()?;
    let conversation = Conversation::hold(&backend)?;

    println!("A client without a known token: {}.", conversation.refusal);
    println!("What the client received:");
    for event in &conversation.received {
        println!("  {event}");
    }
    println!("What an operator received:");
    for event in &conversation.observed {
        println!("  {event}");
    }
    println!("What the components say:");
    for component in backend.reporting() {
        println!("  {}", component.status());
    }

    let registry = ssot::registry();
    println!("\nThe {} components of this program:", registry.len());
    println!("{}", overview::table(registry));

    let violations = registry.verify();
    for violation in &violations {
        println!("{violation}");
    }
    if violations.is_empty() {
        println!("The registry breaks no rule.");
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}
