//! Where the nodes of a drawing stand.
//!
//! Nodes push each other away, lines pull their ends together, and in the end labels
//! make room for each other. Only sums, products and square roots are used, which
//! give the same numbers on every machine; what is drawn is rounded to whole units.

/// A node's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: i32,
    pub(super) y: i32,
    /// Whether its label stands before it: on the left.
    pub(super) before: bool,
}

/// The width of the drawing is that of a page; the height follows the number of nodes.
const WIDTH: f64 = 1100.0;

/// What a character of a label takes on average.
const LETTER: f64 = 7.0;

/// The height of a label with the space between two.
const LINE: f64 = 21.0;

/// Between a node and its label.
const GAP: f64 = 12.0;

const STEPS: u32 = 300;

#[derive(Clone, Copy, Debug, Default)]
struct Point {
    x: f64,
    y: f64,
}

/// The places of nodes with labels of `widths` characters, joined by `lines`, which
/// are pairs of places in `widths`.
pub(super) fn layout(widths: &[usize], lines: &[[usize; 2]]) -> Vec<Spot> {
    let height = height(widths.len());
    let mut points = start(widths.len(), height);
    let mut pull = vec![Point::default(); points.len()];
    // The distance at which push and pull of two joined nodes are equal.
    let count = f64::from(u32::try_from(points.len().max(1)).unwrap_or(u32::MAX));
    let ideal = 0.75 * (WIDTH * height / count).sqrt();
    for step in 0..STEPS {
        pull.fill(Point::default());
        push(&points, &mut pull, ideal);
        draw_together(&points, &mut pull, lines, ideal);
        let heat = WIDTH / 12.0 * f64::from(STEPS - step) / f64::from(STEPS);
        for (point, force) in points.iter_mut().zip(&pull) {
            let length = (force.x * force.x + force.y * force.y).sqrt().max(0.01);
            let stride = length.min(heat) / length;
            point.x = (point.x + force.x * stride).clamp(-WIDTH / 2.0, WIDTH / 2.0);
            point.y = (point.y + force.y * stride).clamp(-height / 2.0, height / 2.0);
        }
    }
    make_room(widths, &mut points);
    points.iter().map(|point| spot(*point)).collect()
}

/// The part of the plane that holds nodes and labels: left, top, width, height.
pub(super) fn view(widths: &[usize], spots: &[Spot]) -> [i32; 4] {
    // At least as wide as a page, so that a small drawing is not blown up.
    let page = whole(WIDTH / 2.0);
    let (mut left, mut top, mut right, mut bottom) = (-page, 0, page, 1);
    for (spot, width) in spots.iter().zip(widths) {
        let label = whole(label_width(*width));
        let (from, to) = if spot.before { (label, 12) } else { (12, label) };
        left = left.min(spot.x - from);
        right = right.max(spot.x + to);
        top = top.min(spot.y - 16);
        bottom = bottom.max(spot.y + 16);
    }
    [left, top, right - left, bottom - top]
}

fn height(nodes: usize) -> f64 {
    let nodes = f64::from(u32::try_from(nodes).unwrap_or(u32::MAX));
    (nodes * 12.0).clamp(160.0, 640.0)
}

/// Rows of points, every other one shifted: no two alike, none in line with another.
fn start(nodes: usize, height: f64) -> Vec<Point> {
    let mut points = Vec::new();
    let mut seed = 1_u32;
    for _ in 0..nodes {
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(seed >> 8) / f64::from(1_u32 << 24) - 0.5
        };
        points.push(Point { x: next() * WIDTH * 0.8, y: next() * height * 0.8 });
    }
    points
}

fn push(points: &[Point], pull: &mut [Point], ideal: f64) {
    for (point, force) in points.iter().zip(pull.iter_mut()) {
        for other in points {
            let (x, y) = (point.x - other.x, point.y - other.y);
            let squared = (x * x + y * y).max(1.0);
            force.x += x / squared * ideal * ideal;
            force.y += y / squared * ideal * ideal;
        }
        // Towards the middle, so that what hangs on nothing else stays near.
        force.x -= point.x * 0.06;
        force.y -= point.y * 0.14;
    }
}

