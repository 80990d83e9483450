//! The words of the command line, in both languages. Lines fit 80 cells.

use crate::locale::Lang;

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    zh: &'static str,
    en: &'static str,
}

impl Text {
    pub(super) const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// A command and what its help says.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    pub(super) name: &'static str,
    pub(super) about: Text,
    pub(super) usage: &'static str,
    pub(super) after: Text,
}

pub(super) const COMMANDS: &[About] = &[
    About {
        name: "outline",
        about: text("列出大纲，或转换成别的格式", "Print the outline, or convert it"),
        usage: "gangmu outline PATH… [--format FORMAT] [--depth N] [--no-points]",
        after: text(
            "例子：
  gangmu outline 讲话稿.docx                       看大纲和各部分字数
  gangmu outline --no-points --depth 2 讲话稿.txt  只看标题和一级小标题
  gangmu outline --format opml 讲话稿.txt > 1.opml 做成思维导图
  gangmu outline --format jsonl 文件夹/            每行一个 JSON 对象
格式：tree、jsonl、json、csv（表格）、md（markmap 也能打开）、opml（XMind）、
mm（Freemind）、org、html（可折叠）、ctags、tagbar、symbols（LSP）。
全文转换用 gangmu export。",
            "Examples:
  gangmu outline speech.docx                   the outline with sizes
  gangmu outline --no-points --depth 2 a.txt   titles and first headings only
  gangmu outline --format opml a.txt > a.opml  for a mind map program
  gangmu outline --format jsonl folder/        one JSON object per line
Formats: tree, jsonl, json, csv, md (also for markmap), opml (XMind), mm
(Freemind), org, html (folding), ctags, tagbar, symbols (LSP). Whole texts:
gangmu export.",
        ),
    },
    About {
        name: "cat",
        about: text("输出排好版的正文", "Print the typeset text"),
        usage: "gangmu cat PATH [--width CELLS] [--section ADDRESS] [--level LEVEL] …",
        after: text(
            "例子：
  gangmu cat --width 60 讲话稿.txt
  gangmu cat --section '二(三)' 讲话稿.txt    只输出第二部分第（三）节
  gangmu cat 讲话稿.txt:12                    从第 12 行那一段起
  gangmu cat --screen --set justify=on --set numbers=lines 讲话稿.txt",
            "Examples:
  gangmu cat --width 60 speech.txt
  gangmu cat --section '二(三)' speech.txt    only section (三) of part 二
  gangmu cat speech.txt:12                    from the paragraph on line 12 on
  gangmu cat --screen --set justify=on --set numbers=lines speech.txt",
        ),
    },
    About {
        name: "find",
        about: text("查找标题，最像的在前", "Find headings, best match first"),
        usage: "gangmu find QUERY [PATH…] [--format text|jsonl] [--limit N]",
        after: text(
            "例子：
  gangmu find 乡村振兴 讲话稿.txt
  gangmu find 乡村振兴 文件夹/ --limit 5",
            "Examples:
  gangmu find 乡村振兴 speech.txt
  gangmu find 乡村振兴 folder/ --limit 5",
        ),
    },
    About {
        name: "grep",
        about: text("在正文里查找文字", "Search the full text"),
        usage: "gangmu grep TEXT [PATH…] [--regex | --pinyin] [--count | --files] …",
        after: text(
            "例子：
  gangmu grep 高质量发展 讲话稿.txt
  gangmu grep 高质量发展 文件夹/ --format jsonl
  gangmu grep 高质量发展 文件夹/ --format csv    表格：命中处和前后文各一列
  gangmu grep -c 高质量发展 文件夹/              各个文件有几处
  gangmu grep -C 1 高质量发展 讲话稿.txt         连同前后各一句
  gangmu grep --regex '增长[0-9.]+%' 文件夹/     正则表达式，汉字不分简繁
  gangmu grep --pinyin gaozhiliang 讲话稿.txt    按拼音",
            "Examples:
  gangmu grep 高质量发展 speech.txt
  gangmu grep 高质量发展 folder/ --format jsonl
  gangmu grep 高质量发展 folder/ --format csv  a table: words before, hit, after
  gangmu grep -c 高质量发展 folder/            how often in each file
  gangmu grep -C 1 高质量发展 speech.txt       with a sentence on either side
  gangmu grep --regex '增长[0-9.]+%' folder/   a regular expression
  gangmu grep --pinyin gaozhiliang speech.txt  by pinyin",
        ),
    },
    About {
        name: "check",
        about: text("查序号、标点、层次等毛病", "Find faults in numbering, punctuation and levels"),
        usage: "gangmu check PATH… [--format FORMAT] [--level LEVEL] [--allow RULE]",
        after: text(
            "例子：
  gangmu check 讲话稿.docx                       看有什么毛病；退出状态 1 表示有
  gangmu check --level error 文件夹/             只看错误
  gangmu check --allow half-width,number-mark 讲话稿.txt   不查这两条规则
  gangmu check --format csv 文件夹/ > 1.csv      表格，可用电子表格打开
  gangmu check --format sarif 文件夹/ > 1.sarif  交给编辑器显示
  gangmu check --rules                           列出各条规则、级别和出处
设置文件的 [check] 也可以放行规则、改级别（gangmu config --default）。
阅读时按 c 看同样的结果。",
            "Examples:
  gangmu check speech.docx                       exit status 1 if there are any
  gangmu check --level error folder/             errors only
  gangmu check --allow half-width,number-mark speech.txt   without these rules
  gangmu check --format csv folder/ > a.csv      for a spreadsheet
  gangmu check --format sarif folder/ > a.sarif  for an editor
  gangmu check --rules                           rules, levels and clauses
[check] in the settings file switches rules off for good, and changes their
levels (gangmu config --default). In the reader, c shows the same findings.",
        ),
    },
    About {
        name: "diff",
        about: text("比较两稿的大纲和文字", "Compare the outlines and words of two versions"),
        usage: "gangmu diff OLD NEW [--view] [--format text|jsonl] [--all]",
        after: text(
            "例子：
  gangmu diff 去年.docx 今年.docx      标题改了什么，各节改了哪些句子
  gangmu diff --view 去年.txt 今年.txt 左旧右新，逐节对齐，改动的字标亮
  gangmu diff --all 初稿.txt 二稿.txt  没有变的标题也列出
记号：+ 新增，- 删去，~ 改写，# 改序号，> 移动；句中 [-删去-]{+新增+}。
退出状态：0 相同，1 不同。",
            "Examples:
  gangmu diff last.docx this.docx      headings and sentences that changed
  gangmu diff --view last.txt this.txt side by side, changes highlighted
  gangmu diff --all first.txt second.txt   unchanged headings, too
Signs: + new, - gone, ~ reworded, # renumbered, > moved; [-gone-]{+new+}.
Exit status: 0 the same, 1 different.",
        ),
    },
    About {
        name: "stats",
        about: text("算字数、占比和讲话用时", "Print lengths, shares and speaking time"),
        usage: "gangmu stats PATH… [--format FORMAT] [--pace N] [--depth N]",
        after: text(
            "例子：
  gangmu stats 讲话稿.txt                 每分钟 200 字，各部分讲多久
  gangmu stats --pace 180 --depth 2 讲话稿.docx
  gangmu stats --format jsonl 文件夹/     每行一个 JSON 对象；csv 是表格
字数按 Word 的“字数”计：汉字和全角标点每个算 1，连写的字母、数字一串
算 1；非正文不计。阅读时按 S，大纲右栏轮换显示字数、占比、用时。",
            "Examples:
  gangmu stats speech.txt                 at 200 characters a minute
  gangmu stats --pace 180 --depth 2 speech.docx
  gangmu stats --format jsonl folder/     one JSON object per line; or csv
Lengths are what Word shows as its word count: each Chinese character and
full-width mark counts one, and so does each run of letters or digits. Page
furniture does not count. In the reader, S shows lengths, shares or times.",
        ),
    },
    About {
        name: "export",
        about: text("把全文或一节转成别的格式", "Convert a whole text or a section"),
        usage: "gangmu export PATH [--format FORMAT] [--section ADDRESS] [-o FILE]",
        after: text(
            "例子：
  gangmu export -o 1.docx 讲话稿.txt           Word：标题样式、自动编号
  gangmu export -o 1.html 讲话稿.txt           可折叠的网页，单个文件
  gangmu export --section '二(三)' 讲话稿.txt  一节，Markdown
非正文不输出。只要大纲时用 gangmu outline。",
            "Examples:
  gangmu export -o out.docx speech.txt           Word heading styles
  gangmu export -o out.html speech.txt           one page that folds
  gangmu export --section '二(三)' speech.txt    a section, as Markdown
Page furniture is left out. For the outline alone, use gangmu outline.",
        ),
    },
    About {
        name: "rehearse",
        about: text(
            "演练：全屏逐句提示，计时或朗读",
            "Rehearse with a teleprompter, clocks or a voice",
        ),
        usage: "gangmu rehearse PATH [--pace N] [--speak COMMAND]",
        after: text(
            "例子：
  gangmu rehearse 讲话稿.docx                 按设置的语速逐句前进
  gangmu rehearse --pace 180 讲话稿.txt
  gangmu rehearse --speak 'espeak-ng -v cmn' 讲话稿.txt    逐句朗读
空格停下或继续，+ - 改语速，j k 换句，J K 换标题，Esc 回到阅读。
用时是字数（同 gangmu stats）除以语速，再加停顿：，、；：后 0.2 秒，
。！？后和段末各 0.5 秒。朗读命令不经过 shell；每句从标准输入送入，命令里
写了 {} 就放在那里。阅读时按 R 也可演练。",
            "Examples:
  gangmu rehearse speech.docx                 at the pace of the settings
  gangmu rehearse --pace 180 speech.txt
  gangmu rehearse --speak 'espeak-ng -v cmn' speech.txt    read aloud
Space pauses, + - change the pace, j k the sentence, J K the heading; Esc
goes back to reading. A sentence takes its length (as gangmu stats counts it)
divided by the pace, and pauses: 0.2 s after commas and colons, 0.5 s after
stops and paragraphs. The command runs without a shell; each sentence goes to
its standard input, or where {} stands in it. In the reader, press R.",
        ),
    },
    About {
        name: "notes",
        about: text("把批注输出为 Markdown", "Print notes and highlights as Markdown"),
        usage: "gangmu notes [PATH…]",
        after: text(
            "在阅读时按 ; 写批注，按 # 标出一段，按 * 看列表。

例子：
  gangmu notes 讲话稿.txt > 批注.md    一篇的批注
  gangmu notes > 全部批注.md           所有记下的批注，最近读的在前",
            "While reading, ; writes a note, # highlights a passage, * lists both.

Examples:
  gangmu notes speech.txt > notes.md    the notes of one text
  gangmu notes > all.md                 all notes, the last read text first",
        ),
    },
    About {
        name: "doctor",
        about: text("诊断：格式、编码、损坏、编号", "Explain what was recognised in a file"),
        usage: "gangmu doctor [PATH…] [--format text|jsonl]",
        after: text(
            "不写 PATH 时说明终端和环境。有解不出的字节时退出状态是 1。
例子：
  gangmu doctor 乱码.txt
  gangmu doctor 文件夹/ --format jsonl",
            "Without a PATH, it describes the terminal and the environment.
Exit status 1 if there are bytes that cannot be decoded.
Examples:
  gangmu doctor strange.txt
  gangmu doctor folder/ --format jsonl",
        ),
    },
    About {
        name: "config",
        about: text("设置文件：默认内容、位置、检查", "Print, locate or check the settings file"),
        usage: "gangmu config [--default | --path | --check]",
        after: text(
            "不写选项即检查。设置有问题时退出状态是 1；问题再多，阅读界面照样打开。
例子：
  mkdir -p ~/.config/gangmu
  gangmu config --default > ~/.config/gangmu/config.toml
  gangmu config --check",
            "Without an option, it checks the file. Exit status 1 if something is wrong;
the reader starts all the same.
Examples:
  mkdir -p ~/.config/gangmu
  gangmu config --default > ~/.config/gangmu/config.toml
  gangmu config --check",
        ),
    },
    About {
        name: "state",
        about: text("管理记下的位置、记号和批注", "Show, export or clear what is remembered"),
        usage: "gangmu state path|clear|export",
        after: text(
            "阅读位置、记号、批注和输入历史记在一个文件里，只有本人能读。
gangmu --no-state 或环境变量 GANGMU_STATE=off 这次什么也不记。

例子：
  gangmu state path                显示文件在哪里
  gangmu state export > 备份.json  导出
  gangmu state clear               全部忘掉",
            "Places, marks, notes and earlier input are kept in one file that only you can
read. With --no-state, or GANGMU_STATE=off in the environment, nothing is kept.

Examples:
  gangmu state path                  where the file is
  gangmu state export > backup.json  print it
  gangmu state clear                 forget everything",
        ),
    },
    About {
        name: "completions",
        about: text("输出命令行补全脚本", "Print a completion script for a shell"),
        usage: "gangmu completions SHELL",
        after: text(
            "例子：
  gangmu completions bash > ~/.local/share/bash-completion/completions/gangmu
  gangmu completions fish > ~/.config/fish/completions/gangmu.fish
  gangmu completions zsh > ~/.zfunc/_gangmu    ~/.zfunc 要在 fpath 里",
            "Examples:
  gangmu completions bash > ~/.local/share/bash-completion/completions/gangmu
  gangmu completions fish > ~/.config/fish/completions/gangmu.fish
  gangmu completions zsh > ~/.zfunc/_gangmu    with ~/.zfunc in fpath",
        ),
    },
    About {
        name: "man",
        about: text("输出手册页", "Print the manual page"),
        usage: "gangmu man",
        after: text(
            "例子：
  gangmu man > ~/.local/share/man/zh_CN/man1/gangmu.1",
            "Example:
  gangmu man > ~/.local/share/man/man1/gangmu.1",
        ),
    },
];

