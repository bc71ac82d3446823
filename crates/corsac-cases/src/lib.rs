//! Reads the corpus in cases/ and plays a case against anything that can answer
