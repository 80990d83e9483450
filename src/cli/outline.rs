//! `gangmu outline`: outlines, in a format of `export`.

use std::io;

use super::args::{OutlineCommand, Settings};
use super::output::{Output, columns};
use super::{Status, complain, for_each, sources};
use crate::export::{Exporter, Format, Layout, select};
use crate::locale::Lang;
use crate::outline;

pub(super) fn run(
    command: OutlineCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let OutlineCommand { paths, format, depth, points } = command;
    let layout =
        Layout { width: columns(), ambiguous: settings.ambiguous(), cut: out.is_terminal() };
    // A folder is many texts, even where it holds one.
    let many = paths.len() > 1 || paths.iter().any(|p| p.is_dir());
    let mut exporter = Exporter::new(format, layout, many, out);
    let status = for_each(sources(paths), settings, |source, document| {
        let whole = outline::parse(document);
        if whole.is_empty() && format == Format::Tree {
            complain(&match settings.lang {
                Lang::Zh => format!("{}：没有找到标题", source.name()),
                Lang::En => format!("{}: no headings found", source.name()),
            });
        }
        exporter.add(&source.name(), document, &select(&whole, depth, points))
    })?;
    exporter.finish()?;
    Ok(status)
}