pub(super) const TEMPLATE: Text = text(
    "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
    "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
);
pub(super) const COMMANDS_HEADING: Text = text("命令", "Commands");
pub(super) const ARGUMENTS_HEADING: Text = text("参数", "Arguments");
pub(super) const OPTIONS_HEADING: Text = text("选项", "Options");
pub(super) const GENERAL_HEADING: Text = text("通用选项", "General options");

pub(super) const ABOUT: Text = text(
    "纲目：按大纲阅读中文讲话稿和公文，左边大纲，右边正文",
    "gangmu: read Chinese speeches and official documents by their outline",
);
pub(super) const USAGE: Text = text(
    "gangmu [选项] [PATH…]          打开文件、文件夹或内置的讲话稿
      gangmu <命令> …                不进入阅读界面，直接输出",
    "gangmu [OPTIONS] [PATH…]    open files, folders or the built-in speeches
       gangmu COMMAND …            print without opening the reader",
);
pub(super) const AFTER: Text = text(
    "例子：
  gangmu                      列出这个文件夹里的文稿和内置的讲话稿
  gangmu 讲话稿.docx          打开一篇；进入后按 ? 看按键，按 q 退出
  gangmu 讲话稿.txt:120       从第 120 行读起；+120 讲话稿.txt 也可以
  gangmu +/群众 讲话稿.txt    从第一处“群众”读起；+G 从末尾
  gangmu 文件夹/              打开文件夹里的所有讲话稿
  pdftotext 讲话稿.pdf - | gangmu    从管道读入
  gangmu outline 讲话稿.txt   只输出大纲
  gangmu ./outline            打开名为 outline 的文件（或 gangmu -- outline）

输出不是终端时，gangmu 讲话稿.txt 输出排好版的正文。
退出状态：0 完成，1 没有找到或查出毛病，2 用法有误或有文件无法读取。
各命令的详细用法：gangmu <命令> --help",
    "Examples:
  gangmu                      list the texts here and the built-in speeches
  gangmu speech.docx          open one; ? shows the keys, q quits
  gangmu speech.txt:120       begin at line 120; so does +120 speech.txt
  gangmu +/群众 speech.txt    begin at the first 群众; +G: at the end
  gangmu folder/              open all speeches in a folder
  pdftotext speech.pdf - | gangmu    read from a pipe
  gangmu outline speech.txt   print the outline only
  gangmu ./outline            open a file called outline (or gangmu -- outline)

If the output is not a terminal, gangmu speech.txt prints the typeset text.
Exit status: 0 done, 1 no match or faults found, 2 wrong usage or a file that
cannot be read.
More about a command: gangmu COMMAND --help",
);

