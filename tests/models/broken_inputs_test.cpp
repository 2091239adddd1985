// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <streambuf>
#include <vector>

#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/workload/access_log.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::tests::summary;

namespace {

const std::string kFolder = HEADROOM_SOURCE_DIR "/tests/golden/broken/";

std::map<std::string, std::string> readExpected() {
    std::map<std::string, std::string> result;
    std::ifstream in(kFolder + "expected.tsv");
    std::string line;
    while (std::getline(in, line)) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream cells(line);
        std::string file;
        std::string code;
        std::string row;
        std::string pointer;
        std::getline(cells, file, '\t');
        std::getline(cells, code, '\t');
        std::getline(cells, row, '\t');
        std::getline(cells, pointer, '\t');
        result[file] += code + ' ' + row + ' ' + pointer + '\n';
    }
    return result;
}

/// A stream that makes its bytes as they are read and counts them; holds one small block.
class MadeUpStream : public std::streambuf {
  public:
    MadeUpStream(std::size_t size, char byte) : left_(size), block_(4096, byte) {}
    std::size_t given() const { return given_; }

  protected:
    int_type underflow() override {
        const std::size_t size = std::min(left_, block_.size());
        if (size == 0) return traits_type::eof();
        left_ -= size;
        given_ += size;
        setg(block_.data(), block_.data(), block_.data() + size);
        return traits_type::to_int_type(block_.front());
    }

  private:
    std::size_t left_;
    std::size_t given_ = 0;
    std::vector<char> block_;
};

}  // namespace

