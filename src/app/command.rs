//! Commands by name, for the line after `:`.

use super::keymap::KEYMAP;
use super::msg::Command;

/// Names, short and long, and the commands they stand for.
const COMMANDS: &[(&[&str], Command)] = &[
    (&["q", "quit", "q!", "qa", "qa!", "x", "wq", "退出"], Command::Quit),
    (&["h", "help", "帮助"], Command::Help),
    (&["e", "edit", "编辑"], Command::Edit),
    (&["r", "reload", "e!", "重读"], Command::Reload),
    (&["encoding", "编码"], Command::NextEncoding),
    (&["n", "next", "bn", "bnext", "下一篇"], Command::NextText),
    (&["p", "prev", "N", "bp", "bprevious", "上一篇"], Command::PreviousText),
    (&["$", "末尾"], Command::Bottom),
    (&["noh", "nohlsearch", "取消标示"], Command::Dismiss),
    (&["ls", "library", "列表"], Command::Library),
    (&["f", "jump", "跳转"], Command::Jump),
    (&["/", "search", "查找"], Command::Search),
    (&["find", "全部跳转"], Command::JumpAll),
    (&["grep", "vimgrep", "全部查找"], Command::SearchAll),
    (&["y", "copy", "复制"], Command::CopySection),
    (&["select", "选句"], Command::SelectMore),
    (&["copymd", "复制Markdown"], Command::CopySectionMarkdown),
    (&["outline", "大纲", "复制大纲"], Command::CopyOutline),
    (&["outlinemd", "复制大纲Markdown"], Command::CopyOutlineMarkdown),
    (&["marks", "记号"], Command::Places),
    (&["file", "所在"], Command::Where),
    (&["note", "批注"], Command::Note),
    (&["w", "write", "保存设置"], Command::KeepOptions),
    (&["reset", "恢复设置"], Command::ResetOptions),
    (&["mouse", "鼠标"], Command::ToggleMouse),
    (&["ambiguous", "宽度"], Command::FlipAmbiguous),
    (&["furniture", "非正文"], Command::ToggleFurniture),
    (&["script", "简体"], Command::ToggleScript),
    (&["rehearse", "演练"], Command::Rehearse),
    (&["rule", "规则"], Command::Rule),
    (&["diff", "compare", "比较", "对照"], Command::Compare),
];

impl Command {
    /// Its name in the settings file: that of the option it changes, else its own in small letters
    /// (`page-down`).
    #[must_use]
    pub fn name(self) -> String {
        let word = match self {
            Self::Next(opt) => return opt.choice().name.to_owned(),
            Self::Type(change) => format!("Type{change:?}"),
            other => format!("{other:?}"),
        };
        let mut name = String::new();
        for c in word.chars() {
            if c.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(c.to_ascii_lowercase());
        }
        name
    }

    /// The command called `name`, in full or as it is written after `:`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let of_table = KEYMAP.iter().map(|binding| binding.command);
        of_table.into_iter().find(|command| command.name() == name).or_else(|| find(name))
    }
}

/// The other names of `command`.
pub(super) fn aliases<'a>(command: Command) -> Vec<&'a str> {
    let rows = COMMANDS.iter().filter(|(_, other)| *other == command);
    rows.flat_map(|(names, _)| names.iter().copied()).collect()
}

/// The command called `name`.
#[must_use]
pub(super) fn find(name: &str) -> Option<Command> {
    COMMANDS.iter().find(|(names, _)| names.contains(&name)).map(|(_, command)| *command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_command_of_the_keys_has_a_name_of_its_own() {
        for binding in KEYMAP {
            let name = binding.command.name();
            assert_eq!(Command::named(&name), Some(binding.command), "{name}");
        }
        assert_eq!(Command::FoldOpenAllBelow.name(), "fold-open-all-below");
        assert_eq!(Command::named("退出"), Some(Command::Quit));
    }

    #[test]
    fn every_name_stands_for_one_command() {
        let names: Vec<_> = COMMANDS.iter().flat_map(|(names, _)| names.iter()).collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        assert_eq!(find("42"), None);
    }
}