pub(super) const READ_PATHS: Text = text(
    "文件、文件:行号或文件夹；- 是标准输入；不写则读管道，或列出文稿",
    "Files, FILE:LINE, folders; - is standard input; none: pipe or list",
);
pub(super) const PATHS: Text =
    text("文件或文件夹；- 是标准输入", "Files or folders; - is standard input");
pub(super) const PATH: Text = text("文件；- 是标准输入", "A file; - is standard input");
pub(super) const SEARCH_PATHS: Text = text(
    "文件或文件夹；- 是标准输入；不写则读管道，或查内置的讲话稿",
    "Files or folders; - is standard input; none: pipe or samples",
);
pub(super) const QUERY: Text =
    text("要找的标题，写几个字即可", "The heading to find; a few characters will do");
pub(super) const TEXT: Text = text("要找的文字", "The text to find");
pub(super) const SHELL: Text =
    text("bash、zsh、fish、elvish 或 powershell", "One of bash, zsh, fish, elvish, powershell");
pub(super) const OUTLINE_FORMAT: Text =
    text("输出格式；默认 tree，其余见下", "The format; tree by default, others below");
pub(super) const WHOLE_FORMAT: Text = text(
    "md、html、docx、txt 或 json；默认看 -o 的文件名",
    "md, html, docx, txt, json; default: as FILE ends",
);
pub(super) const EXPORT_SECTION: Text = text(
    "只转一节：2.3、二(三)、3:2.1 或标题里的字",
    "A section: 2.3, 二(三), 3:2.1, or heading words",
);
pub(super) const OUTPUT: Text =
    text("写到这个文件；默认写到标准输出", "Write to this file, not to standard output");
