//! Runs the reader (the program) without a terminal.
//!
//! In: texts and keys. Out: screens. What the program leaves to worker threads is done at once, here.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use gangmu::app::clipboard::Outcome;
use gangmu::app::compare::{Compared, Order, Pair, Want};
use gangmu::app::msg::{Arrival, Memory};
use gangmu::app::text::Text;
use gangmu::app::wide::{Asked, Peek, Range, RangeFound, Ranged};
use gangmu::app::{self, Effect, Key, Model, Msg, Named, Settings};
use gangmu::input::Options;
use gangmu::library::range::{Gathered, Haul, Last, search};
use gangmu::library::state::State;
use gangmu::library::{Sample, Source};
use gangmu::search::jump;
use gangmu::search::text::Finder;
use gangmu::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// A speech with a title, three chapters, sections, and points inside a paragraph.
pub const SPEECH: &str = "\
当前位置：首页 > 文稿 > 讲话
在全县河湖保护工作会议上的讲话
（2024年3月12日）
同志们：
今天召开这次会议，主要任务是总结去年的工作，部署今年的河湖保护。刚才，水务局作了通报，三个乡镇作了发言，讲得都很好，我都赞成。下面，我讲三点意见。
一、充分认识河湖保护的重要意义
（一）河湖是百姓的饮水之源。全县四十万人，有三十六万人喝的是清江水，水清不清，群众最有发言权。去年冬天走访时，老人们还记得小时候在江边洗菜的样子。
（二）河湖是发展的命脉。一条清江养活了沿岸的稻田、果园和鱼塘，保护好“母亲河”，就是保护好我们的饭碗。
二、扎实抓好今年的重点任务
（一）抓排查。要做到三个清楚：一是排口底数清楚，逐个编号上图；二是污染来源清楚，逐条写进台账；三是整改责任清楚，逐项落到人头。
（二）抓治理。坚持“一河一策”，先干流后支流，先城区后乡村，把每一笔钱花在刀刃上。
（三）抓巡护。村级河长每周至少巡河两次，发现问题当天上报，重大情况随时报告。
三、切实加强组织领导
各级河长要亲自上手，不当甩手掌柜。要把河湖保护纳入年度考核，干得好的表扬，干得差的约谈。
同志们，守住一江清水，就是守住子孙后代的家园。让我们一起努力！
谢谢大家！
";

/// A running reader.
pub struct Reader {
    pub model: Model,
    memory: Memory,
    /// What was put on the clipboard last.
    pub copied: Option<String>,
    /// Whether the user has left it.
    pub done: bool,
    /// What is kept for the next run.
    pub kept: State,
}

impl Reader {
    /// Opens `text` on a terminal of this size.
    pub fn open(text: &str, size: (u16, u16)) -> Self {
        Self::with(&[("稿.txt", text)], Settings::default(), size)
    }

    /// Opens several texts, each given as its name and content.
    pub fn with(texts: &[(&str, &str)], settings: Settings, size: (u16, u16)) -> Self {
        let source = |(name, text): &(&str, &str)| source(name, text);
        let (model, effect) = app::start(texts.iter().map(source).collect(), settings, size);
        Self::begin(model, effect, State::default())
    }

    /// Opens texts at the time `now`, in milliseconds since 1970, with what an earlier run has `kept`.
    pub fn again(texts: &[(&str, &str)], kept: &State, now: u64, size: (u16, u16)) -> Self {
        let texts: Vec<_> = texts.iter().map(|(name, text)| source(name, text)).collect();
        let memory = app::Memory::new(kept.clone(), true, now);
        let (model, effect) = app::start_with(texts, Settings::default(), size, memory);
        Self::begin(model, effect, kept.clone())
    }

    fn begin(model: Model, effect: Effect, kept: State) -> Self {
        let memory = Memory::default();
        let mut reader = Self { model, memory, copied: None, done: false, kept };
        reader.perform(effect);
        reader
    }

    /// Opens `sources`.
    pub fn of(sources: Vec<Source>, settings: Settings, size: (u16, u16)) -> Self {
        let (model, effect) = app::start(sources, settings, size);
        Self::begin(model, effect, State::default())
    }

    /// Opens a file.
    pub fn file(path: &std::path::Path, size: (u16, u16)) -> Self {
        Self::of(vec![Source::File(path.to_owned())], Settings::default(), size)
    }

    /// Leaves the reader, and returns what is kept for the next run.
    pub fn leave(mut self) -> State {
        if let Some(changes) = app::farewell(&mut self.model) {
            self.kept.merge(*changes);
        }
        self.kept
    }

