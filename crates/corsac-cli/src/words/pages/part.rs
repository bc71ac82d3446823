//! The words of the demo's pages; each language has them all, or does not compile.

use serde::Serialize;

/// All words of the three pages.
#[derive(Debug, Serialize)]
pub(crate) struct Pages {
    pub(crate) nav: Nav,
    pub(crate) bank: Bank,
    pub(crate) front_end: FrontEnd,
    pub(crate) hostile: Hostile,
    pub(crate) teller: Teller,
    pub(crate) policy: PolicyComments,
    pub(crate) script: Script,
    pub(crate) actions: Actions,
}

/// The three pages, as links to them are called.
#[derive(Debug, Serialize)]
pub(crate) struct Nav {
    pub(crate) bank: &'static str,
    pub(crate) front_end: &'static str,
    pub(crate) hostile: &'static str,
}

/// The bank's own page.
#[derive(Debug, Serialize)]
pub(crate) struct Bank {
    pub(crate) title: &'static str,
    pub(crate) who: &'static str,
    pub(crate) introduction: &'static str,
    pub(crate) then: &'static str,
    pub(crate) log_in: &'static str,
    pub(crate) open_front_end: &'static str,
    pub(crate) open_hostile: &'static str,
    pub(crate) policy: &'static str,
}

/// The page that the policy allows.
#[derive(Debug, Serialize)]
pub(crate) struct FrontEnd {
    pub(crate) title: &'static str,
    pub(crate) who: &'static str,
    pub(crate) introduction: &'static str,
    pub(crate) cookies: &'static str,
}

/// The page that it does not allow.
#[derive(Debug, Serialize)]
pub(crate) struct Hostile {
    pub(crate) title: &'static str,
    pub(crate) who: &'static str,
    pub(crate) introduction: &'static str,
    pub(crate) cookies: &'static str,
}

/// What the bank itself says.
#[derive(Debug, Serialize)]
pub(crate) struct Teller {
    /// That it has sent `{amount}`.
    pub(crate) sent: &'static str,
}

/// The comments of the bank's policy.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyComments {
    pub(crate) guard: &'static str,
    pub(crate) unguarded: &'static str,
    pub(crate) seconds: &'static str,
    pub(crate) debug: &'static str,
}

/// What the script says of what it did.
#[derive(Debug, Serialize)]
pub(crate) struct Script {
    pub(crate) run: &'static str,
    pub(crate) browser_is: &'static str,
    pub(crate) logged_in: &'static str,
    pub(crate) not_logged_in: &'static str,
    pub(crate) balance: &'static str,
    pub(crate) limit: &'static str,
    pub(crate) arrivals: &'static str,
    pub(crate) your_browser: &'static str,
    pub(crate) at_the_bank: &'static str,
    pub(crate) why: &'static str,
    pub(crate) opaque: &'static str,
    pub(crate) opaque_means: &'static str,
    pub(crate) reads_status: &'static str,
    pub(crate) error_means: &'static str,
    pub(crate) form_sent: &'static str,
    pub(crate) form_needs_nothing: &'static str,
    pub(crate) nothing_arrived: &'static str,
    pub(crate) stopped_before: &'static str,
    /// Stands behind a method and a path.
    pub(crate) arrived_with_cookie: &'static str,
    /// Stands behind a method and a path.
    pub(crate) arrived_without_cookie: &'static str,
    pub(crate) no_explanation: &'static str,
    pub(crate) form_refused: &'static str,
    pub(crate) form_done: &'static str,
    pub(crate) form_harmless: &'static str,
    pub(crate) message_by_message: &'static str,
    pub(crate) frame: &'static str,
    pub(crate) frame_title: &'static str,
}

/// What a reader may do.
#[derive(Debug, Serialize)]
pub(crate) struct Actions {
    pub(crate) own_log_in: Action,
    pub(crate) own_read: Action,
    pub(crate) own_limit: Action,
    pub(crate) log_in: Action,
    pub(crate) read: Action,
    pub(crate) read_without_cookie: Action,
    pub(crate) limit: Action,
    pub(crate) method: Action,
    pub(crate) header: Action,
    pub(crate) steal: Action,
    pub(crate) steal_with_header: Action,
    pub(crate) steal_limit: Action,
    pub(crate) no_cors: Action,
    pub(crate) forge: Action,
    pub(crate) forge_unguarded: Action,
}

/// The words of one of them.
#[derive(Debug, Serialize)]
pub(crate) struct Action {
    pub(crate) title: &'static str,
    pub(crate) note: &'static str,
}
