//! Double and triple clicks, counted here since terminals report each press alone.

use std::time::{Duration, Instant};

use crate::app::msg::{Mouse, MouseAction};

/// Longest time between two presses that count as one gesture.
const TOGETHER: Duration = Duration::from_millis(400);

/// Counts presses of the mouse.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    /// The last press: when, where, and which one it was, from 1.
    last: Option<(Instant, u16, u16, u8)>,
}

impl Clicks {
    /// Counts a press that happened `now`: it belongs to the last one if it is soon enough, in the same row,
    /// and at most one cell away (most characters take two). After the third the count begins again.
    pub(super) fn count(&mut self, mouse: Mouse, now: Instant) -> Mouse {
        let Mouse { action, x, y } = mouse;
        match action {
            MouseAction::Press => {}
            // A press that became a drag does not begin a double click.
            MouseAction::Drag => {
                self.last = self.last.filter(|&(_, at, row, _)| (at, row) == (x, y));
                return mouse;
            }
            _ => return mouse,
        }
        let again = self.last.filter(|&(then, at, row, times)| {
            now.duration_since(then) <= TOGETHER && row == y && at.abs_diff(x) <= 1 && times < 3
        });
        let times = again.map_or(1, |(.., times)| times + 1);
        self.last = Some((now, x, y, times));
        let action = match times {
            1 => MouseAction::Press,
            2 => MouseAction::PressTwice,
            _ => MouseAction::PressThrice,
        };
        Mouse { action, x, y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_on_one_spot_are_counted_up_to_three() {
        use MouseAction::{Drag, Press, PressThrice, PressTwice, Release};
        let mut clicks = Clicks::default();
        let mut now = Instant::now();
        for (wait, action, x, y, counted) in [
            (0, Press, 10, 5, Press),
            (20, Release, 10, 5, Release),
            (100, Press, 11, 5, PressTwice),
            (100, Release, 11, 5, Release),
            (100, Press, 11, 5, PressThrice),
            (100, Press, 11, 5, Press),
            (500, Press, 11, 5, Press),
            (100, Press, 14, 5, Press),
            (100, Press, 14, 6, Press),
            (50, Drag, 14, 6, Drag),
            (50, Press, 14, 6, PressTwice),
            (50, Drag, 20, 6, Drag),
            (50, Press, 14, 6, Press),
        ] {
            now += Duration::from_millis(wait);
            let mouse = clicks.count(Mouse { action, x, y }, now);
            assert_eq!(mouse, Mouse { action: counted, x, y });
        }
    }
}