    /// The reader while its only text is still being read.
    pub fn unread(size: (u16, u16)) -> Self {
        let sample = Box::leak(Box::new(Sample { name: "稿.txt", text: "" }));
        let (model, _) = app::start(vec![Source::Sample(sample)], Settings::default(), size);
        Self::begin(model, Effect::None, State::default())
    }

    /// Updates the model with `msg`, and carries out the effect for which it asks.
    pub fn step(&mut self, msg: Msg) {
        let effect = app::update(&mut self.model, msg);
        self.perform(effect);
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Read { slot, source, measure, encoding, memory, rules, .. } => {
                let text = |document| Text::by(document, &source, rules.clone());
                let arrival = |document| Arrival::new(text(document), measure);
                let remembered =
                    |document| arrival(document).remembered(&memory, source.real_path(), None);
                let read = source.load_with(&Options { encoding, ..Options::default() });
                let stamp = match &source {
                    Source::File(path) => gangmu::library::Stamp::of(path),
                    _ => None,
                };
                let stamped = |document| Arrival { stamp, ..remembered(document) };
                let result = read.map(|document| Box::new(stamped(document)));
                self.step(Msg::Read { slot, result });
            }
            Effect::Outline { slot, source, text, measure, memory, rules } => {
                let new = text.again(&source, rules);
                let arrival =
                    Arrival::new(new, measure).remembered(&memory, source.real_path(), None);
                let arrival = Arrival { again: Some(text), ..arrival };
                self.step(Msg::Read { slot, result: Ok(Box::new(arrival)) });
            }
            Effect::Preview { slot, source, rules } => {
                let seen = source.load().map(|document| {
                    let outline = rules.outline(&source, &document);
                    let rows = gangmu::export::entries(&document, &outline)
                        .map(|entry| (entry.level, entry.label().into_owned()))
                        .collect();
                    gangmu::app::msg::Seen { title: None, rows }
                });
                self.step(Msg::Previewed { slot, seen });
            }
            Effect::Titles(_) | Effect::Scan { .. } => {}
            Effect::Look { slot, path } => {
                self.step(Msg::Looked { slot, stamp: gangmu::library::Stamp::of(&path) });
            }
            Effect::Save(changes) => {
                self.kept.merge(*changes);
                let kept = Box::new(self.kept.clone());
                self.step(Msg::Saved(Ok(kept)));
            }
            Effect::Ask(question) => {
                let answer = question.answer(&mut self.memory, &AtomicBool::new(false)).unwrap();
                self.step(Msg::Answered(answer));
            }
            Effect::Range(range) => self.range(range),
            Effect::Peek(peek) => {
                let Peek { volume, measure, find } = *peek;
                let result = volume.source.load().map(|document| {
                    let find = find.and_then(|(q, manner, s)| Finder::new(&q, manner, s).ok());
                    let hits = find.map_or(Vec::new(), |f| f.find_in(document.text()));
                    let text = Text::by(document, &volume.source, volume.rules.clone());
                    (Box::new(Arrival::new(text, measure)), hits)
                });
                self.step(Msg::Peeked { volume: volume.number, result });
            }
            Effect::Compare(order) => self.compare(*order),
            Effect::Copy(clip) => {
                self.copied = Some(clip.text);
                self.step(Msg::Said(Outcome::Sent.of(clip.what)));
            }
            Effect::Quit => self.done = true,
            Effect::None
            | Effect::Edit { .. }
            | Effect::Keep { .. }
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Speak(_)
            | Effect::Mouse(_) => {}
        }
    }

    /// Reads those of the texts to be compared that are not read yet, and compares them.
    fn compare(&mut self, order: Order) {
        let Order { serial, volumes, wants, measure, memory, rules } = order;
        let mut arrivals = Vec::new();
        let texts = wants.into_iter().zip(volumes).filter_map(|(want, volume)| match want {
            Want::Held(text) => Some(text),
            Want::Unread(source, _) => {
                let text = |document| Text::by(document, &source, rules.clone());
                let arrival = |document| Arrival::new(text(document), measure);
                let read = source.load().map(arrival);
                let read =
                    read.map(|arrival| arrival.remembered(&memory, source.real_path(), None));
                let text = read.as_ref().ok().map(|arrival| Arc::clone(&arrival.text));
                arrivals.push((volume.slot, read.map(Box::new)));
                text
            }
        });
        let texts: Vec<_> = texts.collect();
        let speeches = volumes.map(|volume| volume.speech);
        let never = AtomicBool::new(false);
        let pair = <[_; 2]>::try_from(texts).ok();
        let pair = pair.and_then(|texts| Pair::new(texts, speeches, measure, &never));
        self.step(Msg::Compared(Compared { serial, arrivals, pair: pair.map(Box::new) }));
    }

    /// Carries out a jump or search over all texts.
    fn range(&mut self, range: Range) {
        let never = AtomicBool::new(false);
        let options = Options::default();
        let found = match &range.asked {
            Asked::Jump { query, literal } => {
                let gathered = Gathered::default();
                gathered.gather(&range.volumes, &options, &never);
                let options =
                    jump::Options { pinyin: !literal, scheme: range.scheme, ..Default::default() };
                let found = gathered.jump(query, &options, &mut Last::default(), &never);
                let (rows, total) = found.unwrap();
                RangeFound::Headings(rows, total)
            }
            Asked::Find { query, manner } => match Finder::new(query, *manner, range.scheme) {
                Ok(finder) => RangeFound::Hits(found(&range, &finder)),
                Err(bad) => RangeFound::Bad(bad),
            },
        };
        let count = range.volumes.len();
        let (serial, seen) = (range.serial, (count, count));
        self.step(Msg::Ranged(Ranged { serial, seen, done: true, found }));
    }

    /// Presses `keys`, words with blanks between them: each word is the name of a key (`Enter`, `C-d`,
    /// `M-Left`), or else each of its characters is pressed.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ') {
            match key(word) {
                Some(key) => self.step(Msg::Key(key)),
                None => word.chars().for_each(|c| self.step(Msg::Key(Key::Char(c)))),
            }
        }
        self
    }

    /// The marker and title of the section being read.
    pub fn section(&self) -> String {
        let Some(reading) = self.model.reading() else { return String::new() };
        let text = reading.text.document.text();
        let node = reading.current().and_then(|id| reading.text.outline.get(id));
        node.map_or(String::new(), |n| format!("{}{}", n.marker.of(text), n.title.of(text)))
    }

    /// The first row of the text pane.
    pub fn top(&self) -> String {
        let Some(reading) = self.model.reading() else { return String::new() };
        let row = reading.rows().first().map(|placed| placed.row.span);
        row.map_or(String::new(), |span| span.of(reading.text.document.text()).to_owned())
    }

    /// The rows of the screen as they are seen, without the blanks at their ends.
    pub fn screen(&self) -> String {
        rows(&self.buffer()).join("\n")
    }

    /// The cells of the screen.
    pub fn buffer(&self) -> Buffer {
        self.draw().0
    }

    /// The cell of the cursor; `None` if it is hidden.
    pub fn cursor(&self) -> Option<Position> {
        self.draw().1
    }

    fn draw(&self) -> (Buffer, Option<Position>) {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut drawn = Buffer::default();
        let draw = |frame: &mut ratatui::Frame<'_>| {
            ui::view(&self.model, frame);
            drawn = frame.buffer_mut().clone();
        };
        terminal.draw(draw).unwrap();
        let backend = terminal.backend();
        (drawn, backend.cursor_visible().then(|| backend.cursor_position()))
    }
}

