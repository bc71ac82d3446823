//! The pages of the demo in English.

use super::part::{Action, Actions, Bank, FrontEnd, Hostile, Nav, Pages, PolicyComments, Script, Teller};

/// All of them.
pub(super) const ENGLISH: Pages = Pages {
    nav: NAV,
    bank: BANK,
    front_end: FRONT_END,
    hostile: HOSTILE,
    teller: TELLER,
    policy: POLICY,
    script: SCRIPT,
    actions: ACTIONS,
};

const NAV: Nav = Nav { bank: "The bank", front_end: "The front end", hostile: "The hostile site" };

const BANK: Bank = Bank {
    title: "The bank",
    who: "behind corsac",
    introduction: "An API that knows nothing of CORS, with corsac in front of it. This page is the bank’s own: its \
                   requests have the API’s origin, so CORS does not apply to them.",
    then: "Then",
    log_in: "Log in here, or on the front end.",
    open_front_end: "Open <a href=\"{{FRONT_END}}/\">the front end</a>, which the policy allows: it reads Alice’s \
                     account.",
    open_hostile: "Open <a href=\"{{HOSTILE}}/\">the hostile site</a>, which it does not: same request, same cookie, \
                   no answer.",
    policy: "The policy",
};

const FRONT_END: FrontEnd = FrontEnd {
    title: "A front end that the bank allows",
    who: "allowed by the policy",
    introduction: "This page calls the bank’s API at <code>{{BANK}}</code>. Another port is another origin, so the \
                   browser asks the answers for permission, and corsac, in front of the bank, gives it to this \
                   origin by name.",
    cookies: "Cookies know hosts, not ports: all pages on <code>localhost</code> are one site, so Alice’s cookie \
              travels from each of them. A preflight’s answer is kept for ten minutes, so a second click asks no more.",
};

const HOSTILE: Hostile = Hostile {
    title: "A hostile site",
    who: "not allowed by the policy",
    introduction: "You are logged in at the bank and have come here by accident. This page’s script does what it can: \
                   it asks <code>{{BANK}}</code> with your cookie. <a href=\"{{FRONT_END}}/\">Log in</a> first, so \
                   that there is something to steal.",
    cookies: "On <code>localhost</code> this page and the bank are one site in spite of their ports, so your cookie \
              travels. <a href=\"{{HOSTILE_ELSEWHERE}}/\">Open this page as 127.0.0.1</a>: that is another site, and \
              the cookie’s <code>SameSite=Lax</code> keeps it at home. CORS decides the same either way.",
};

const TELLER: Teller = Teller { sent: "The bank has sent {amount} from Alice’s account." };

const POLICY: PolicyComments = PolicyComments {
    guard: "refuses forged forms, but for this page's",
    unguarded: "the same bank, and nobody thought of forms",
    seconds: "seconds",
    debug: "refusals say why; not for production",
};

const SCRIPT: Script = Script {
    run: "Run",
    browser_is: "This browser is",
    logged_in: "logged in as Alice",
    not_logged_in: "not logged in",
    balance: "Alice’s balance",
    limit: "Limit",
    arrivals: "Requests that reached the bank",
    your_browser: "Your browser",
    at_the_bank: "At the bank",
    why: "Why, says corsac",
    opaque: "An opaque response",
    opaque_means: "Script sees neither status nor body.",
    reads_status: "✔ Script reads status {status}",
    error_means: "That is all that script learns. The browser’s console says a little more.",
    form_sent: "The browser sent the form",
    form_needs_nothing: "A form needs no permission.",
    nothing_arrived: "Nothing arrived.",
    stopped_before: "The request stopped before the bank.",
    arrived_with_cookie: " arrived with Alice’s cookie and was answered {status}.",
    arrived_without_cookie: " arrived without her cookie and was answered {status}.",
    no_explanation: "no explanation",
    form_refused: "The gateway’s guard refused it: the browser says where a request comes from (Sec-Fetch-Site, \
                   Origin), and the guard does not trust this origin.",
    form_done: "CORS is about reading answers and never stops a form. Here nothing else did, either.",
    form_harmless: "CORS never stops a form. Only the cookie was missing: SameSite kept it from another site’s request.",
    message_by_message: "Message by message, as in the terminal",
    frame: "The answer, in a frame that this page cannot look into; a refusal is empty:",
    frame_title: "The bank’s answer to the form",
};

const ACTIONS: Actions = Actions {
    own_log_in: Action {
        title: "Log in as Alice",
        note: "The answer sets a cookie that script cannot read (HttpOnly).",
    },
    own_read: Action {
        title: "Read the account",
        note: "One origin for page and URL: no CORS, no preflight.",
    },
    own_limit: Action { title: "Change the limit", note: "PUT, and still no preflight." },
    log_in: Action {
        title: "Log in at the bank",
        note: "JSON is not a form’s type, so a preflight asks first. The answer sets a cookie at the bank.",
    },
    read: Action { title: "Read Alice’s account", note: "A simple request with her cookie: no preflight." },
    read_without_cookie: Action {
        title: "The same without the cookie",
        note: "Without credentials: \"include\" the bank does not know who asks. An error, and script may read it.",
    },
    limit: Action {
        title: "Change the limit",
        note: "PUT needs a preflight. The policy lists PUT and content-type.",
    },
    method: Action {
        title: "A method that the policy does not list",
        note: "Even an allowed origin may only do what is listed.",
    },
    header: Action {
        title: "A header that the policy does not list",
        note: "Monitoring tools add such headers without asking you.",
    },
    steal: Action {
        title: "Read the victim’s account",
        note: "Many believe that the browser does not send this. It does: watch the middle column.",
    },
    steal_with_header: Action {
        title: "The same with a header of its own",
        note: "Now a preflight asks first, and is refused.",
    },
    steal_limit: Action {
        title: "Change the victim’s limit", note: "PUT with JSON needs a preflight, too."
    },
    no_cors: Action {
        title: "Ask without CORS",
        note: "mode: \"no-cors\" silences the error. It does not open the answer.",
    },
    forge: Action {
        title: "Forge a transfer with a form",
        note: "A form may post anywhere, with cookies, without preflight. CORS does not stop it; the gateway’s guard \
               does.",
    },
    forge_unguarded: Action {
        title: "The same where nobody set the guard",
        note: "The same bank and the same CORS policy on another path, without the guard. Watch the balance.",
    },
};
