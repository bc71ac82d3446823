//! CORS for both ends of the wire: policy to headers, headers to verdict, and the reason
