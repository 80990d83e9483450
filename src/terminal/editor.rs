//! Opening the user's editor at a line.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::app::msg::Notice;

/// Opens `path` at `line` in the editor that `VISUAL` or `EDITOR` names, else vi, and waits.
///
/// # Errors
/// When it cannot be started, or ends with a failure.
pub(super) fn edit(path: &Path, line: usize) -> Result<(), Notice> {
    let named = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Err(Notice::NoEditor(editor)) };
    // No shell: the name of a file is never read as a command.
    let status = Command::new(program).args(words).args(arguments(program, path, line)).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Notice::EditorFailed(program.to_owned())),
        Err(_) => Err(Notice::NoEditor(program.to_owned())),
    }
}

/// The arguments that open the file at the line in `program`.
fn arguments(program: &str, path: &Path, line: usize) -> Vec<OsString> {
    let name = Path::new(program).file_stem().and_then(|n| n.to_str()).unwrap_or_default();
    // A name that begins with a dash is no option.
    let path = if path.as_os_str().as_encoded_bytes().starts_with(b"-") {
        Path::new(".").join(path)
    } else {
        path.to_owned()
    };
    let colon = || {
        let mut place = path.clone().into_os_string();
        place.push(format!(":{line}"));
        place
    };
    match name {
        "code" | "codium" | "cursor" => vec!["--wait".into(), "--goto".into(), colon()],
        "subl" => vec!["--wait".into(), colon()],
        "hx" | "helix" | "zed" => vec![colon()],
        "vi" | "vim" | "nvim" | "view" | "nano" | "emacs" | "emacsclient" | "kak" | "micro"
        | "joe" | "ne" | "mg" | "jed" => vec![format!("+{line}").into(), path.into()],
        _ => vec![path.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        for (program, expected) in [
            ("vi", ["+7", "稿.txt"].as_slice()),
            ("/usr/bin/nano", &["+7", "稿.txt"]),
            ("hx", &["稿.txt:7"]),
            ("code", &["--wait", "--goto", "稿.txt:7"]),
            ("ed", &["稿.txt"]),
        ] {
            assert_eq!(arguments(program, Path::new("稿.txt"), 7), expected, "{program}");
        }
    }

    #[test]
    fn a_name_with_a_dash_is_no_option() {
        assert_eq!(arguments("vi", Path::new("-c quit"), 1), ["+1", "./-c quit"]);
    }
}
