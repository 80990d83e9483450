//! The order of the list of texts.

use crate::library::state::State;
use crate::locale::Lang;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last read first, then by name.
    #[default]
    Recent,
    /// By path, as [`Natural`](crate::library::Natural) has it.
    Name,
    /// The last changed first.
    Date,
    /// The largest first.
    Size,
    /// By title.
    Title,
}

impl Order {
    /// All of them, each followed by the next.
    pub const ALL: [Self; 5] = [Self::Recent, Self::Name, Self::Date, Self::Size, Self::Title];

    /// Its name, as it is written, and what it is called in Chinese and in English.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Recent => ("recent", "最近读的在前", "last read first"),
            Self::Name => ("name", "按文件名", "by name"),
            Self::Date => ("date", "新改的在前", "last changed first"),
            Self::Size => ("size", "大的在前", "largest first"),
            Self::Title => ("title", "按题目", "by title"),
        }
    }

    /// The order called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// The name it is written by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        let next = Self::ALL.into_iter().cycle().skip_while(|order| *order != self).nth(1);
        next.unwrap_or_default()
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        let (_, zh, en) = self.words();
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// The kind of input under which the order is remembered: the last one is in force.
pub(in crate::app) const ORDER: &str = "order";

/// The order in which the list begins: the one of the settings, else the last one in `state`.
pub(in crate::app) fn order(said: Option<Order>, state: &State) -> Order {
    said.or_else(|| state.past(ORDER).last().and_then(Order::named)).unwrap_or_default()
}
