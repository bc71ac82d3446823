//! What the demo says when it starts.

use super::origins::Origins;
use crate::terminal::{Ink, Terminal};

/// What to open and what to try.
pub(super) fn greeting(origins: &Origins, terminal: &Terminal) -> String {
    let Origins { bank, front_end, hostile, upstream, .. } = origins;
    let strong = |text: &str| terminal.paint(Ink::Strong, text);
    let link = |text: &str| terminal.paint(Ink::Code, text);
    let faint = |text: &str| terminal.paint(Ink::Faint, &terminal.text(text));
    format!(
        "\
{title}

  {bank_link}/   the bank, behind corsac: log in as Alice
  {front_link}/   a front end that its policy allows: reads Alice's account
  {hostile_link}/   a hostile site that it does not: sends the same, gets nothing

{terminal_title}

  {first}
    curl -i {bank}/api/user-info -H 'Origin: {hostile}'
    curl -i {bank}/api/user-info -H 'Origin: {front_end}'

  {second}
    corsac explain {bank}/api/user-info --origin {front_end}
    corsac explain {bank}/api/user-info --origin {hostile}
    corsac explain {bank}/api/limit --origin {front_end} -X PUT \\
        -H 'Content-Type: application/json' -d '{{\"limit\":500}}' --credentials include

  {third}
    corsac explain {upstream}/api/user-info --origin {front_end}

{stop}
",
        title = strong("A bank, a front end and a hostile site. Open them in this order:"),
        bank_link = link(bank),
        front_link = link(front_end),
        hostile_link = link(hostile),
        terminal_title = strong("In another terminal:"),
        first = faint("The bank answers everybody: CORS guards users of browsers, not the server."),
        second = faint("What a browser makes of it, and why:"),
        third = faint("The same bank without corsac in front of it:"),
        stop = faint("Ctrl-C stops it. Requests that corsac refuses are logged below."),
    )
}
