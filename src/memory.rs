//! Giving freed memory back to the system.

/// Frees a large vector so that its memory, and that of later ones, goes back to the system. When glibc
/// frees a large block, it raises the size below which it keeps freed blocks for itself to the size of
/// that block (`M_MMAP_THRESHOLD` in mallopt(3)); a block that was shrunk first does not count.
pub(crate) fn give_back<T>(mut items: Vec<T>) {
    items.clear();
    items.shrink_to(1);
}