class BrokenInputsTest : public QObject {
    Q_OBJECT
  private slots:
    void each_broken_file_gives_exactly_the_expected_diagnostics_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("expected");
        for (const auto& [file, expected] : readExpected()) {
            QTest::addRow("%s", file.c_str())
                << QString::fromStdString(file) << QString::fromStdString(expected);
        }
    }
    void each_broken_file_gives_exactly_the_expected_diagnostics() {
        QFETCH(QString, file);
        QFETCH(QString, expected);
        const std::string path = kFolder + file.toStdString();
        const Diagnostics found = file.endsWith(".log") ? readAccessLog(path).diagnostics
                                                        : loadDesign(path, kinds()).diagnostics;
        QCOMPARE(QString::fromStdString(summary(found)), expected);
        for (const auto& diagnostic : found.list()) {
            // A file of loads that a design names has its own places.
            if (!diagnostic.place.file.ends_with(".csv")) QCOMPARE(diagnostic.place.file, path);
            QVERIFY(!fill(diagnostic.text, diagnostic.arguments).empty());
            const std::string text = toText(diagnostic);
            QVERIFY2(text.find("%1") == std::string::npos, text.c_str());
            QVERIFY2(text.find('\n') == std::string::npos, text.c_str());
        }
    }

    void the_corpus_is_large_and_lists_all_its_files() {
        const auto expected = readExpected();
        QVERIFY(expected.size() >= 200);
        const QDir folder(QString::fromStdString(kFolder));
        for (const QString& name : folder.entryList({"*.json", "*.log"}, QDir::Files))
            QVERIFY2(expected.contains(name.toStdString()), qPrintable(name));
        for (const auto& [file, rows] : expected) {
            QVERIFY2(std::ifstream(kFolder + file).good(), file.c_str());
        }
    }

    void every_code_of_a_problem_is_shown_by_a_test() {
        const QString source = HEADROOM_SOURCE_DIR;
        const auto textOf = [](const QString& folder, const QStringList& patterns) {
            QString all;
            QDirIterator files(folder, patterns, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (!file.open(QIODevice::ReadOnly)) qFatal("unreadable");
                all += QString::fromUtf8(file.readAll());
            }
            return all;
        };
        const QString tests = textOf(source + "/tests", {"*.cpp", "*.tsv"});
        static const QRegularExpression code("problem\\(\\s*\"([a-z]+\\.[a-z0-9-]+)\"");
        auto found = code.globalMatch(textOf(source + "/models", {"*.cpp"}));
        int codes = 0;
        while (found.hasNext()) {
            const QString each = found.next().captured(1);
            QVERIFY2(tests.contains(each), qPrintable(each));
            ++codes;
        }
        QVERIFY(codes >= 80);
    }

    void a_file_that_is_missing_or_a_folder_is_named() {
        QCOMPARE(summary(loadDesign("/nowhere/a.json", kinds()).diagnostics),
                 "file.unreadable 0 \n");
        QCOMPARE(summary(loadDesign(kFolder, kinds()).diagnostics), "file.unreadable 0 \n");
        QCOMPARE(summary(readAccessLog("/nowhere/a.log").diagnostics), "file.unreadable 0 \n");
        QCOMPARE(summary(readAccessLog(kFolder).diagnostics), "file.unreadable 0 \n");
    }

    void a_million_open_brackets_stop_at_the_depth_limit() {
        const std::string before = "{\"headroom\": 1, \"nodes\": ";
        const auto loading =
            loadDesignText(before + std::string(1'000'000, '['), "deep.json", kinds());
        QCOMPARE(summary(loading.diagnostics), "json.too-deep 1 \n");
        // The root is one level; the bracket one too many is the limit's own number after it.
        QCOMPARE(loading.diagnostics.list().front().place.column,
                 std::uint32_t(before.size() + JsonLimits{}.depth));
    }

    void a_million_open_objects_stop_at_the_depth_limit() {
        std::string text;
        for (int i = 0; i < 1'000'000; ++i)
            text += "{\"a\":";
        QCOMPARE(summary(loadDesignText(text, "deep.json", kinds()).diagnostics),
                 "json.too-deep 1 \n");
    }

    void a_design_beyond_the_size_limit_is_refused_by_its_size() {
        const std::string path = QDir::tempPath().toStdString() + "/headroom_large_design.json";
        std::ofstream(path, std::ios::binary) << std::string(JsonLimits{}.bytes + 1, ' ');
        const auto loading = loadDesign(path, kinds());
        std::remove(path.c_str());
        QCOMPARE(summary(loading.diagnostics), "file.too-large 0 \n");
    }

    void an_endless_device_is_read_up_to_the_limit_only() {
        QCOMPARE(summary(loadDesign("/dev/zero", kinds()).diagnostics), "file.too-large 0 \n");
    }

    void a_file_full_of_small_values_is_refused_before_a_tree_of_them_exists() {
        std::string text = "[0";
        for (int i = 0; i < 3'000'000; ++i)
            text += ",0";
        text += ']';
        QCOMPARE(summary(loadDesignText(text, "many.json", kinds()).diagnostics),
                 "json.too-many-values 1 \n");
    }

    void a_hundred_thousand_unknown_keys_are_counted_and_a_hundred_shown() {
        std::string text = "{\"headroom\": 1";
        for (int i = 0; i < 100'000; ++i)
            text += ",\"k" + std::to_string(i) + "\":0";
        const auto loading = loadDesignText(text + '}', "keys.json", kinds());
        QCOMPARE(loading.diagnostics.list().size(), Diagnostics::kLimit);
        QCOMPARE(loading.diagnostics.errors(), std::size_t{100'000});
        std::ostringstream out;
        print(out, loading.diagnostics);
        QVERIFY(out.str().ends_with("and 99900 more problems\n"));
    }

    void a_line_of_100_megabytes_is_one_malformed_line_and_never_held() {
        constexpr std::size_t kSize = 100'000'000;
        MadeUpStream bytes(kSize, 'x');
        std::istream in(&bytes);
        const auto reading = readAccessLog(in, "long.log");
        QCOMPARE(bytes.given(), kSize);
        QVERIFY(!reading.log);
        QCOMPARE(summary(reading.diagnostics), "log.long-line 1 \nlog.no-requests 0 \n");
        QVERIFY(reading.diagnostics.list().front().arguments.front().size() < 100);
    }

    void the_lines_after_a_long_one_are_read() {
        const std::string good = "a - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.0\" 200 1\n";
        std::istringstream in(good + std::string(200'000, 'y') + '\n' + good);
        const auto reading = readAccessLog(in, "long.log");
        QVERIFY(reading.log.has_value());
        QCOMPARE(reading.log->requests(), std::uint64_t{2});
        QCOMPARE(reading.log->malformed, std::uint64_t{1});
        QCOMPARE(reading.log->malformedLines.front().line, std::uint64_t{2});
    }
};

HEADROOM_TEST(BrokenInputsTest);
#include "broken_inputs_test.moc"
