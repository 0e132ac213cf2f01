//! Reads single values: dates, names, states, priorities, ticket ids, numbers.

pub mod dates;
pub mod due;
pub mod ids;
pub mod names;
pub mod people;
pub mod periods;
pub mod spans;
pub mod state;
pub mod title;
