//! Room that is given back to the system.

/// Frees a large vector so that its room, and that of later ones, is the system's again. glibc takes
/// the size of the largest block that was freed for the size below which it keeps blocks for itself
/// (`M_MMAP_THRESHOLD` in mallopt(3)); one that is made small first does not count.
pub(crate) fn give_back<T>(mut items: Vec<T>) {
    items.clear();
    items.shrink_to(1);
}
