// SPDX-License-Identifier: GPL-3.0-or-later
// editor_to_kill FOLDER FILE: edits and saves the design in FILE until somebody ends it. The name
// of the design counts the edits; what is safe on the disk is told line by line, once it is.
#include <QApplication>
#include <QTimer>
#include <chrono>
#include <cstdio>

#include "app/studio/document/autosave.h"
#include "app/studio/document/document.h"

using namespace headroom;
using namespace headroom::app;

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) return 2;
    Document document;
    if (!document.load(arguments[2])) return 2;
    int edits = QString::fromStdString(document.design().name).toInt();
    const int before = edits;
    Autosave autosave(document, arguments[1], std::chrono::milliseconds(3));
    const auto tell = [](const char* what, int number) {
        std::printf("%s %d\n", what, number);
        std::fflush(stdout);
    };
    QObject::connect(&autosave, &Autosave::written, &autosave,
                     [&](int step) { tell("copied", before + step); });
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        ++edits;
        document.push(QStringLiteral("count"), {SetDesignValue{"name", std::to_string(edits)}});
        if (edits % 40 == 0 && !document.save(arguments[2])) tell("saved", edits);
    });
    timer.start(1);
    return QApplication::exec();
}
