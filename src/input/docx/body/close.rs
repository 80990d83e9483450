//! Finishes a paragraph, or a row of a table, at the end of its element.
//!
//! In: a [`Frame`], or the cells of a row. Out: [`Para`]s for the container around it, or for the document.

use super::{Container, Frame, Para, Piece, Settled, Walk};
use crate::document::Role;
use crate::input::docx::numbering::Label;
use crate::input::numeral;

impl Walk<'_> {
    /// Works out what the properties of the innermost paragraph amount to, once they are all read.
    pub(super) fn settle(&mut self) {
        let Self { containers, styles, numbering, .. } = self;
        let Some(Container::Paragraph(frame)) = containers.last_mut() else { return };
        if frame.settled.is_some() {
            return;
        }
        let style = styles.get(frame.style.as_deref());
        let label = if frame.runs_on {
            None
        } else {
            let place = numbering.place(&frame.list, &style.chain, styles);
            place.and_then(|(num, level)| numbering.next(&num, level, styles))
        };
        let role = match frame.outline {
            _ if frame.contents => Role::Furniture,
            Some(level @ 0..=8) if style.role != Role::Furniture => Role::Heading(level + 1),
            Some(_) if matches!(style.role, Role::Heading(_)) => Role::Body,
            _ => style.role,
        };
        let centred = frame.centred.unwrap_or(style.centred);
        frame.settled = Some(Settled { role, label, centred, look: style.look });
    }

    pub(super) fn close_paragraph(&mut self) {
        self.settle();
        let Some(Container::Paragraph(frame)) = self.containers.pop() else { return };
        // The field of a table of contents begins within its first line.
        let contents = self.in_contents();
        // A field whose result never begins must not hide the rest of the document.
        for field in &mut self.fields {
            field.result = true;
        }
        let Frame { line, mut carried, text, runs_on, settled, tally, after, .. } = *frame;
        let Some(settled) = settled else { return };
        if runs_on {
            carried.push(Piece { line, col: 0, text });
            carried.retain(|p| !p.text.is_empty());
            self.carried = carried;
        } else {
            let mut para = Para {
                pieces: carried,
                role: if contents { Role::Furniture } else { settled.role },
                numbered: false,
                centred: settled.centred,
                tally,
            };
            para.pieces.push(Piece { line, col: 0, text });
            if !para.is_blank() {
                settled.label.into_iter().for_each(|label| put_label(&mut para, label));
            }
            // Blank paragraphs, too: they make gaps.
            self.deliver(para, false);
        }
        for para in after {
            self.deliver(para, false);
        }
    }

    pub(super) fn close_row(&mut self) {
        let Some(Container::Row { mut cells, nested, deleted }) = self.containers.pop() else {
            return;
        };
        if deleted {
            return;
        }
        for cell in &mut cells {
            cell.retain(|para| !para.is_blank());
        }
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        // A row with one filled cell, or with tables in it, only frames text.
        if nested || filled <= 1 {
            let alone = cells.len() == 1 || cells.iter().any(|cell| cell.len() > 1);
            for mut para in cells.into_iter().flatten() {
                if !alone && !nested && para.role == Role::Body {
                    para.role = Role::Table;
                }
                self.deliver(para, true);
            }
            return;
        }
        let mut row = Para { role: Role::Table, ..Para::default() };
        // What separates the next words from those before; empty cells leave their tabs in it.
        let mut gap = String::new();
        for cell in cells {
            for para in cell {
                row.tally.merge(para.tally);
                for mut piece in para.pieces {
                    piece.text = one_line(&piece.text);
                    if let Some(last) = row.pieces.last_mut() {
                        last.text.push_str(&gap);
                    }
                    gap.clear();
                    row.pieces.push(piece);
                }
                gap.push(' ');
            }
            gap.truncate(gap.trim_end_matches(' ').len());
            gap.push('\t');
        }
        self.deliver(row, true);
    }

    /// Hands a finished paragraph to the innermost container, or to the document. `from_row` says that it
    /// comes from a row of a table.
    fn deliver(&mut self, para: Para, from_row: bool) {
        match self.containers.last_mut() {
            None => self.out.paragraphs.push(para),
            Some(Container::Paragraph(frame)) => frame.after.push(para),
            Some(Container::Row { cells, nested, .. }) => {
                *nested |= from_row;
                match cells.last_mut() {
                    Some(cell) => cell.push(para),
                    None => cells.push(vec![para]),
                }
            }
        }
    }
}

/// Puts an automatic number before the words of a paragraph, as if it had been typed.
fn put_label(para: &mut Para, label: Label) {
    let Some(first) = para.pieces.first_mut() else { return };
    let words = first.text.trim_start();
    if label.bullet {
        // A bullet before a heading, or before a number that was typed, is left out.
        if numeral::starts_typed(words) || para.role != Role::Body {
            return;
        }
    } else {
        para.numbered = true;
    }
    first.text = label.text + words;
}

/// `text` with blanks in place of line breaks and tabs.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
