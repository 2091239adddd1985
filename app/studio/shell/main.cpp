// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTextStream>
#include <QTimer>
#include <optional>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/document/autosave.h"
#include "app/studio/shell/file_actions.h"
#include "app/studio/shell/main_window.h"
#include "app/studio/shell/session.h"
#include "app/studio/text/language.h"
#include "app/studio/theme/theme.h"
#include "models/describe/units.h"

namespace {

using namespace headroom;
using namespace headroom::app;

int complain(const QString& what) {
    QTextStream(stderr) << "headroom-studio: " << what << '\n';
    return 2;
}

/// "1600x1000"
std::optional<QSize> parseSize(const QString& text) {
    const QStringList parts = text.split(QLatin1Char('x'));
    if (parts.size() != 2) return std::nullopt;
    const QSize size(parts[0].toInt(), parts[1].toInt());
    if (size.width() < 320 || size.height() < 240 || size.width() > 16384 || size.height() > 16384)
        return std::nullopt;
    return size;
}

/// Lets the window live until what is waited for is there, at most two minutes.
template <class Condition>
bool waitFor(Condition condition) {
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > 120'000) return false;
        QEventLoop loop;
        QTimer::singleShot(20, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

int screenshot(MainWindow& window, const QCommandLineParser& options) {
    if (options.isSet(QStringLiteral("panel")) &&
        !window.showPanel(options.value(QStringLiteral("panel"))))
        return complain(QStringLiteral("--panel: write live, results or node"));
    if (options.isSet(QStringLiteral("select")))
        window.scene().select({options.value(QStringLiteral("select")).toStdString()});
    if (options.isSet(QStringLiteral("run"))) {
        const auto duration =
            models::parseDuration(options.value(QStringLiteral("run")).toStdString());
        if (!duration) return complain(QStringLiteral("--run: write a time, such as 10s"));
        window.controller().setSpeed(LiveRun::kMaxSpeed);
        if (!window.controller().play())
            return complain(QStringLiteral("the design cannot run; headroom validate says why"));
        const double until = duration->toSeconds();
        const bool done = waitFor([&] {
            const auto view = window.controller().view();
            return view &&
                   (view->status == LiveView::Status::Failed ||
                    (view->snapshot && view->snapshot->time.sinceStart().toSeconds() >= until));
        });
        window.controller().pause();
        if (!done) return complain(QStringLiteral("the run takes too long"));
    }
    if (options.isSet(QStringLiteral("measure"))) {
        if (!window.controller().measure() ||
            !waitFor([&] { return !window.controller().isMeasuring(); })) {
            return complain(QStringLiteral("it could not be measured"));
        }
    }
    if (options.isSet(QStringLiteral("panel")))
        window.showPanel(options.value(QStringLiteral("panel")));
    window.canvas().fit();
    for (int i = 0; i < 8; ++i) {
        emit window.controller().viewChanged();  // a turn for every chart, time for every layout
        QCoreApplication::processEvents();
    }
    const QString file = options.value(QStringLiteral("screenshot"));
    if (!window.grab().save(file))
        return complain(QStringLiteral("%1 cannot be written").arg(file));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    // Scale and platform have to be known before the application begins.
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--scale") == 0) qputenv("QT_SCALE_FACTOR", argv[i + 1]);
        if (qstrcmp(argv[i], "--screenshot") == 0 && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Headroom Studio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral(
        "Draw a web system, press play, watch what it does and what gives way first."));
    options.addHelpOption();
    options.addVersionOption();
    options.addPositionalArgument(QStringLiteral("DESIGN"), QStringLiteral("Design file to open"));
    options.addOptions({
        {QStringLiteral("screenshot"), QStringLiteral("Save a picture of the window and end."),
         QStringLiteral("FILE")},
        {QStringLiteral("run"), QStringLiteral("Run so much simulated time before the picture."),
         QStringLiteral("TIME")},
        {QStringLiteral("measure"), QStringLiteral("Measure before the picture.")},
        {QStringLiteral("panel"), QStringLiteral("Show live, results or node below the drawing."),
         QStringLiteral("NAME")},
        {QStringLiteral("select"), QStringLiteral("Select a component."), QStringLiteral("ID")},
        {QStringLiteral("size"), QStringLiteral("Size of the window, such as 1600x1000."),
         QStringLiteral("WxH")},
        {QStringLiteral("scale"), QStringLiteral("Pixels a unit, such as 2."),
         QStringLiteral("FACTOR")},
        {QStringLiteral("theme"), QStringLiteral("light, dark or system."), QStringLiteral("NAME")},
        {QStringLiteral("language"), QStringLiteral("en or de; that of the desktop if not given."),
         QStringLiteral("CODE")},
    });
    options.process(application);
    const QString theme = options.value(QStringLiteral("theme"));
    if (!theme.isEmpty() && theme != QLatin1String("light") && theme != QLatin1String("dark") &&
        theme != QLatin1String("system")) {
        return complain(QStringLiteral("--theme: write light, dark or system"));
    }
    Theme::use(application, theme == QLatin1String("dark")    ? Theme::dark()
                            : theme == QLatin1String("light") ? Theme::light()
                                                              : Theme::ofSystem());
    const QString language = options.value(QStringLiteral("language"));
    if (!Language::use(language.isEmpty() ? Session::usualLanguage() : language))
        return complain(QStringLiteral("--language: write en or de"));
    Session session;
    MainWindow& window = session.window();
    QSize size(1440, 900);
    if (options.isSet(QStringLiteral("size"))) {
        const auto wanted = parseSize(options.value(QStringLiteral("size")));
        if (!wanted) return complain(QStringLiteral("--size: write it as 1600x1000"));
        size = *wanted;
    }
    window.resize(size);
    window.show();
    const QStringList files = options.positionalArguments();
    if (files.size() > 1) return complain(QStringLiteral("one design at a time"));
    if (options.isSet(QStringLiteral("screenshot"))) {
        if (files.isEmpty()) window.showWelcome();
        if (!files.isEmpty() && !window.document().load(files[0]))
            return complain(
                QStringLiteral("%1 cannot be opened; headroom validate says why").arg(files[0]));
        return screenshot(window, options);
    }
    const QString copies = Autosave::usualFolder();
    const Autosave autosave(session.document(), copies);
    if (files.isEmpty())
        window.showWelcome();
    else
        window.files().open(files[0]);
    // Once the window is there to ask in.
    QTimer::singleShot(0, &window, [&window, copies] { window.files().offerLost(copies); });
    return QApplication::exec();
}
