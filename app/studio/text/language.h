// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace headroom::app {

/// A language that the program speaks.
struct Language {
    QString code;  ///< "de"
    QString name;  ///< in itself: "Deutsch"

    /// English first: the texts of the source.
    static const std::vector<Language>& all();
    /// Code of the language that is in force.
    static QString current();
    /// Gives the application a language. What is built from then on has it; windows that are there
    /// are told by QEvent::LanguageChange. False: it is none of all().
    static bool use(const QString& code);
    /// That of the desktop, if it is spoken, else English.
    static QString ofSystem();
};

}  // namespace headroom::app