fn draw_together(points: &[Point], pull: &mut [Point], lines: &[[usize; 2]], ideal: f64) {
    for [a, b] in lines {
        let (Some(from), Some(to)) = (points.get(*a), points.get(*b)) else { continue };
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = (x * x + y * y).sqrt();
        let (x, y) = (x * length / ideal, y * length / ideal);
        if let Some(force) = pull.get_mut(*a) {
            force.x += x;
            force.y += y;
        }
        if let Some(force) = pull.get_mut(*b) {
            force.x -= x;
            force.y -= y;
        }
    }
}

/// Moves labels that lie over each other apart, up and down.
fn make_room(widths: &[usize], points: &mut [Point]) {
    for _ in 0..200 {
        let mut moved = false;
        for at in 0..points.len() {
            let (before, after) = points.split_at_mut(at);
            let Some((own, width)) = after.first_mut().zip(widths.get(at)) else {
                continue;
            };
            for (other, other_width) in before.iter_mut().zip(widths) {
                let apart = own.y - other.y;
                if apart.abs() >= LINE || !meet((own.x, *width), (other.x, *other_width))
                {
                    continue;
                }
                let by = (LINE - apart.abs()) / 2.0 + 0.5;
                let by = if apart < 0.0 { -by } else { by };
                own.y += by;
                other.y -= by;
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}

/// Whether two nodes with their labels share a stretch of the width.
fn meet((a, a_width): (f64, usize), (b, b_width): (f64, usize)) -> bool {
    let extent = |x: f64, width: usize| {
        let label = label_width(width);
        if is_before(x) { (x - label, x + GAP) } else { (x - GAP, x + label) }
    };
    let ((a_from, a_to), (b_from, b_to)) = (extent(a, a_width), extent(b, b_width));
    a_from < b_to && b_from < a_to
}

fn label_width(characters: usize) -> f64 {
    GAP + LETTER * f64::from(u32::try_from(characters).unwrap_or(u32::MAX))
}

/// Labels stand on the outside.
fn is_before(x: f64) -> bool {
    x < 0.0
}

fn spot(point: Point) -> Spot {
    Spot { x: whole(point.x), y: whole(point.y), before: is_before(point.x) }
}

#[expect(clippy::cast_possible_truncation, reason = "a few thousand at most")]
fn whole(length: f64) -> i32 {
    length.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_and_labels_do_not_lie_over_each_other() {
        let widths: Vec<usize> = (0..60).map(|n| 8 + n % 18).collect();
        let lines: Vec<[usize; 2]> = (1..60).map(|n| [n % 7, n]).collect();
        let spots = layout(&widths, &lines);
        assert_eq!(spots, layout(&widths, &lines), "the same every time");
        let mut over = 0;
        for (at, (a, width)) in spots.iter().zip(&widths).enumerate() {
            for (b, other) in spots.iter().zip(&widths).skip(at + 1) {
                let apart = (a.y - b.y).abs();
                let meet = meet((f64::from(a.x), *width), (f64::from(b.x), *other));
                over += u32::from(apart < 14 && meet);
            }
        }
        assert!(over <= 3, "{over} of 60 labels lie over another");
        let [left, top, width, height] = view(&widths, &spots);
        assert!(width < 1700 && height < 1500, "{left} {top} {width} {height}");
    }

    #[test]
    fn nothing_and_one_have_a_place_too() {
        assert!(layout(&[], &[]).is_empty());
        let one = layout(&[4], &[[0, 0], [0, 7]]);
        assert_eq!(one.len(), 1);
        let [.., width, height] = view(&[4], &one);
        assert!(width > 0 && height > 0);
    }
}