/// What a search over all texts finds in each of them.
pub fn hauls(range: &Range) -> Vec<Haul> {
    let Asked::Find { query, manner } = &range.asked else { return Vec::new() };
    found(range, &Finder::new(query, *manner, range.scheme).unwrap())
}

fn found(range: &Range, finder: &Finder) -> Vec<Haul> {
    let mut hauls = Vec::new();
    search(&range.volumes, finder, &Options::default(), &AtomicBool::new(false), |haul, _| {
        hauls.extend(haul);
        ControlFlow::Continue(())
    });
    hauls
}

/// The rows of `buffer`, without the blanks at their ends. The covered half of a wide character holds an
/// empty string.
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..area.height).map(|y| row(y).trim_end().to_owned()).collect()
}

fn source(name: &str, text: &str) -> Source {
    let name = Box::leak(name.to_owned().into_boxed_str());
    let text = Box::leak(text.to_owned().into_boxed_str());
    Source::Sample(Box::leak(Box::new(Sample { name, text })))
}

fn key(name: &str) -> Option<Key> {
    Some(match name {
        "Enter" => Key::Named(Named::Enter),
        "Esc" => Key::Named(Named::Esc),
        "Tab" => Key::Named(Named::Tab),
        "Space" => Key::Char(' '),
        "Up" => Key::Named(Named::Up),
        "Down" => Key::Named(Named::Down),
        "Left" => Key::Named(Named::Left),
        "Right" => Key::Named(Named::Right),
        "End" => Key::Named(Named::End),
        "PageDown" => Key::Named(Named::PageDown),
        "BSpace" => Key::Named(Named::Backspace),
        "M-Left" => Key::AltNamed(Named::Left),
        "M-Right" => Key::AltNamed(Named::Right),
        _ => {
            let c = name.strip_prefix("C-")?;
            Key::Ctrl(c.chars().next()?)
        }
    })
}
