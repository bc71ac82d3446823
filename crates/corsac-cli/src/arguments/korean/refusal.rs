//! What is wrong with a command line.

use super::super::refused::BadValue;
use clap::Error;
use clap::error::{ContextKind, ErrorKind};
use corsac::explain::Language::Korean;
use std::error::Error as _;

/// What is wrong, in a line.
pub(super) fn of(error: &Error) -> String {
    let get = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => format!("'{argument}'(이)라는 인자는 쓸 수 없습니다"),
        ErrorKind::InvalidSubcommand => {
            format!("'{}'(이)라는 명령은 없습니다", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("'{argument}' 옵션에는 값이 있어야 합니다"),
        ErrorKind::InvalidValue => {
            let known = get(ContextKind::ValidValue);
            let known = if known.is_empty() { known } else { format!(" [가능한 값: {known}]") };
            format!("'{argument}'에 '{value}' 값은 쓸 수 없습니다{known}")
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(|source| {
                source.downcast_ref::<BadValue>().map_or_else(|| source.to_string(), |bad| bad.0.say(Korean))
            });
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            format!("'{argument}'에 '{value}' 값은 쓸 수 없습니다{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("다음 인자가 있어야 합니다: {argument}"),
        ErrorKind::MissingSubcommand => "명령이 있어야 합니다".to_owned(),
        ErrorKind::ArgumentConflict => match get(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => {
                format!("'{argument}'은(는) 한 번만 쓸 수 있습니다")
            }
            prior => format!("'{argument}'은(는) '{prior}'와(과) 함께 쓸 수 없습니다"),
        },
        ErrorKind::NoEquals => format!("'{argument}' 값을 줄 때는 = 기호가 있어야 합니다"),
        ErrorKind::TooManyValues => format!("'{argument}'에는 '{value}' 값까지 줄 수 없습니다"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("'{argument}'에 준 값의 개수가 맞지 않습니다")
        }
        ErrorKind::InvalidUtf8 => "명령줄에 UTF-8이 아닌 글자가 있습니다".to_owned(),
        // Help and the version are no mistakes, and of what clap may add nothing is known.
        other => format!("명령줄을 읽을 수 없습니다 ({other})"),
    }
}
