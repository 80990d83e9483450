//! `gangmu export`: a whole text, or a section of it, in another program's format.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::args::{ExportCommand, Settings};
use super::cat::resolve;
use super::output::Output;
use super::{Status, complain, for_each};
use crate::export::{WholeFormat, write_whole};
use crate::library::Source;
use crate::locale::Lang;
use crate::outline;

pub(super) fn run(
    command: &ExportCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let ExportCommand { path, format, section, output } = command;
    let lang = settings.lang;
    if *format == WholeFormat::Docx && output.is_none() && out.is_terminal() {
        complain(lang.pick(
            "docx 不能显示在终端上，请用 -o 文件名 写到文件",
            "a docx cannot be shown on a terminal; name a file with -o",
        ));
        return Ok(Status::Failed);
    }
    let mut end = Status::Done;
    let source = std::iter::once(Ok(Source::named(path)));
    let status = for_each(source, settings, |source, document| {
        let outline = outline::parse(document);
        let mut span = None;
        if let Some(address) = section {
            let node = resolve(document, &outline, address).and_then(|id| outline.get(id));
            let Some(node) = node else {
                complain(&match lang {
                    Lang::Zh => format!("{}：没有“{address}”这一节", source.name()),
                    Lang::En => format!("{}: there is no section \"{address}\"", source.name()),
                });
                end = Status::NoMatch;
                return Ok(());
            };
            span = Some(node.extent);
        }
        let name = source.name();
        let write = |to: &mut dyn Write| write_whole(*format, &name, document, &outline, span, to);
        let Some(output) = output else { return write(out) };
        let written = || {
            let mut file = BufWriter::new(File::create(output)?);
            write(&mut file)?;
            file.flush()
        };
        if let Err(error) = written() {
            let output = output.display();
            complain(&match lang {
                Lang::Zh => format!("{output}：无法写入（{error}），请检查文件夹和权限"),
                Lang::En => format!("{output}: cannot be written ({error}); check the folder"),
            });
            end = Status::Failed;
        }
        Ok(())
    })?;
    Ok(status.max(end))
}
