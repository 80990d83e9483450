//! `gangmu export`: a whole text, or a section of it, in another program's format.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::args::{ExportCommand, Settings};
use super::output::Output;
use super::{Status, complain, for_each, opening, section};
use crate::error::cause;
use crate::export::{WholeFormat, write_whole};
use crate::locale::Lang;

pub(super) fn run(
    command: &ExportCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let ExportCommand { path, format, section, output, force } = command;
    let lang = settings.lang;
    let named = || output.as_deref().map_or(Some(WholeFormat::default()), WholeFormat::of);
    let Some(format) = format.or_else(named) else {
        let output = output.as_deref().unwrap_or(Path::new("")).display();
        complain(&match lang {
            Lang::Zh => format!(
                "{output}：不能写成这种格式；文件名请以 .md .html .docx .txt 或 .json 结尾，或用 --format 指明"
            ),
            Lang::En => format!(
                "{output}: not a format that can be written; end the name in .md, .html, .docx, .txt or .json, or say --format"
            ),
        });
        return Ok(Status::Failed);
    };
    if format == WholeFormat::Docx && output.is_none() && out.is_terminal() {
        complain(lang.pick(
            "docx 不能显示在终端上，请用 -o 文件名 写到文件",
            "a docx cannot be shown on a terminal; name a file with -o",
        ));
        return Ok(Status::Failed);
    }
    let mut end = Status::Done;
    let source = std::iter::once(Ok(opening::source(path)));
    let status = for_each(source, settings, |source, document| {
        let outline = settings.rules.outline(source, document);
        let mut span = None;
        if let Some(address) = section {
            let Some(node) = section::find(address, source, document, &outline, lang) else {
                end = Status::NoMatch;
                return Ok(());
            };
            span = Some(node.extent);
        }
        let name = source.name();
        let write = |to: &mut dyn Write| write_whole(format, &name, document, &outline, span, to);
        let Some(output) = output else { return write(out) };
        if let Err(error) = written(output, *force, write) {
            let output = output.display();
            let there = error.kind() == io::ErrorKind::AlreadyExists;
            // The full error would name the temporary file.
            let why = match error.kind() {
                io::ErrorKind::NotFound => lang.pick("没有这个文件夹", "no such folder").to_owned(),
                kind => cause(&kind.into(), lang),
            };
            complain(&match (lang, there) {
                (Lang::Zh, true) => format!("{output}：文件已经存在，要改写它请加 --force"),
                (Lang::En, true) => format!("{output}: exists already; --force replaces it"),
                (Lang::Zh, false) => format!("{output}：无法写入（{why}），请检查文件夹和权限"),
                (Lang::En, false) => {
                    format!("{output}: cannot be written ({why}); check the folder")
                }
            });
            end = Status::Failed;
        }
        Ok(())
    })?;
    Ok(status.max(end))
}

/// Makes the file `output` of what `write` writes: whole, or not at all. A file that is there
/// already is replaced only by `force`.
fn written(
    output: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Do no work for a file that may not be written.
    if !force && output.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no modes to set"))]
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = file.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let mut out = BufWriter::new(file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    let done = if force { file.persist(output) } else { file.persist_noclobber(output) };
    done.map(|_| ()).map_err(|error| error.error)
}
