//! How well a colour stands out from the ground it lies on.
//!
//! In: two colours. Out: a ratio from 1 to 21. Source: WCAG 2.2, “contrast ratio” and “relative luminance”.

use std::sync::OnceLock;

/// What text needs (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;
/// What is asked of marks that stand back: sizes, hints, numbers (WCAG 2.2, 1.4.11).
pub const MARKS: f64 = 3.0;

/// The contrast ratio of two colours, given as red, green, blue.
#[must_use]
pub fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance (from sRGB).
fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    // A frame asks for it often, and powers take long.
    static LINEAR: OnceLock<[f64; 256]> = OnceLock::new();
    let linear = LINEAR.get_or_init(|| {
        std::array::from_fn(|value| {
            let value = f64::from(u8::try_from(value).unwrap_or(u8::MAX)) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    });
    let part = |value: u8| linear[usize::from(value)];
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = ([0, 0, 0], [255, 255, 255]);
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], white) - 4.48).abs() < 0.01);
        assert!((contrast(white, [0x77; 3]) - contrast([0x77; 3], white)).abs() < 1e-9);
    }
}
