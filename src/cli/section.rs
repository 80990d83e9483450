//! The section that `--section` names.
//!
//! In: an address (`2.3`, `二(三)`) or words of a heading. Out: its node; where there is none, or nothing
//! was written, a sentence on standard error.

use super::complain;
use crate::document::Document;
use crate::library::Source;
use crate::locale::Lang;
use crate::outline::{Node, Outline};
use crate::search::{address, jump};

/// The section at `wanted`, or else the heading that the jump ranks first. Complains where there is
/// none.
pub(super) fn find<'a>(
    wanted: &str,
    source: &Source,
    document: &Document,
    outline: &'a Outline,
    lang: Lang,
) -> Option<&'a Node> {
    if wanted.trim().is_empty() {
        complain(lang.pick(
            "--section 后没有写哪一节；可写 2.3、二(三) 或标题里的字",
            "--section names no section; write 2.3, 二(三) or words of its heading",
        ));
        return None;
    }
    let by_words =
        || jump::Index::new(document, outline).query(wanted, None, 1).first().map(|hit| hit.node);
    let at = address::resolve(document, outline, wanted).first().copied().or_else(by_words);
    let node = at.and_then(|id| outline.get(id));
    if node.is_none() {
        complain(&match lang {
            Lang::Zh => format!("{}：没有“{wanted}”这一节", source.name()),
            Lang::En => format!("{}: there is no section \"{wanted}\"", source.name()),
        });
    }
    node
}
