//! What the name of an element says.
//!
//! In: the name of a tag. Out: the [`Name`] of its node, whether it has no contents, whether these are
//! no text of the page.

use super::Name;

/// Elements that have no contents and no end.
pub(super) fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose contents are no text of the page.
pub(super) fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "template"
            | "iframe"
            | "noscript"
            | "noembed"
            | "noframes"
            | "xmp"
            | "textarea"
            | "select"
            | "button"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "object"
            | "applet"
            | "datalist"
            | "rp"
            | "rt"
    )
}

/// What an element is, by its name in small letters.
pub(super) fn name_of(tag: &str) -> Name {
    match tag {
        "p" => Name::Paragraph,
        "h1" => Name::Heading(1),
        "h2" => Name::Heading(2),
        "h3" => Name::Heading(3),
        "h4" => Name::Heading(4),
        "h5" => Name::Heading(5),
        "h6" => Name::Heading(6),
        "a" => Name::Anchor,
        "b" | "strong" => Name::Bold,
        "li" | "dd" | "dt" => Name::Item,
        "ul" | "ol" | "dl" | "menu" | "dir" => Name::List,
        "table" => Name::Table,
        "thead" | "tbody" | "tfoot" => Name::Section,
        "tr" => Name::Row,
        "td" | "th" => Name::Cell,
        "pre" | "listing" => Name::Preformatted,
        "nav" | "footer" | "aside" => Name::Aside,
        "body" => Name::Body,
        "title" => Name::Title,
        "address" | "article" | "blockquote" | "caption" | "center" | "details" | "dialog"
        | "div" | "fieldset" | "figcaption" | "figure" | "form" | "head" | "header" | "hgroup"
        | "html" | "legend" | "main" | "section" | "summary" => Name::Block,
        _ => Name::Inline,
    }
}
