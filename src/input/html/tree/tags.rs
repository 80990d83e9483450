//! The kinds of elements, by name.
//!
//! In: the name of a tag. Out: the [`Name`] of its node; whether it has no content; whether its content is
//! skipped.

use super::Name;

/// Whether an element has no content and no end tag.
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

/// Whether the content of an element is not text of the page.
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

/// What an element is, by the name of its tag in small letters.
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
