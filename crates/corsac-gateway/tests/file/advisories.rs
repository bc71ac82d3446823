//! What other middleware was mistaken in where a path chooses the policy, each by its advisory.

use corsac_gateway::file::{FileMistakeKind, PathRefused, PolicyFile, Routes};

fn routes(paths: &[&'static str]) -> Routes<&'static str> {
    Routes::new(paths.iter().map(|path| (path.parse().expect("a path"), *path)).collect())
}

/// rack-cors and flask-cors chose by a path that they had not resolved. What any program may resolve is refused.
#[test]
fn cve_2019_18978_and_cve_2020_25032_no_path_leads_out_of_its_route() {
    let routes = routes(&["/public", "/private", "/"]);
    for path in [
        "/public/../private",
        "/public/%2e%2e/private",
        "/public/..%2fprivate",
        "/public/..;/private",
        "/public/..",
    ] {
        assert_eq!(routes.find(path), Err(PathRefused::DotSegments), "{path}");
    }
    assert_eq!(routes.find("/public//private"), Ok(Some(&"/public")));
    assert_eq!(routes.find("//private"), Err(PathRefused::Ambiguous));
}

/// flask-cors took the longest expression, not the most specific path.
#[test]
fn cve_2024_6839_the_most_specific_path_decides_in_whatever_order() {
    for order in [["/api", "/api/private", "/"], ["/", "/api/private", "/api"]] {
        let routes = routes(&order);
        assert_eq!(routes.find("/api/private/x"), Ok(Some(&"/api/private")));
        assert_eq!(routes.find("/api/privates"), Ok(Some(&"/api")));
    }
}

/// flask-cors read `+` in a path as a space.
#[test]
fn cve_2024_6844_a_plus_is_a_plus() {
    let routes = routes(&["/a+b", "/"]);
    assert_eq!(routes.find("/a+b"), Ok(Some(&"/a+b")));
    assert_eq!(routes.find("/a%2Bb"), Ok(Some(&"/a+b")));
    assert_eq!(routes.find("/a%20b"), Ok(Some(&"/")));
}

/// flask-cors did not tell capitals apart in paths.
#[test]
fn cve_2024_6866_paths_are_compared_by_case() {
    let routes = routes(&["/Admin", "/"]);
    assert_eq!(routes.find("/Admin/x"), Ok(Some(&"/Admin")));
    assert_eq!(routes.find("/admin/x"), Ok(Some(&"/")));
}

/// kuma, siyuan, sliver, goshs, cilium, qui and others let every page of the Web read a service of the machine that the
/// browser runs on.
#[test]
fn cve_2026_45021_every_origin_on_this_machine_is_warned_of() {
    let text = "[[route]]\npath = '/'\nupstream = 'http://127.0.0.1:8000'\npolicy = 'a'\n[policy.a]\nallow_origins = ['*']";
    let kinds = |text: &str| -> Vec<_> {
        PolicyFile::parse(text).expect("a policy file").warnings.iter().map(|mistake| mistake.kind).collect()
    };
    assert_eq!(kinds(text), [FileMistakeKind::AnyOriginOnLoopback]);
    assert_eq!(kinds(&text.replace('*', "https://app.example.com")), []);
}
