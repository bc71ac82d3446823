//! Ways out.

use super::super::fix::{AtServer, InPage, Mend};
use super::super::language::English;
use super::and;
use crate::browser::TlsFailure;
use alloc::string::{String, ToString};
use core::fmt::{Display, Formatter, Result};

impl Display for English<InPage<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use InPage::*;
        match self.0 {
            DefaultMode => write!(f, "Use the default mode:"),
            LeaveOutRedirect => write!(f, "Leave the redirect option out, or use mode cors."),
            FileOverHttp => write!(f, "Serve the file over http, for instance from http://localhost, and call that URL."),
            OtherScheme => write!(f, "Call an http or https URL."),
            WebSocket => write!(f, "Open it as a WebSocket, which CORS does not concern; the server checks Origin by itself:"),
            GivePageOrigin => write!(f, "Give the origin of the page: scheme, host and port, such as https://app.example.com."),
            WholeUrl => write!(f, "Write the whole URL, with scheme and host."),
            HeaderCharacters => write!(f, "Use letters, digits and hyphens in the name, and no line break in the value."),
            Post => write!(f, "Use POST, or put the values into the URL's query."),
            ChangeMode => write!(f, "Change the mode, or leave out what does not go with it."),
            AskTheServer => write!(f, "Let the server be asked where the cache has nothing:"),
            SameOriginModeOrForceCache => write!(f, "Add mode: \"same-origin\" for URLs of the page's own origin, or use force-cache:"),
            BodyInOnePiece => write!(f, "Send the body as text, Blob or FormData, or leave keepalive out."),
            WriteScheme => write!(f, "Write the scheme:"),
            CredentialsInHeader => write!(f, "Send them in a header, and let the server allow it:"),
            AnotherMethod => write!(f, "Use another method."),
            CorsForMethod => write!(f, "Use mode cors, and let the server allow the method."),
            MethodWithoutSpaces => write!(f, "Write a method without spaces, such as PUT."),
            MethodAs(method) => write!(f, "Write the method as {method}:"),
            Delete(names) => write!(f, "Delete {} from the request's headers.", and(names)),
            CorsForHeader => write!(f, "Use mode cors, and let the server allow the header."),
            TellTheTool => write!(f, "Or tell the tool not to add headers to requests for this host."),
            CorrectHost => write!(f, "Correct the host in the URL, or make the name known."),
            CorrectPort => write!(f, "See what listens there, for instance by curl -v, and correct the port in the URL or the server."),
            HttpUrl => write!(f, "Call the http URL, or speak TLS on this port:"),
            Localhost => write!(f, "Write localhost, for which browsers try both addresses:"),
            FinalUrl => write!(f, "Call the final URL, so that no redirect is needed:"),
            FinalUrlOrBody => write!(f, "Call the final URL, or send the body as text, Blob or FormData."),
            FinalUrlOrFollow => write!(f, "Call the final URL, or follow redirects:"),
            ThenLogin => write!(f, "Then send the user to the login page yourself:"),
            AskWithCors => write!(f, "Or ask with CORS, for instance by the crossorigin attribute, and let the server allow it."),
            CorsToRead => write!(f, "To read the answer, use mode cors and let the server allow the page's origin."),
            CheckUrl => write!(f, "See whether the URL is right: an error page comes as text/html."),
            SendLess => write!(f, "Send less, or leave keepalive out."),
            TargetAddressSpace => write!(f, "Set targetAddressSpace to where the server is, or leave it out."),
            PageOverHttps => write!(f, "Serve the page by https."),
            AskTheUser => write!(f, "Ask the user to allow it, and say beforehand what for."),
            OwnOrigin => write!(f, "Serve the page from an origin of its own, for instance http://localhost:8000."),
            OneMachine(page, url) => write!(f, "{page} and {url} are one machine under two names, and so two origins. Use the page's name, and no CORS is needed:"),
            SendCookies => write!(f, "If the server needs cookies, send them:"),
            LeaveOut(name) => write!(f, "Leave {name} out."),
            HttpsUrl => write!(f, "Call the https URL:"),
            WithoutCookies => write!(f, "If cookies are not needed, do not send them to other origins:"),
        }
    }
}