pub(super) const OLD: Text = text("旧稿；- 是标准输入", "The old version; - is standard input");
pub(super) const NEW: Text = text("新稿；- 是标准输入", "The new version; - is standard input");
pub(super) const ALL: Text = text("没有变的标题也列出", "List unchanged headings, too");
pub(super) const VIEW: Text = text("在阅读器里左右对照", "Show the two side by side in the reader");
pub(super) const FORCE: Text = text("文件已经存在时也改写", "Replace a file that exists already");
pub(super) const LIST_FORMAT: Text = text("text（默认）或 jsonl", "text (default) or jsonl");
pub(super) const ROW_FORMAT: Text =
    text("text（默认）、jsonl 或 csv（表格）", "text (default), jsonl or csv");
pub(super) const CHECK_FORMAT: Text =
    text("text（默认）、jsonl、csv 或 sarif", "text (default), jsonl, csv or sarif");
pub(super) const CHECK_LEVEL: Text = text(
    "最低报到哪一级：error、warning 或 hint（默认）",
    "Lowest level shown: error, warning, hint (default)",
);
pub(super) const ALLOW: Text =
    text("不查这条规则；可写几条，用逗号分开", "Rules to ignore, separated by commas");
pub(super) const PACE: Text =
    text("每分钟讲多少字；默认 200", "Characters a minute; 200 by default");
