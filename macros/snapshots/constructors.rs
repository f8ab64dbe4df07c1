#[factory]
impl<T: Display> Port<T> {
    /// Opens a port.
    #[must_use]
    pub fn create(&(number, _): &(u16, u16), label: impl Into<T>) -> Result<Self, Error> {
        if number == 0 {
            return Self::standard::<u8>(label.into()).ok_or(Error);
        }
        let Self { number, label } = Port { number, label: label.into() };
        Ok(vec![Self { number, label }].remove(0))
    }

    pub(crate) fn standard<U: Default>(label: T) -> Option<Port<T>> {
        Some(label).map(|label| Self { number: 80, label })
    }

    #[inject]
    #[cfg(feature = "network")]
    #[expect(clippy::unused_async)]
    pub async fn connect<'a>(name: &'a str, label: T) -> Self {
        Self { number: name.len() as u16, label }
    }

    fn copied(other: Self) -> Self {
        Self { number: 1, ..other }
    }
}