impl Display for English<AtServer> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use AtServer::*;
        match self.0 {
            AnotherPort => write!(f, "Serve on another port, such as 8080."),
            Start => write!(f, "Start the server, or correct host and port in the URL."),
            Certificate => write!(f, "Open the URL in a tab to see the browser's reason, then trust the certificate's authority or speak TLS on this port."),
            CertificateFor(why) => f.write_str(certificate(why)),
            ListenAtOtherLoopback { v6 } => write!(f, "Or let the server listen at {}, too.", if v6 { "[::1]" } else { "127.0.0.1" }),
            LogForHang => write!(f, "Look at the server's log for this request; it may hang or be overloaded."),
            AnswerOptions => write!(f, "Let the server answer OPTIONS with 204 and the CORS headers."),
            Log => write!(f, "Look at the server's log for this request."),
            OptionsBeforeLogin => write!(f, "Answer OPTIONS before the login check, and answer script requests without a session with 401, not with a redirect."),
            OptionsBeforeRedirect => write!(f, "Or answer OPTIONS at this URL with 204 and the CORS headers, before whatever redirects; the request itself is still redirected then."),
            OptionsAtTarget => write!(f, "And answer OPTIONS at that URL with 204 and the CORS headers. To answer it here is not enough: the request itself would be redirected to another origin, and come there with Origin: null."),
            NoRedirectElsewhere => write!(f, "Or answer without a redirect to another origin. Never allow null."),
            OneLocation => write!(f, "Send one Location."),
            UrlAsLocation => write!(f, "Send a URL, or a path that starts with a slash, as Location."),
            RedirectToHttp => write!(f, "Redirect to an http or https URL, or answer with the URL in the body."),
            NoCircle => write!(f, "Find the two URLs that redirect to each other, and let one of them answer."),
            WithoutUserinfo => write!(f, "Redirect to the URL without user name and password."),
            LoginWith401 => write!(f, "Answer script requests without a session with 401 instead of a redirect; Sec-Fetch-Mode: cors tells them from page loads."),
            CrossOriginPolicy => write!(f, "Send Cross-Origin-Resource-Policy: cross-origin for what every site may embed."),
            Expose => write!(f, "Expose it:"),
            ContentType => write!(f, "Send the type that the file has: text/javascript for scripts, text/css for style sheets."),
            CookieForOtherSites => write!(f, "If pages of other sites may use this cookie, send it so, by https; or serve page and server under one domain:"),
            CookieSecure => write!(f, "Send it so, by https:"),
            CookieWithoutDomain => write!(f, "Leave the Domain out, or name the host's own domain:"),
            CookieWholeHost => write!(f, "Send it so, by https:"),
            CookieByHttps => write!(f, "Serve the URL by https, or leave Secure out while developing."),
            AskLessOften => write!(f, "To ask less often:"),
            SendVary => write!(f, "Send it with every answer, also with those that allow nobody:"),
            HttpsFirst => write!(f, "Serve the page over https first: a plain-http page can be changed by anybody on the network, so it must not get answers made with cookies."),
            OwnOrigin => write!(f, "Serve the page from an origin of its own: an https URL, or http://localhost while developing."),
        }
    }
}

/// What to do about a failed TLS handshake.
#[rustfmt::skip]
const fn certificate(why: TlsFailure) -> &'static str {
    match why {
        TlsFailure::SelfSigned => "Make a certificate with mkcert, whose authority your browser trusts after mkcert -install, or trust this one. Clicking the warning away in a tab is enough for a while, too.",
        TlsFailure::UnknownIssuer => "Let the server send its whole chain of certificates, or trust the issuer on this machine.",
        TlsFailure::Expired => "Renew the certificate, and reload the server so that it uses the new one.",
        TlsFailure::NotYetValid => "Set the clocks of both machines, or make the certificate anew.",
        TlsFailure::OtherHost => "Call the server by a name that stands in its certificate, or get one that has this name.",
        TlsFailure::OldProtocol => "Let the server speak TLS 1.2 or 1.3.",
        TlsFailure::ClientCertificate => "Let the server answer OPTIONS without a client's certificate, and send the request with credentials: \"include\".",
        _ => "Open the URL in a tab to see the browser's reason.",
    }
}

impl Display for English<Mend<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Mend::*;
        match self.0 {
            And(mend) => write!(f, "And {}", lower_first(*mend)),
            IfCookies(mend) => write!(f, "If cookies are needed, {}", lower_first(*mend)),
            OptionsBeforeLogin => write!(f, "Answer OPTIONS before the login check. The answer to the preflight:"),
            RouteOptions => write!(f, "Answer OPTIONS for this path, best by a CORS layer around the whole router. The answer to the preflight:"),
            OptionsBeforeFailure => write!(f, "Mend what fails, or answer OPTIONS before it runs. The answer to the preflight:"),
            OptionsBeforeCounting => write!(f, "Answer OPTIONS before requests are counted. The answer to the preflight:"),
            LetCorsLayerAllow { page } => write!(f, "If {page} may send this request, let the server's CORS configuration allow its origin, method and headers. The answer to the preflight:"),
            ErrorLogin => write!(f, "Log in, or look up why the server refuses the request. Then let errors carry the headers, too:"),
            ErrorNothingThere => write!(f, "Correct URL and method: the server has nothing there. Then let errors carry the headers, too:"),
            ErrorNotAccepted => write!(f, "Look up what the server does not accept. Then let errors carry the headers, too:"),
            ErrorInLog => write!(f, "Find the error in the server's log. Then let errors carry the headers, too:"),
            VaryEverywhere => write!(f, "Send Vary: Origin on every answer, also on those without CORS headers, and empty the cache:"),
            OrTheRedirect => write!(f, "Or let the redirect carry the headers, too:"),
            OneWriter => write!(f, "Let one component write the header, and delete it in the others:"),
            IfPageMaySend { page, credentialed } => write!(f, "If {page} may send this request, change the answer to the preflight{}:", the_answer_itself(credentialed)),
            IfPageMayRead { page } => write!(f, "If {page} may read this answer, change it:"),
            Preflight { credentialed } => write!(f, "Change the answer to the preflight{}:", the_answer_itself(credentialed)),
            AnswerTo { method } => write!(f, "Change the answer to the {method} itself:"),
            Answer => write!(f, "Change the answer:"),
        }
    }
}

/// What the answer after a preflight needs besides.
const fn the_answer_itself(credentialed: bool) -> &'static str {
    if credentialed {
        "; the answer to the request itself needs the origin and the permission for cookies, too"
    } else {
        "; the answer to the request itself needs the origin, too"
    }
}

fn lower_first(mend: Mend<'_>) -> String {
    let text = English(mend).to_string();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
