//! A key press, independent of any terminal library.

use std::fmt;

use crate::locale::Lang;

/// A key that was pressed, with the modifiers that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character as typed: Shift is in it.
    Char(char),
    /// A character with Control.
    Ctrl(char),
    /// A character with Alt.
    Alt(char),
    /// A key that types nothing.
    Named(Named),
    /// Such a key with Alt.
    AltNamed(Named),
}

/// Keys that type nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// ↑
    Up,
    /// ↓
    Down,
    /// ←
    Left,
    /// →
    Right,
    /// Page up
    PageUp,
    /// Page down
    PageDown,
    /// Home
    Home,
    /// End
    End,
    /// Enter
    Enter,
    /// Escape
    Esc,
    /// Tab
    Tab,
    /// Shift and Tab
    BackTab,
    /// Backspace
    Backspace,
    /// Delete
    Delete,
    /// Insert
    Insert,
    /// A function key, from F1 to F12
    F(u8),
}

impl Named {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::PageUp,
        Self::PageDown,
        Self::Home,
        Self::End,
        Self::Enter,
        Self::Esc,
        Self::Tab,
        Self::BackTab,
        Self::Backspace,
        Self::Delete,
        Self::Insert,
        Self::F(1),
        Self::F(2),
        Self::F(3),
        Self::F(4),
        Self::F(5),
        Self::F(6),
        Self::F(7),
        Self::F(8),
        Self::F(9),
        Self::F(10),
        Self::F(11),
        Self::F(12),
    ];
}

impl Key {
    /// The key of a Latin keyboard that was meant where an input method for Chinese was left on:
    /// `?` for ？, `:` for ：, `j` for ｊ. `None` for all that is no such character.
    #[must_use]
    pub fn meant(self) -> Option<Self> {
        let Self::Char(c) = self else { return None };
        let latin = match c {
            '。' => '.',
            '、' => '/',
            '《' | '〈' => '<',
            '》' | '〉' => '>',
            '【' | '「' => '[',
            '】' | '」' => ']',
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '·' => '`',
            '￥' => '$',
            '\u{3000}' => ' ',
            // The full-width forms are in the same order as ASCII.
            '！'..='～' => char::from_u32(u32::from(c).checked_sub(0xFEE0)?)?,
            _ => return None,
        };
        Some(Self::Char(latin))
    }

    /// The key's name as the help screen and the README show it.
    #[must_use]
    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::Char(' ') => lang.pick("空格", "Space").to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::Alt(c) => format!("Alt-{c}"),
            Self::Named(named) => named.to_string(),
            Self::AltNamed(named) => format!("Alt-{named}"),
        }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::PageUp => "PgUp",
            Self::PageDown => "PgDn",
            Self::Home => "Home",
            Self::End => "End",
            Self::Enter => "Enter",
            Self::Esc => "Esc",
            Self::Tab => "Tab",
            Self::BackTab => "Shift-Tab",
            Self::Backspace => "Backspace",
            Self::Delete => "Delete",
            Self::Insert => "Insert",
            Self::F(number) => return write!(f, "F{number}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_an_input_method_is_the_key_it_was_typed_with() {
        for (typed, key) in [
            ('？', '?'),
            ('：', ':'),
            ('、', '/'),
            ('；', ';'),
            ('《', '<'),
            ('’', '\''),
            ('”', '"'),
            ('ｊ', 'j'),
            ('５', '5'),
        ] {
            assert_eq!(Key::Char(typed).meant(), Some(Key::Char(key)), "{typed}");
        }
        for key in [Key::Char('纲'), Key::Char('?'), Key::Ctrl('？'), Key::Named(Named::Esc)] {
            assert_eq!(key.meant(), None, "{key:?}");
        }
    }
}
