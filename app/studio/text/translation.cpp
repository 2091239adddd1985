// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/text/translation.h"

#include <QCoreApplication>
#include <span>

#include "app/studio/text/language.h"

namespace headroom::app {

namespace {

QString filled(const models::Text& text, std::span<const std::string> arguments) {
    // By the models' own rule: %N without an argument stays, and an argument may hold a %.
    const QByteArray pattern = translated(text).toUtf8();
    return QString::fromStdString(models::fill({text.context, pattern.constData()}, arguments));
}

}  // namespace

QString translated(const models::Text& text) {
    return text.empty() ? QString() : QCoreApplication::translate(text.context, text.english);
}

QString translated(const models::Sentence& sentence) {
    return sentence.empty() ? QString() : filled(sentence.text, sentence.arguments);
}

QString translated(const models::Diagnostic& diagnostic) {
    const QString text = filled(diagnostic.text, diagnostic.arguments);
    const QString remedy = filled(diagnostic.remedy, diagnostic.arguments);
    return remedy.isEmpty() ? text : text + QLatin1Char(' ') + remedy;
}

QString inSentence(const QString& title) {
    return Language::current() == QLatin1String("de") ? title : title.toLower();
}

QString statusText(int status) {
    const char* name = nullptr;
    switch (status) {
        case 200:
            name = QT_TRANSLATE_NOOP("Status", "ok");
            break;
        case 429:
            name = QT_TRANSLATE_NOOP("Status", "over the limit");
            break;
        case 499:
            name = QT_TRANSLATE_NOOP("Status", "given up");
            break;
        case 502:
            name = QT_TRANSLATE_NOOP("Status", "connection lost");
            break;
        case 503:
            name = QT_TRANSLATE_NOOP("Status", "turned away");
            break;
        case 504:
            name = QT_TRANSLATE_NOOP("Status", "timed out");
            break;
        case 598:
            name = QT_TRANSLATE_NOOP("Status", "redesigned");
            break;
        default:
            return QString::number(status);
    }
    return QString::number(status) + QLatin1Char(' ') + QCoreApplication::translate("Status", name);
}

QString resourceTitle(models::Resource resource) {
    using models::Resource;
    switch (resource) {
        case Resource::Cpu:
            return QCoreApplication::translate("Resource", "CPU");
        case Resource::Memory:
            return QCoreApplication::translate("Resource", "Memory");
        case Resource::Connections:
            return QCoreApplication::translate("Resource", "Connections");
        case Resource::Disk:
            return QCoreApplication::translate("Resource", "Disk");
        case Resource::Network:
            return QCoreApplication::translate("Resource", "Network");
        case Resource::Queue:
            return QCoreApplication::translate("Resource", "Queue");
        case Resource::Log:
            return QCoreApplication::translate("Resource", "Log");
        case Resource::Lock:
            return QCoreApplication::translate("Resource", "Locks");
        case Resource::Limiter:
            return QCoreApplication::translate("Resource", "Limit");
        case Resource::None:
            break;
    }
    return QCoreApplication::translate("Resource", "Use");
}

}  // namespace headroom::app
