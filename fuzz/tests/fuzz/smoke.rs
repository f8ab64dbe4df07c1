//! A few cases for each target, on every run of the tests. `fuzz/README.md` says how to try many.

use ssot_fuzz::Target;

/// Cases of one target, unless the variable `SSOT_FUZZ_CASES` says how many.
const CASES: usize = 300;

/// Bytes of a case at most.
const LONGEST: usize = 48;

fn try_cases(target: Target) {
    let mut random = fastrand::Rng::with_seed(1);
    let wanted = std::env::var("SSOT_FUZZ_CASES").ok();
    let wanted = wanted.and_then(|wanted| wanted.parse().ok());
    for _ in 0..wanted.unwrap_or(CASES) {
        let length = random.usize(..=LONGEST);
        let bytes: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
        // A panic says what was wrong; these bytes say how to come there again.
        let tried = std::panic::catch_unwind(|| target.run(&bytes));
        assert!(tried.is_ok(), "{}: {bytes:?}", target.name());
    }
}

macro_rules! targets {
    ($($test:ident: $target:expr;)*) => {
        $(
            #[test]
            fn $test() {
                try_cases($target);
            }
        )*

        #[test]
        fn each_target_is_tried_and_has_a_program() {
            assert_eq!(Target::all(), [$($target),*]);
            for target in Target::all() {
                let program = format!("targets/{}.rs", target.name());
                assert!(std::path::Path::new(&program).exists(), "{program}");
            }
        }
    };
}

targets! {
    factory_only: Target::Macro(ssot_fuzz::Macro::FactoryOnly);
    component: Target::Macro(ssot_fuzz::Macro::Component);
    factory: Target::Macro(ssot_fuzz::Macro::Factory);
    interface: Target::Macro(ssot_fuzz::Macro::Interface);
    moved: Target::Macro(ssot_fuzz::Macro::Moved);
    no_hardcoded: Target::Macro(ssot_fuzz::Macro::NoHardcoded);
    configuration: Target::Macro(ssot_fuzz::Macro::Configuration);
    composition: Target::Macro(ssot_fuzz::Macro::Composition);
    overriding: Target::Macro(ssot_fuzz::Macro::Overriding);
    part: Target::Macro(ssot_fuzz::Macro::Part);
    scanner: Target::Scanner;
    migration: Target::Migration;
}
