#[factory_only]
pub struct Marker;

#[factory]
impl Marker {
    pub fn create() -> Option<Self> {
        Some(Self)
    }
}

#[factory_only]
pub struct Level(pub u8, u16);

#[factory]
impl Level {
    pub fn create(levels: &[u8]) -> Vec<Self> {
        levels.first().copied().map(Self::low).into_iter().collect()
    }

    fn low(level: u8) -> Self {
        Self(level, 0)
    }
}
