//! An HTTP client that fetches as a browser at some origin would
