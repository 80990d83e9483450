//! What can go wrong with a file, and the sentence that says so.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::locale::Lang;
use crate::text::visible;

/// A file that could not be read, and why.
#[derive(Debug)]
pub struct Error {
    /// The file, as the user named it; `-` is standard input.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: ErrorKind,
}

/// Why a file could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The system refused: missing, no permission, a broken device …
    Io(io::Error),
    /// A folder in which no readable speech was found.
    NoTexts,
    /// A file without a single word.
    Empty,
    /// A folder where a file was asked for.
    IsFolder,
    /// A device, socket or other thing that is not a regular file or pipe.
    NotAFile,
    /// Bytes that are not text; holds what they look like, if known.
    Binary(Option<&'static str>),
    /// A file above the size limit; holds its size and the limit, in bytes.
    TooLarge(u64, u64),
    /// A known format that cannot be read here; holds its name and the command that converts it.
    Convert(&'static str, &'static str),
    /// A known format that is read through another program, which is not installed; holds its name and that
    /// of the program.
    Needs(&'static str, &'static str),
    /// A known format that is converted where that is asked for; holds its name.
    Ask(&'static str),
    /// A document of a known format without a word: pictures of pages; holds its name.
    Wordless(&'static str),
    /// A known format that no command converts; holds its name.
    SaveAs(&'static str),
    /// A document that opens only with a password.
    Encrypted,
    /// A damaged or hostile document of a known format; holds the format and what is wrong.
    Damaged(&'static str, Fault),
}

/// What is wrong with a document that is an archive of parts (docx, odt, EPUB) or XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The archive is cut off, or its directory is broken.
    Archive,
    /// More entries than any document has.
    Entries,
    /// A part that must be there is missing.
    Missing,
    /// A part is compressed by an unknown method, or its check sum is wrong.
    Part,
    /// A part is larger than the limit, in bytes, when unpacked.
    TooLarge(u64),
    /// The main part lies outside the file.
    Outside,
    /// XML that is not well formed.
    Xml,
    /// A document type declaration, whose entities could expand without limit or name other files.
    Doctype,
    /// Elements nested deeper than any program writes.
    Depth,
    /// The reader of the format failed on it.
    Unexpected,
}

impl Fault {
    fn zh(self) -> String {
        match self {
            Self::Archive => "压缩包不完整".to_owned(),
            Self::Entries => "压缩包里的条目太多".to_owned(),
            Self::Missing => "缺少正文部分".to_owned(),
            Self::Part => "有一部分解压失败或校验不符".to_owned(),
            Self::TooLarge(limit) => format!("有一部分解压后超过 {} MiB", limit >> 20),
            Self::Outside => "正文指向文件之外".to_owned(),
            Self::Xml => "XML 不完整".to_owned(),
            Self::Doctype => "不允许 DOCTYPE".to_owned(),
            Self::Depth => "嵌套太深".to_owned(),
            Self::Unexpected => "解析时出现意外".to_owned(),
        }
    }

    fn en(self) -> String {
        match self {
            Self::Archive => "the archive is incomplete".to_owned(),
            Self::Entries => "too many entries in the archive".to_owned(),
            Self::Missing => "the main part is missing".to_owned(),
            Self::Part => "a part cannot be unpacked or its check sum is wrong".to_owned(),
            Self::TooLarge(limit) => format!("a part exceeds {} MiB unpacked", limit >> 20),
            Self::Outside => "the main part lies outside the file".to_owned(),
            Self::Xml => "broken XML".to_owned(),
            Self::Doctype => "DOCTYPE is not allowed".to_owned(),
            Self::Depth => "nested too deep".to_owned(),
            Self::Unexpected => "reading it failed unexpectedly".to_owned(),
        }
    }
}

impl Error {
    /// An error of `kind` about `path`.
    pub fn new(path: impl Into<PathBuf>, kind: ErrorKind) -> Self {
        Self { path: path.into(), kind }
    }

    /// One sentence that names the file and says what to do, free of control characters.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let path = shown(&self.path, lang);
        let text = match (&self.kind, lang) {
            (ErrorKind::Io(e), Lang::Zh) => format!("{path}：{}", io_zh(e)),
            (ErrorKind::Io(e), Lang::En) => format!("{path}: {}", io_en(e)),
            (ErrorKind::NoTexts, Lang::Zh) => {
                format!("{path}：文件夹里没有可读的讲话稿（支持 .txt .md .docx .html 等）")
            }
            (ErrorKind::NoTexts, Lang::En) => {
                format!("{path}: no readable text in this folder (.txt, .md, .docx, .html …)")
            }
            (ErrorKind::Empty, Lang::Zh) => {
                format!("{path}：里面没有文字，请检查文件是否保存完整")
            }
            (ErrorKind::Empty, Lang::En) => {
                format!("{path}: holds no text; check that it was saved completely")
            }
            (ErrorKind::IsFolder, Lang::Zh) => format!("{path}：是文件夹，请指明其中的文件"),
            (ErrorKind::IsFolder, Lang::En) => format!("{path}: is a folder; name a file in it"),
            (ErrorKind::NotAFile, Lang::Zh) => {
                format!("{path}：不是普通文件，请改用文件，或用管道和 - 读入")
            }
            (ErrorKind::NotAFile, Lang::En) => {
                format!("{path}: not a regular file; use a file, or pipe it in and name -")
            }
            (ErrorKind::Binary(what), Lang::Zh) => {
                let what = what.map_or(String::new(), |w| format!("（像是 {w}）"));
                format!("{path}：不是文本{what}，请先转换为 txt 或 docx")
            }
            (ErrorKind::Binary(what), Lang::En) => {
                let what = what.map_or(String::new(), |w| format!(" (looks like {w})"));
                format!("{path}: not a text{what}; convert it to txt or docx first")
            }
            (ErrorKind::TooLarge(size, limit), Lang::Zh) => {
                format!("{path}：文件有 {size} 字节，超过上限 {limit} 字节，请拆分后再打开")
            }
            (ErrorKind::TooLarge(size, limit), Lang::En) => {
                format!("{path}: {size} bytes, above the limit of {limit}; split the file")
            }
            (ErrorKind::Convert(name, command), Lang::Zh) => {
                format!("{path}：是 {name}，请先转换：{command}")
            }
            (ErrorKind::Convert(name, command), Lang::En) => {
                format!("{path}: is {name}; convert it first: {command}")
            }
            (ErrorKind::Needs(name, program), Lang::Zh) => {
                format!("{path}：是 {name}，要先安装 {program} 才能读")
            }
            (ErrorKind::Needs(name, program), Lang::En) => {
                format!("{path}: is {name}; install {program} to read it")
            }
            (ErrorKind::Ask(name), Lang::Zh) => {
                format!("{path}：是 {name}，请加 --convert（用 LibreOffice 转换），或另存为 docx")
            }
            (ErrorKind::Ask(name), Lang::En) => {
                format!("{path}: is {name}; add --convert (uses LibreOffice), or save it as docx")
            }
            (ErrorKind::Wordless(name), Lang::Zh) => {
                format!("{path}：这份 {name} 里没有文字，像是扫描件，请先识别成文字")
            }
            (ErrorKind::Wordless(name), Lang::En) => {
                format!("{path}: a {name} without words, likely a scan; recognise its text first")
            }
            (ErrorKind::SaveAs(name), Lang::Zh) => {
                format!("{path}：是 {name}，请用它的阅读器打开，另存为 txt 或 docx")
            }
            (ErrorKind::SaveAs(name), Lang::En) => {
                format!("{path}: is {name}; open it in its own reader and save it as txt or docx")
            }
            (ErrorKind::Encrypted, Lang::Zh) => {
                format!(
                    "{path}：是加密的文档，请在 Word 或 WPS 里输入密码打开，另存为不加密的 docx"
                )
            }
            (ErrorKind::Encrypted, Lang::En) => {
                format!(
                    "{path}: is encrypted; open it with its password in Word or WPS and save it without"
                )
            }
            (ErrorKind::Damaged(format, what), Lang::Zh) => {
                let what = what.zh();
                format!("{path}：{format} 文件已损坏或不安全（{what}），请用原程序重新保存")
            }
            (ErrorKind::Damaged(format, what), Lang::En) => {
                let what = what.en();
                format!(
                    "{path}: damaged or unsafe {format} file ({what}); save it again with its own program"
                )
            }
        };
        visible(&text).into_owned()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Io(e) => Some(e),
            _ => None,
        }
    }
}

/// `path` for a message: cut if it is very long; `-` is named standard input. Controls are left in it:
/// [`Error::message`] makes those of the whole sentence visible.
fn shown(path: &Path, lang: Lang) -> String {
    const LONGEST: usize = 200;
    if path.as_os_str() == "-" {
        return lang.pick("标准输入", "standard input").to_owned();
    }
    let name = path.to_string_lossy();
    if name.chars().count() <= LONGEST {
        return name.into_owned();
    }
    name.chars().take(LONGEST).chain(['…']).collect()
}

/// Why the system refused, in words for the parentheses of a sentence about writing or settings. What
/// seldom happens is told in the words of the system, which are English.
#[must_use]
pub fn cause(error: &io::Error, lang: Lang) -> String {
    let (zh, en) = match error.kind() {
        io::ErrorKind::NotFound => ("找不到", "not found"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::AlreadyExists => ("已经存在", "exists already"),
        io::ErrorKind::IsADirectory => ("是文件夹", "is a folder"),
        io::ErrorKind::NotADirectory => ("路径中有的不是文件夹", "not a folder"),
        io::ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘只读", "the disk is read-only"),
        io::ErrorKind::InvalidData => ("不是 UTF-8 文字", "not UTF-8 text"),
        _ => return error.to_string(),
    };
    lang.pick(zh, en).to_owned()
}

fn io_zh(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "找不到这个文件，请检查路径".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取权限，请检查文件的权限".to_owned(),
        io::ErrorKind::IsADirectory => "是文件夹，请指明其中的文件".to_owned(),
        io::ErrorKind::TimedOut => "没有程序向这个管道写入，请先启动写入的程序".to_owned(),
        _ => format!("读取失败（{e}），请检查文件和磁盘"),
    }
}

fn io_en(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; check the permissions of the file".to_owned()
        }
        io::ErrorKind::IsADirectory => "is a folder; name a file in it".to_owned(),
        io::ErrorKind::TimedOut => "nothing writes to this pipe; start its writer first".to_owned(),
        _ => format!("cannot be read ({e}); check the file and the disk"),
    }
}
