//! About what a preflight's answer allows.

use super::super::language::English;
use super::super::permission::{Permission, Tool, Usually};
use super::{and, is_or_are};
use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Permission<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Permission::*;
        match self.0 {
            MethodsMalformed { element } => write!(f, "Access-Control-Allow-Methods is no list of methods: {element} is none. Write names with commas between them, without quotation marks or brackets."),
            MethodCase { method, upper, allowed: true } => write!(f, "Your code sends the method {method}, and the server allows {upper}. Browsers put only DELETE, GET, HEAD, OPTIONS, POST and PUT into upper case."),
            MethodCase { method, upper, allowed: false } => write!(f, "Your code sends the method {method}, not {upper}. Browsers put only DELETE, GET, HEAD, OPTIONS, POST and PUT into upper case."),
            MethodCaseOnServer { listed, method } => write!(f, "The server allows {listed}, and the request's method is {method}. Methods are compared byte by byte."),
            MethodWildcard { method } => write!(f, "The server allows any method (*), but your code sends cookies. With cookies * is a plain name, and {method} is not listed."),
            NoMethods { method } => write!(f, "The preflight asks for {method}, and the answer has no Access-Control-Allow-Methods."),
            OtherMethods { method, listed } => write!(f, "The preflight asks for {method}, and the server allows {}.", and(listed)),
            HeadersMalformed { element } => write!(f, "Access-Control-Allow-Headers is no list of header names: {element} is none. Write names with commas between them, without quotation marks or brackets."),
            AuthorizationWildcard => write!(f, "The server allows any header (*). By the Standard * does not cover Authorization; browsers still let it pass and warn that they will stop."),
            HeaderWildcard { names } => write!(f, "The server allows any header (*), but your code sends cookies. With cookies * is a plain name, and {} not listed.", is_or_are(names)),
            HeaderNearly { name, listed } => write!(f, "The preflight asks for {name}, and the server allows {listed}: that is another name. It is probably a slip of the pen, and {name} is meant."),
            HeaderWordForAll { names, word } => write!(f, "The preflight asks for {}, and the server allows {word}. To browsers that is a header called {word}; only * stands for all, and not where cookies go along.", and(names)),
            HeadersParted { list, by } => write!(f, "The server parts its list by {by}: {list}. To browsers that is one long name; only commas part a list."),
            MethodWordForAll { method, word } => write!(f, "The preflight asks for {method}, and the server allows {word}. To browsers that is a method called {word}; only * stands for all, and not where cookies go along."),
            MethodsParted { list, by } => write!(f, "The server parts its list by {by}: {list}. To browsers that is one long name; only commas part a list."),
            MethodsInAllow { method } => write!(f, "The preflight asks for {method}, and the answer has no Access-Control-Allow-Methods. It has an Allow header, which browsers do not look at for this."),
            NoHeaders { names } => write!(f, "The preflight asks for {}, and the answer allows no header.", and(names)),
            OtherHeaders { names, listed } => write!(f, "The preflight asks for {}, and the server allows only {}.", and(names), and(listed)),
            Tooling { names, tools } => write!(f, "{} probably added by {}, not by your code; the server does not allow it.", is_or_are(names), several(tools)),
            ContentType { value } => write!(f, "A Content-Type of {value} needs permission, and the preflight's answer does not list content-type. Only the three types that a form can send need none."),
            ByValue { name, why } => write!(f, "{name} usually needs no permission, but {}; the server does not list it.", English(why)),
            Misspelt { wrong, meant } => write!(f, "There is no header {wrong}: the name is misspelt, so browsers ignore it. {meant} is meant."),
        }
    }
}

impl Display for English<Usually> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Usually::TooLong { bytes } => {
                write!(f, "its value has {bytes} bytes, more than the 128 that need no permission")
            }
            Usually::Byte { at } => write!(f, "its value holds a byte that needs permission, at place {at}"),
            Usually::Range => write!(f, "only one range with a start, such as bytes=0-99, needs none"),
            Usually::Total => write!(f, "all such headers together have more than 1024 bytes"),
        }
    }
}

impl Display for English<Tool> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Tool::Named(name) => write!(f, "{name}"),
            Tool::SentryOrOpenTelemetry => write!(f, "Sentry or OpenTelemetry"),
            Tool::Tracer => write!(f, "OpenTelemetry or another tracer"),
            Tool::ForNgrok => write!(f, "a workaround for ngrok"),
            Tool::JQuery => write!(f, "a library such as jQuery"),
        }
    }
}

fn several(tools: &[Tool]) -> impl Display {
    let tools: Vec<_> = tools.iter().map(|tool| English(*tool).to_string()).collect();
    let tools: Vec<&str> = tools.iter().map(AsRef::as_ref).collect();
    and(&tools)
}
