//! What is said to those whose first command was not one.

use corsac::explain::Language;

/// What the command line lacks.
pub(crate) const fn nothing_to_explain(language: Language) -> &'static str {
    match language {
        Language::English => "there is nothing to explain yet",
        Language::Korean => "설명할 것이 없습니다",
    }
}

/// How to go on without anything in hand but a URL, and with something.
pub(crate) const fn how_to_explain(language: Language) -> &'static str {
    match language {
        Language::English => {
            "give the URL that fails and the address of the page, or paste what the browser has copied:\n\
             \x20   corsac explain http://localhost:8000/items --origin http://localhost:5173\n\
             \x20   corsac explain \"curl 'http://localhost:8000/items' -H 'Origin: http://localhost:5173'\"\n\
             \x20   corsac explain session.har"
        }
        Language::Korean => {
            "실패하는 URL과 페이지 주소를 적거나, 브라우저에서 복사한 것을 붙여 넣으세요:\n\
             \x20   corsac explain http://localhost:8000/items --origin http://localhost:5173\n\
             \x20   corsac explain \"curl 'http://localhost:8000/items' -H 'Origin: http://localhost:5173'\"\n\
             \x20   corsac explain session.har"
        }
    }
}

/// That standard input was empty.
pub(crate) const fn nothing_came(language: Language) -> &'static str {
    match language {
        Language::English => "nothing came",
        Language::Korean => "아무것도 들어오지 않았습니다",
    }
}

/// How to write into standard input.
pub(crate) const fn how_to_pipe(language: Language) -> &'static str {
    match language {
        Language::English => {
            "write what you have copied into it, as in: xclip -o | corsac explain -   (macOS: pbpaste)"
        }
        Language::Korean => "복사한 것을 넣어 주세요. 예: xclip -o | corsac explain -   (macOS: pbpaste)",
    }
}

/// That standard input is a keyboard, so that nobody wonders why nothing happens.
pub(crate) const fn paste_it(language: Language) -> &'static str {
    match language {
        Language::English => "paste what you have copied, then press Enter and Ctrl-D",
        Language::Korean => "복사한 것을 붙여 넣고 Enter와 Ctrl-D를 누르세요",
    }
}

/// That a path leads to nothing.
pub(crate) const fn no_such_file(language: Language) -> &'static str {
    match language {
        Language::English => "there is no such file",
        Language::Korean => "그런 파일이 없습니다",
    }
}

/// What to do about it; a URL that looks like a path needs its scheme.
pub(crate) fn check_the_path(language: Language, path: &str) -> String {
    match language {
        Language::English => format!("check the path; if it is a URL, write https://{path}"),
        Language::Korean => format!("경로를 확인하세요. URL이라면 https://{path} 라고 쓰세요"),
    }
}

/// That a path leads to a directory.
pub(crate) const fn a_directory(language: Language) -> &'static str {
    match language {
        Language::English => "this is a directory",
        Language::Korean => "디렉터리입니다",
    }
}

/// What to do about it.
pub(crate) const fn name_a_file(language: Language) -> &'static str {
    match language {
        Language::English => "name a file in it, such as a HAR, an OpenAPI description or a corsac.toml",
        Language::Korean => "그 안의 파일을 지정하세요. 예: HAR, OpenAPI 설명 파일, corsac.toml",
    }
}

/// That a command has been left out before what it is to be done to.
pub(crate) fn no_command(language: Language, word: &str) -> String {
    match language {
        Language::English => format!("{word} is no command"),
        Language::Korean => format!("{word} 명령은 없습니다"),
    }
}

/// What was meant.
pub(crate) fn perhaps_explain(language: Language, word: &str) -> String {
    match language {
        Language::English => format!("to explain it: corsac explain {word}"),
        Language::Korean => format!("설명을 보려면: corsac explain {word}"),
    }
}

/// That there is one word too many.
pub(crate) fn one_too_many(language: Language, word: &str) -> String {
    match language {
        Language::English => format!("{word} is one word too many"),
        Language::Korean => format!("{word} 인자가 더 있습니다"),
    }
}

/// Where what was meant goes.
pub(crate) const fn one_at_a_time(language: Language) -> &'static str {
    match language {
        Language::English => {
            "one URL is explained at a time: the page goes behind --origin, the method behind -X, and what has \
             blanks into quotes"
        }
        Language::Korean => {
            "URL은 한 번에 하나만 설명합니다. 페이지는 --origin 뒤에, 메서드는 -X 뒤에 쓰고, 공백이 있는 것은 따옴표로 \
             묶으세요"
        }
    }
}
