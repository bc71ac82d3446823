//! The same case before both servers: what each answered and what the page got, held against each other.

use corsac_cases::lab::{Arrival, Observation, Seen};

/// What each server writes in a way of its own.
const OF_THE_SERVER: [&str; 6] =
    ["connection", "content-length", "content-type", "date", "server", "transfer-encoding"];

/// Where the two differ, a line each.
pub(crate) fn differences(axum: &[Observation], actix: &[Observation]) -> Vec<String> {
    let (axum, actix) = (told(axum), told(actix));
    let lines = (0..axum.len().max(actix.len())).map(|index| (axum.get(index), actix.get(index)));
    let differ = lines.filter(|(one, other)| one != other);
    let none = "nothing";
    differ
        .map(|(one, other)| {
            let text = |line: Option<&String>| line.map_or(none, String::as_str).to_owned();
            format!("axum {}, actix-web {}", text(one), text(other))
        })
        .collect()
}

fn told(observed: &[Observation]) -> Vec<String> {
    let fetches = observed.iter().enumerate();
    let of_fetch = |(index, observation): (usize, &Observation)| {
        let arrivals = observation.arrivals.iter().map(arrival);
        arrivals
            .chain([seen(&observation.seen)])
            .map(move |line| format!("fetch {}: {line}", index + 1))
            .collect()
    };
    fetches.flat_map::<Vec<String>, _>(of_fetch).collect()
}

fn arrival(arrival: &Arrival) -> String {
    let request = format!("{} {}{}", arrival.request.method, arrival.origin, arrival.request.target);
    let Some(answer) = &arrival.answer else { return format!("{request} unanswered") };
    let lines = answer
        .lines
        .iter()
        .map(|line| (line.name.to_ascii_lowercase(), String::from_utf8_lossy(&line.value).into_owned()));
    format!("{request} {} {:?}", answer.status, compared(lines))
}

fn seen(seen: &Seen) -> String {
    let Seen::Response(response) = seen else { return format!("{seen:?}") };
    let headers = compared(response.headers.iter().cloned());
    format!("{:?} {} {headers:?} {:?}", response.kind, response.status, response.body)
}

fn compared(lines: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut lines: Vec<_> = lines.filter(|(name, _)| !OF_THE_SERVER.contains(&name.as_str())).collect();
    lines.sort();
    lines
}

#[test]
fn what_only_one_server_answered_is_a_difference() {
    use corsac_cases::lab::{Failure, Response};
    let observed = |seen| Observation { seen, console: Vec::new(), failed: Vec::new(), arrivals: Vec::new() };
    let response = |status, headers: &[(&str, &str)]| {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let (url, body) = (String::new(), String::new());
        observed(Seen::Response(Response { kind: None, status, redirected: None, url, headers, body }))
    };
    let blocked = observed(Seen::Failed(Failure { name: "TypeError".into(), message: String::new() }));
    let (date, vary) = (("date", "now"), ("vary", "origin"));
    assert_eq!(differences(&[response(200, &[date, vary])], &[response(200, &[vary])]), [""; 0]);
    for (one, other) in [
        (response(200, &[vary]), response(200, &[])),
        (response(200, &[]), response(201, &[])),
        (response(200, &[]), blocked),
    ] {
        assert_eq!(differences(&[one], &[other]).len(), 1);
    }
    assert_eq!(differences(&[response(200, &[])], &[]).len(), 1);
}