pub(super) const SPEAK: Text =
    text("朗读的命令，如 'espeak-ng -v cmn'", "A command that reads aloud: 'espeak-ng -v cmn'");
pub(super) const RULES: Text = text("列出各条规则", "List the rules");
pub(super) const DEPTH: Text = text("只列到第 N 级", "Down to level N only");
pub(super) const NO_POINTS: Text =
    text("不列段内要点（一是、二是……）", "Leave out points inside paragraphs");
pub(super) const PARAGRAPHS: Text =
    text("没有小标题的讲话，列出各段首句", "List the paragraphs of speeches without headings");
pub(super) const WIDTH: Text = text(
    "每行几格，一个汉字占两格；默认取 COLUMNS 或 80",
    "Cells per row (Han: two); default COLUMNS or 80",
);
pub(super) const SECTION: Text = text(
    "只输出一节：2.3、二(三)、3:2.1 或标题里的字",
    "A section: 2.3, 二(三), 3:2.1, or heading words",
);
pub(super) const LEVEL: Text = text(
    "行首行尾禁则：strict（默认）、gb、basic 或 none",
    "Line breaks: strict (default), gb, basic or none",
);
pub(super) const HANG: Text =
    text("句读可挂在行末外两格；默认 on", "Let a stop hang two cells past the row; default on");
