//! Advice that no page may give: it makes the error go away and opens the door.

/// What must not stand in a fix, in lower case without blanks, and why.
const NEVER: [(&str, &str); 13] = [
    ("access-control-allow-origin:null", "null admits every sandboxed frame"),
    ("access-control-allow-origin$http_origin", "reflects every origin"),
    ("access-control-allow-origin\"$http_origin", "reflects every origin"),
    ("origin:true", "reflects every origin"),
    ("origin:\"*\",credentials:true", "any origin with credentials"),
    ("origin:'*',credentials:true", "any origin with credentials"),
    ("allow_origins=[\"*\"]", "FastAPI makes a reflection of it where credentials are on"),
    ("allowedoriginpatterns(\"*\")", "reflects every origin"),
    ("setallowedoriginpatterns", "patterns are easily too wide"),
    ("very_permissive", "reflects every origin"),
    ("disable-web-security", "switches the browser's protection off"),
    ("cors-anywhere", "hands every request to a stranger"),
    ("allowall", "any origin"),
];

/// A text in lower case without blanks, and without the lines that a difference takes away.
fn bare(text: &str) -> String {
    let kept = text.lines().filter(|line| !line.starts_with("- Access-"));
    kept.flat_map(str::split_whitespace).collect::<String>().to_lowercase()
}

/// The unsafe advice in a text.
pub(crate) fn unsafe_in(text: &str) -> Vec<String> {
    let whole = bare(text);
    let mut found: Vec<_> = NEVER
        .iter()
        .filter(|(pattern, _)| whole.contains(pattern))
        .map(|(pattern, why)| format!("{pattern}: {why}"))
        .collect();
    for block in text.split("```").skip(1).step_by(2) {
        let block = bare(block);
        let any_origin =
            ["access-control-allow-origin:*", "access-control-allow-origin\"*\"", "allow-origin*"];
        let credentials = block.contains("credentials:true");
        if credentials && any_origin.iter().any(|pattern| block.contains(pattern)) {
            found.push("any origin beside credentials".into());
        }
    }
    found
}

#[test]
fn unsafe_advice_is_seen() {
    for text in [
        "Access-Control-Allow-Origin: null",
        "add_header Access-Control-Allow-Origin $http_origin always;",
        "cors({ origin: true, credentials: true })",
        "```\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true\n```",
        "CORSMiddleware(allow_origins=[\"*\"])",
        "start Chrome with --disable-web-security",
    ] {
        assert_eq!(unsafe_in(text).len(), 1, "{text}");
    }
    for text in [
        "```\nAccess-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Credentials: true\n```",
        "add_header Access-Control-Allow-Origin $cors_origin always;",
        "```\nAccess-Control-Allow-Origin: *\n```",
        "```diff\n- Access-Control-Allow-Origin: *\n  Access-Control-Allow-Credentials: true\n```",
    ] {
        assert!(unsafe_in(text).is_empty(), "{text}");
    }
}
