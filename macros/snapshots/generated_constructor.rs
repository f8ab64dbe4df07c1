#[derive(Debug)]
#[factory_only(new)]
#[derive(PartialEq)]
pub(crate) struct Cell<'a, T: ?Sized + Send, const N: usize = 3>
where
    T: Sync,
{
    pub value: &'a T,
    #[cfg(feature = "spare")]
    spare: [u8; N],
}
