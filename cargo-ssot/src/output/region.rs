//! A place as formats for programs write it.

use crate::finding::Place;
use crate::scan::Scan;
use crate::syntax::{Position, SourceFile};

pub(super) struct Region<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) start: Position,
    /// Behind the last character.
    pub(super) end: Position,
}

impl<'a> Region<'a> {
    pub(super) fn new(scan: &'a Scan, place: &Place) -> Self {
        let file = &scan.files[place.file.0];
        Self {
            file,
            start: file.position(place.range.start),
            end: file.position(place.range.end),
        }
    }
}