pub(super) const SCREEN: Text = text(
    "排成阅读界面里的样子：标题居中，首行缩进，标点全角",
    "As in the reader: titles centred, indents",
);
pub(super) const SET: Text =
    text("版面选项，如 justify=on，可多次；同 :set", "Set a page option, as :set does; repeatable");
pub(super) const LIMIT: Text = text("最多列几个标题；默认 50", "At most N headings; 50 by default");
pub(super) const LANG: Text =
    text("界面语言；默认随系统", "Language of the interface; the locale's by default");
pub(super) const AMBIGUOUS: Text =
    text("“”…—①等字符占几格；默认 auto，由终端决定", "Cells for “ ” … — ①; auto: ask the terminal");
pub(super) const ENCODING: Text =
    text("文件的编码：gb18030、big5……；默认自动识别", "Encoding of the files: gb18030, big5 …");
pub(super) const RAW_HTML: Text =
    text("网页照原样全部显示，不取正文", "Show web pages whole, not only their article");
pub(super) const CONVERT: Text = text(
    "旧式 .doc、.wps、.rtf 用 LibreOffice 转换后打开",
    "Let LibreOffice convert .doc, .wps and .rtf files",
);
pub(super) const CONFIG_DEFAULT: Text =
    text("输出带说明的默认设置", "Print the default settings, explained");
pub(super) const CONFIG_PATH: Text = text("输出设置文件的位置", "Print where the file is");
pub(super) const CONFIG_CHECK: Text =
    text("检查设置，逐条列出行和列", "Check it; faults are shown with line and column");
pub(super) const DOCTOR_PATHS: Text = text(
    "文件或文件夹；- 是标准输入；不写则说明终端和环境",
    "Files or folders; - is standard input; none: the terminal",
);
pub(super) const REGEX: Text =
    text("要找的是正则表达式（汉字仍不分简繁）", "The text is a regular expression");
pub(super) const COUNT: Text =
    text("只列各个文件和命中的处数", "List the files that match, with counts of hits");
pub(super) const AFTER_CONTEXT: Text =
    text("命中的句子之后再列几句", "Show N sentences after each one that matches");
pub(super) const BEFORE_CONTEXT: Text =
    text("命中的句子之前再列几句", "Show N sentences before each one that matches");
pub(super) const CONTEXT: Text =
    text("命中的句子前后各列几句", "Show N sentences before and after");
pub(super) const FILES: Text = text("只列有命中的文件", "List only the files that match");
pub(super) const PINYIN: Text =
    text("字母也按拼音读：全拼、首字母均可", "Read letters as pinyin, too");
pub(super) const DOUBLE: Text = text(
    "拼音也可用双拼：xiaohe、ziranma 或 microsoft",
    "Double pinyin: xiaohe, ziranma, microsoft",
);
pub(super) const NOTES_PATHS: Text =
    text("文件或文件夹；不写则输出所有记下的批注", "Files or folders; none: all notes");
pub(super) const DEED: Text = text(
    "path 显示文件的位置，clear 全部忘掉，export 导出",
    "path: where it is; clear: forget all; export: print",
);
pub(super) const PLAIN: Text =
    text("供读屏软件：没有线条和颜色，光标跟随", "For screen readers: no lines, no colours");
pub(super) const NO_STATE: Text =
    text("这次不读也不记位置、批注和保存的设置", "Neither use nor save places, notes and options");
pub(super) const NO_RULES: Text =
    text("不用设置里自己的标题规则，脚本可用", "Ignore the heading rules of the settings");
pub(super) const HELP: Text = text("显示帮助", "Print help");
pub(super) const VERSION: Text = text("显示版本", "Print the version");
