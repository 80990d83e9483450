//! `gangmu outline`: outlines, in a format of `export`.

use std::io;

use super::args::{OutlineCommand, Settings};
use super::output::{Output, columns};
use super::{Status, complain, parallel, sources};
use crate::document::Document;
use crate::export::{Exporter, Format, Layout, select};
use crate::library::Source;
use crate::locale::Lang;
use crate::outline::with_paragraphs;
use crate::search::address::Addresses;

pub(super) fn run(
    command: OutlineCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let OutlineCommand { paths, format, depth, points, paragraphs } = command;
    let layout =
        Layout { width: columns(), ambiguous: settings.ambiguous(), cut: out.is_terminal() };
    // A folder counts as many texts even if it holds only one.
    let many = paths.len() > 1 || paths.iter().any(|p| p.is_dir());
    let mut exporter = Exporter::new(format, layout, many, out);
    let parse = |source: &Source, document: Document| {
        let found = settings.rules.outline(source, &document);
        let addresses = format.has_addresses().then(|| Addresses::new(&document, &found));
        let listed = paragraphs.then(|| with_paragraphs(&document, &found)).flatten();
        let outline = select(listed.unwrap_or(found), depth, points);
        (source.name().into_owned(), document, outline, addresses.unwrap_or_default())
    };
    let status = parallel::for_each(
        sources(paths),
        settings,
        parse,
        |(name, document, outline, addresses)| {
            if outline.is_empty() && format == Format::Tree {
                complain(&match settings.lang {
                    Lang::Zh => format!("{name}：没有找到标题"),
                    Lang::En => format!("{name}: no headings found"),
                });
            }
            exporter.add(&name, &document, &outline, &addresses)
        },
    )?;
    exporter.finish()?;
    Ok(status)
}
