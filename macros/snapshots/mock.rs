#[ssot_interface(mock)]
pub trait EventSink: Send {
    #[must_use]
    fn send_event(&self, event: &str) -> usize;
}

#[ssot_interface(open, mock(feature = "testing", type Key = u8))]
pub(crate) trait Table<T: Clone = u8, const SIZE: usize = 1>
where
    T: Send + 'static,
{
    type Key;
    async fn find(&self, key: Self::Key) -> [T; SIZE];
}
