//! Giving freed memory back to the system.

/// Frees a large vector in such a way that its memory, and that of later large ones, goes back to the
/// system.
///
/// glibc keeps freed blocks below a certain size for itself. When a larger one is freed, it raises that
/// size to the size of the block (`M_MMAP_THRESHOLD` in mallopt(3)), so that it keeps such blocks from then
/// on. Shrinking the block before freeing it avoids this.
pub(crate) fn give_back<T>(mut items: Vec<T>) {
    items.clear();
    items.shrink_to(1);
}
