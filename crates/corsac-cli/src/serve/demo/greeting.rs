//! What the demo says when it starts.

use super::origins::Origins;
use crate::terminal::{Ink, Terminal};
use crate::words::demo::Demo;

/// What to open and what to try.
pub(super) fn greeting(origins: &Origins, terminal: &Terminal) -> String {
    // Where nobody has installed it, the command goes by its path: `target/debug/corsac`.
    let corsac = std::env::args().next().unwrap_or_else(|| "corsac".into());
    let Origins { bank, front_end, hostile, upstream, .. } = origins;
    let say = |told: Demo| told.say(terminal.language);
    let strong = |text: &str| terminal.paint(Ink::Strong, text);
    let link = |text: &str| terminal.paint(Ink::Code, text);
    let faint = |text: &str| terminal.paint(Ink::Faint, &terminal.text(text));
    format!(
        "\
{title}

  {bank_link}/   {the_bank}
  {front_link}/   {the_front_end}
  {hostile_link}/   {the_hostile}

{terminal_title}

  {first}
    curl -i {bank}/api/user-info -H 'Origin: {hostile}'
    curl -i {bank}/api/user-info -H 'Origin: {front_end}'

  {second}
    {corsac} explain {bank}/api/user-info --origin {front_end}
    {corsac} explain {bank}/api/user-info --origin {hostile}
    {corsac} explain {bank}/api/limit --origin {front_end} -X PUT \\
        -H 'Content-Type: application/json' -d '{{\"limit\":500}}' --credentials include

  {third}
    {corsac} explain {upstream}/api/user-info --origin {front_end}

{stop}
",
        title = strong(say(Demo::Open)),
        the_bank = say(Demo::Bank),
        the_front_end = say(Demo::FrontEnd),
        the_hostile = say(Demo::Hostile),
        bank_link = link(bank),
        front_link = link(front_end),
        hostile_link = link(hostile),
        terminal_title = strong(say(Demo::Terminal)),
        first = faint(say(Demo::Everybody)),
        second = faint(say(Demo::Browser)),
        third = faint(say(Demo::WithoutCorsac)),
        stop = faint(say(Demo::Stop)),
    )
}
