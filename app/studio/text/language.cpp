// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/text/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <algorithm>

namespace headroom::app {

namespace {

/// Ours, and that of Qt's own dialogs where it is installed.
struct Translators {
    QString code = QStringLiteral("en");
    QTranslator program;
    QTranslator toolkit;
};

Translators& translators() {
    static Translators all;
    return all;
}

}  // namespace

const std::vector<Language>& Language::all() {
    static const std::vector<Language> languages = {
        {QStringLiteral("en"), QStringLiteral("English")},
        {QStringLiteral("de"), QStringLiteral("Deutsch")},
    };
    return languages;
}

QString Language::current() {
    return translators().code;
}

bool Language::use(const QString& code) {
    if (std::ranges::find(all(), code, &Language::code) == all().end()) return false;
    Translators& now = translators();
    QCoreApplication::removeTranslator(&now.program);
    QCoreApplication::removeTranslator(&now.toolkit);
    now.code = code;
    if (now.toolkit.load(QStringLiteral("qtbase_") + code,
                         QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&now.toolkit);
    }
    if (!now.program.load(QStringLiteral(":/i18n/headroom_") + code + QStringLiteral(".qm")))
        return false;
    return QCoreApplication::installTranslator(&now.program);
}

QString Language::ofSystem() {
    for (const QString& wish : QLocale::system().uiLanguages()) {
        const QString code = wish.section(QLatin1Char('-'), 0, 0);
        if (std::ranges::find(all(), code, &Language::code) != all().end()) return code;
    }
    return QStringLiteral("en");
}

}  // namespace headroom::app
