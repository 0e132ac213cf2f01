//! How dates are written in the export, for its schema.

/// A day.
pub(super) const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// A day or a month.
pub(super) const DATE: &str = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$";

/// A day, month, quarter or year.
pub(super) const MOMENT: &str = "^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]))?$";
