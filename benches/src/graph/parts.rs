//! The list of the parts.

/// Gives the hundred parts to the macro `$written`, which writes them as one kind of code: a number,
/// the name of a field for the part, its type, and the parts that it needs.
///
/// The part `n` needs those at a half, a third and two thirds of `n`, so that there are some that many
/// need, and ways of different lengths to one and the same.
macro_rules! parts {
    ($written:ident) => {
        $written! {
            0 part000: Part000 {}
            1 part001: Part001 { part000: Part000 }
            2 part002: Part002 { part000: Part000, part001: Part001 }
            3 part003: Part003 { part001: Part001, part002: Part002 }
            4 part004: Part004 { part001: Part001, part002: Part002 }
            5 part005: Part005 { part001: Part001, part002: Part002, part003: Part003 }
            6 part006: Part006 { part002: Part002, part003: Part003, part004: Part004 }
            7 part007: Part007 { part002: Part002, part003: Part003, part004: Part004 }
            8 part008: Part008 { part002: Part002, part004: Part004, part005: Part005 }
            9 part009: Part009 { part003: Part003, part004: Part004, part006: Part006 }
            10 part010: Part010 { part003: Part003, part005: Part005, part006: Part006 }
            11 part011: Part011 { part003: Part003, part005: Part005, part007: Part007 }
            12 part012: Part012 { part004: Part004, part006: Part006, part008: Part008 }
            13 part013: Part013 { part004: Part004, part006: Part006, part008: Part008 }
            14 part014: Part014 { part004: Part004, part007: Part007, part009: Part009 }
            15 part015: Part015 { part005: Part005, part007: Part007, part010: Part010 }
            16 part016: Part016 { part005: Part005, part008: Part008, part010: Part010 }
            17 part017: Part017 { part005: Part005, part008: Part008, part011: Part011 }
            18 part018: Part018 { part006: Part006, part009: Part009, part012: Part012 }
            19 part019: Part019 { part006: Part006, part009: Part009, part012: Part012 }
            20 part020: Part020 { part006: Part006, part010: Part010, part013: Part013 }
            21 part021: Part021 { part007: Part007, part010: Part010, part014: Part014 }
            22 part022: Part022 { part007: Part007, part011: Part011, part014: Part014 }
            23 part023: Part023 { part007: Part007, part011: Part011, part015: Part015 }
            24 part024: Part024 { part008: Part008, part012: Part012, part016: Part016 }
            25 part025: Part025 { part008: Part008, part012: Part012, part016: Part016 }
            26 part026: Part026 { part008: Part008, part013: Part013, part017: Part017 }
            27 part027: Part027 { part009: Part009, part013: Part013, part018: Part018 }
            28 part028: Part028 { part009: Part009, part014: Part014, part018: Part018 }
            29 part029: Part029 { part009: Part009, part014: Part014, part019: Part019 }
            30 part030: Part030 { part010: Part010, part015: Part015, part020: Part020 }
            31 part031: Part031 { part010: Part010, part015: Part015, part020: Part020 }
            32 part032: Part032 { part010: Part010, part016: Part016, part021: Part021 }
            33 part033: Part033 { part011: Part011, part016: Part016, part022: Part022 }
            34 part034: Part034 { part011: Part011, part017: Part017, part022: Part022 }
            35 part035: Part035 { part011: Part011, part017: Part017, part023: Part023 }
            36 part036: Part036 { part012: Part012, part018: Part018, part024: Part024 }
            37 part037: Part037 { part012: Part012, part018: Part018, part024: Part024 }
            38 part038: Part038 { part012: Part012, part019: Part019, part025: Part025 }
            39 part039: Part039 { part013: Part013, part019: Part019, part026: Part026 }
            40 part040: Part040 { part013: Part013, part020: Part020, part026: Part026 }
            41 part041: Part041 { part013: Part013, part020: Part020, part027: Part027 }
            42 part042: Part042 { part014: Part014, part021: Part021, part028: Part028 }
            43 part043: Part043 { part014: Part014, part021: Part021, part028: Part028 }
            44 part044: Part044 { part014: Part014, part022: Part022, part029: Part029 }
            45 part045: Part045 { part015: Part015, part022: Part022, part030: Part030 }
            46 part046: Part046 { part015: Part015, part023: Part023, part030: Part030 }
            47 part047: Part047 { part015: Part015, part023: Part023, part031: Part031 }
            48 part048: Part048 { part016: Part016, part024: Part024, part032: Part032 }
            49 part049: Part049 { part016: Part016, part024: Part024, part032: Part032 }
            50 part050: Part050 { part016: Part016, part025: Part025, part033: Part033 }
            51 part051: Part051 { part017: Part017, part025: Part025, part034: Part034 }
            52 part052: Part052 { part017: Part017, part026: Part026, part034: Part034 }
            53 part053: Part053 { part017: Part017, part026: Part026, part035: Part035 }
            54 part054: Part054 { part018: Part018, part027: Part027, part036: Part036 }
            55 part055: Part055 { part018: Part018, part027: Part027, part036: Part036 }
            56 part056: Part056 { part018: Part018, part028: Part028, part037: Part037 }
            57 part057: Part057 { part019: Part019, part028: Part028, part038: Part038 }
            58 part058: Part058 { part019: Part019, part029: Part029, part038: Part038 }
            59 part059: Part059 { part019: Part019, part029: Part029, part039: Part039 }
            60 part060: Part060 { part020: Part020, part030: Part030, part040: Part040 }
            61 part061: Part061 { part020: Part020, part030: Part030, part040: Part040 }
            62 part062: Part062 { part020: Part020, part031: Part031, part041: Part041 }
            63 part063: Part063 { part021: Part021, part031: Part031, part042: Part042 }
            64 part064: Part064 { part021: Part021, part032: Part032, part042: Part042 }
            65 part065: Part065 { part021: Part021, part032: Part032, part043: Part043 }
            66 part066: Part066 { part022: Part022, part033: Part033, part044: Part044 }
            67 part067: Part067 { part022: Part022, part033: Part033, part044: Part044 }
            68 part068: Part068 { part022: Part022, part034: Part034, part045: Part045 }
            69 part069: Part069 { part023: Part023, part034: Part034, part046: Part046 }
            70 part070: Part070 { part023: Part023, part035: Part035, part046: Part046 }
            71 part071: Part071 { part023: Part023, part035: Part035, part047: Part047 }
            72 part072: Part072 { part024: Part024, part036: Part036, part048: Part048 }
            73 part073: Part073 { part024: Part024, part036: Part036, part048: Part048 }
            74 part074: Part074 { part024: Part024, part037: Part037, part049: Part049 }
            75 part075: Part075 { part025: Part025, part037: Part037, part050: Part050 }
            76 part076: Part076 { part025: Part025, part038: Part038, part050: Part050 }
            77 part077: Part077 { part025: Part025, part038: Part038, part051: Part051 }
            78 part078: Part078 { part026: Part026, part039: Part039, part052: Part052 }
            79 part079: Part079 { part026: Part026, part039: Part039, part052: Part052 }
            80 part080: Part080 { part026: Part026, part040: Part040, part053: Part053 }
            81 part081: Part081 { part027: Part027, part040: Part040, part054: Part054 }
            82 part082: Part082 { part027: Part027, part041: Part041, part054: Part054 }
            83 part083: Part083 { part027: Part027, part041: Part041, part055: Part055 }
            84 part084: Part084 { part028: Part028, part042: Part042, part056: Part056 }
            85 part085: Part085 { part028: Part028, part042: Part042, part056: Part056 }
            86 part086: Part086 { part028: Part028, part043: Part043, part057: Part057 }
            87 part087: Part087 { part029: Part029, part043: Part043, part058: Part058 }
            88 part088: Part088 { part029: Part029, part044: Part044, part058: Part058 }
            89 part089: Part089 { part029: Part029, part044: Part044, part059: Part059 }
            90 part090: Part090 { part030: Part030, part045: Part045, part060: Part060 }
            91 part091: Part091 { part030: Part030, part045: Part045, part060: Part060 }
            92 part092: Part092 { part030: Part030, part046: Part046, part061: Part061 }
            93 part093: Part093 { part031: Part031, part046: Part046, part062: Part062 }
            94 part094: Part094 { part031: Part031, part047: Part047, part062: Part062 }
            95 part095: Part095 { part031: Part031, part047: Part047, part063: Part063 }
            96 part096: Part096 { part032: Part032, part048: Part048, part064: Part064 }
            97 part097: Part097 { part032: Part032, part048: Part048, part064: Part064 }
            98 part098: Part098 { part032: Part032, part049: Part049, part065: Part065 }
            99 part099: Part099 { part033: Part033, part049: Part049, part066: Part066 }
        }
    };
}

pub(crate) use parts;
