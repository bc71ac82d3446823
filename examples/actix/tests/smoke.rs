//! Starts the example and tries what it says to try.

#[path = "../../notes.rs"]
mod notes;

#[test]
fn what_it_says_to_try_works() {
    notes::try_what_it_says(
        env!("CARGO_BIN_EXE_example-actix"),
        &[("PUT /notes/x", &[notes::FRONT_END, notes::TOKEN], "404")],
    );
}
