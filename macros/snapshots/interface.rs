#[ssot_interface]
pub trait Handler<'a, E: ?Sized, const N: usize>: Send
where
    E: Sync,
{
    fn handle(&self, event: &'a E) -> [u8; N];
}

#[ssot_interface(open)]
pub(crate) trait Clock {
    async fn now(&self) -> u64;
}
