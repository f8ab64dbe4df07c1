mod cache {
    #[ssot::ssot_component(hardcoded = "deny", name = "ui::Cache")]
    pub(crate) struct Cache<'a, T: ?Sized + 'a, const SIZE: usize> {
        pub(crate) url: &'a str,
        pub(crate) values: [&'a T; SIZE],
    }

    mod made {
        #[ssot::factory]
        impl<'a, T: ?Sized, const SIZE: usize> super::Cache<'a, T, SIZE> {
            pub(crate) fn create(values: [&'a T; SIZE]) -> Result<Self, String> {
                Ok(Self { url: "redis://cache:6379/0", values })
            }
        }
    }
}

fn main() {
    let cache = cache::CacheFactory::create(["one"]);
    assert!(cache.is_ok_and(|cache| cache.url.len() > cache.values.len()));
}
