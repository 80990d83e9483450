//! The language of the interface: Chinese first, English when the locale says so.

/// A language in which the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language that `LC_ALL`, `LC_MESSAGES` and `LANG` ask for; the first that is set decides (POSIX).
    ///
    /// Only a locale that names another language than Chinese switches to English; an unset
    /// variable, `C` and `POSIX` name no language, so the program keeps to Chinese.
    ///
    /// ```
    /// # use gangmu::locale::Lang;
    /// assert_eq!(Lang::from_locale(None, None, Some("en_GB.UTF-8")), Lang::En);
    /// assert_eq!(Lang::from_locale(Some("zh_TW.UTF-8"), None, Some("en_GB.UTF-8")), Lang::Zh);
    /// assert_eq!(Lang::from_locale(None, None, Some("C.UTF-8")), Lang::Zh);
    /// ```
    #[must_use]
    pub fn from_locale(all: Option<&str>, messages: Option<&str>, lang: Option<&str>) -> Self {
        let set = |v: &Option<&str>| v.is_some_and(|v| !v.is_empty());
        let name = [all, messages, lang].into_iter().find(set).flatten().unwrap_or_default();
        let language = name.split(['_', '.', '@', '-']).next().unwrap_or_default();
        match language {
            "" | "C" | "POSIX" | "zh" => Self::Zh,
            _ => Self::En,
        }
    }

    /// `zh` for Chinese, `en` for English.
    #[must_use]
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
