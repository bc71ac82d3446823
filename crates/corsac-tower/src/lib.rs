//! CORS as a tower layer, over the corsac engine
