//! A page as it stands in its file.

use std::path::{Path, PathBuf};

/// A page, or an index: its lines, cut at the headings of the second level.
#[derive(Debug)]
pub(crate) struct Page {
    /// The file's name without `.md`.
    pub name: String,
    pub file: PathBuf,
    pub text: String,
    /// What stands before the first heading of the second level.
    pub head: String,
    pub sections: Vec<Section>,
}

/// A section; its text has no blank lines around it.
#[derive(Debug)]
pub(crate) struct Section {
    pub title: String,
    pub text: String,
}

impl Page {
    pub(crate) fn read(file: &Path) -> Self {
        let text =
            std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut parts = text.split("\n## ");
        let head = parts.next().unwrap_or_default().trim().to_owned();
        let sections = parts.map(Section::parse).collect();
        Self { name, file: file.into(), head, sections, text }
    }

    pub(crate) fn section(&self, title: &str) -> &str {
        self.sections.iter().find(|section| section.title == title).map_or("", |section| &section.text)
    }

    /// Puts the sections together again.
    pub(crate) fn write(&self) {
        let mut text = format!("{}\n", self.head);
        for section in &self.sections {
            text.push_str(&format!("\n## {}\n{}\n", section.title, section.text));
        }
        std::fs::write(&self.file, text).unwrap_or_else(|error| panic!("{}: {error}", self.file.display()));
    }
}

impl Section {
    fn parse(text: &str) -> Self {
        let (title, text) = text.split_once('\n').unwrap_or((text, ""));
        Self { title: title.trim().into(), text: text.trim().into() }
    }

    /// The paragraphs that are no code, each in one line.
    pub(crate) fn paragraphs(&self) -> Vec<String> {
        let prose = self.text.split("```").step_by(2);
        prose
            .flat_map(|part| part.split("\n\n"))
            .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|paragraph| !paragraph.is_empty())
            .collect()
    }
}
