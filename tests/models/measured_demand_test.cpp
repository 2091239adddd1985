// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

#include "models/components/database/settings.h"
#include "models/describe/measurement.h"
#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "models/workload/measured_csv.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::engine::literals;
using headroom::engine::Duration;
using Shape = DistributionSpec::Shape;

namespace {

const Field& cpuField() {
    return *findField(endpointFields(), "cpu");
}

std::string designWith(const std::string& cpu) {
    std::string text =
        "{'headroom': 1, 'endpoints': [{'name': 'GET /', 'cpu': " + cpu +
        "}], 'nodes': [{'id': 'u', 'kind': 'users', 'settings': {'rate': '5/s'}}, {'id': 'app', "
        "'kind': 'server'}, {'id': 'db', 'kind': 'database'}], 'links': [{'from': 'u', 'to': "
        "'app'}, {'from': 'app', 'to': 'db'}]}";
    std::ranges::replace(text, '\'', '"');
    return text;
}

std::string codesAndLines(const Diagnostics& diagnostics) {
    std::string result;
    for (const auto& diagnostic : diagnostics.list()) {
        result += std::string(diagnostic.code) + ' ' + std::to_string(diagnostic.place.line) + '\n';
    }
    return result;
}

std::string problemsOf(const std::string& csv) {
    return codesAndLines(readMeasuredLoads(csv, "t.csv").diagnostics);
}

void save(const QString& path, const std::string& text) {
    std::ofstream(path.toStdString(), std::ios::binary) << text;
}

}  // namespace

class MeasuredDemandTest : public QObject {
    Q_OBJECT
  private slots:
    void a_demand_is_cores_times_busy_over_rate() {
        const auto demand = parseDistribution("from 4 cores 35 % busy at 800/s");
        QVERIFY(demand.hasValue());
        QVERIFY(demand->shape == Shape::Exponential);
        QCOMPARE(demand->first, Duration::fromSeconds(4 * 0.35 / 800));
        QVERIFY((*demand->origin == Measurement{"", 4, Fraction{0.35}, Rate{800}}));
        const auto one = parseDistribution("from 1 core 12.5% busy at 6k/min shape constant");
        QVERIFY(one->shape == Shape::Constant);
        QCOMPARE(one->first, Duration::fromSeconds(0.125 / 100));
    }
    void every_measured_demand_reads_back_from_its_text_and_from_a_file() {
        std::mt19937_64 bits(1);
        const char* shapes[] = {"constant",   "exponential", "lognormal cv 0.5",
                                "gamma cv 2", "erlang 4",    "hyperexponential scv 4",
                                "weibull 0.7"};
        for (int i = 0; i < 2'000; ++i) {
            const Measurement measured{
                "", static_cast<std::int64_t>(1 + bits() % 128),
                Fraction{std::ldexp(1.0 + static_cast<double>(bits() >> 12), -52)},
                Rate{std::exp2(static_cast<double>(bits() % 2000) / 100)}};
            const auto demand = measuredDemand(*parseShape(shapes[bits() % 7]), measured);
            if (!demand) continue;  // below a nanosecond
            const std::string text = toText(*demand);
            const auto again = parseDistribution(text);
            QVERIFY2(again && *again == *demand, text.c_str());

            const MeasuredForm form = measuredForm(*demand);
            const auto fromForm =
                measuredDemand(*parseShape(form.shape), *parseMeasurement(form.from, form.cores));
            QVERIFY2(*fromForm == *demand, form.from.c_str());
        }
    }
    void a_design_says_what_was_measured_and_keeps_saying_it() {
        const auto loading = loadDesignText(
            designWith("{'from': '4 cores 35 % busy at 800/s', 'shape': 'lognormal cv 0.5'}"),
            "t.json", kinds());
        QVERIFY2(loading.valid.has_value(), codesAndLines(loading.diagnostics).c_str());
        const auto& cpu = loading.valid->design().endpoints[0].cpu;
        QVERIFY(cpu.shape == Shape::Lognormal);
        QCOMPARE(cpu.first, 1750_us);
        QCOMPARE(cpu.parameter, 0.5);
        const std::string text = writeDesign(loading.valid->design());
        QVERIFY2(text.find("{ \"from\": \"4 cores 35 % busy at 800/s\", \"shape\": \"lognormal cv "
                           "0.5\" }") != std::string::npos,
                 text.c_str());
        const auto again = loadDesignText(text, "t.json", kinds());
        QVERIFY(sameDesign(again.valid->design(), loading.valid->design()));
        QCOMPARE(writeDesign(again.valid->design()), text);
        // As text it means the same, and is written in the same form.
        const auto asText =
            loadDesignText(designWith("'from 4 cores 35 % busy at 800/s shape lognormal cv 0.5'"),
                           "t.json", kinds());
        QCOMPARE(writeDesign(asText.valid->design()), text);
    }
    void a_setting_is_given_as_measured_on_the_command_line() {
        Design design = loadDesignText(designWith("'2 ms'"), "t.json", kinds()).valid->design();
        QVERIFY(!applySetting(design, "db.query=from 16 cores 50 % busy at 4k/s"));
        const auto& query = design.findNode("db")->settings.as<DatabaseSettings>().query;
        QCOMPARE(query.first, Duration::fromSeconds(16 * 0.5 / 4000));
        const auto wrong = applySetting(design, "db.query=from 16 cores 150 % busy at 4k/s");
        QCOMPARE(std::string(wrong->code), std::string("measured.over-full"));
        QCOMPARE(wrong->place.setting, std::string("query"));
        QCOMPARE(std::string(applySetting(design, "db.query=from no.csv with 2 cores")->code),
                 std::string("file.unreadable"));
    }
    void only_times_of_cores_can_be_measured_so() {
        const Field& latency = *findField(linkFields(), "latency");
        QCOMPARE(std::string(valueFromText(latency, "from 1 core 5 % busy at 1/s").error().code),
                 std::string("measured.no-demand"));
    }
    void a_file_of_loads_gives_the_slope_of_busy_cores_over_the_rate() {
        // 2 ms a request and half a core of background, on 8 cores.
        std::string csv = "p50,CPU %,rps\n";
        for (const int rps : {100, 500, 1500, 3000}) {
            csv +=
                "5," + numberText((0.5 + 0.002 * rps) / 8 * 100) + "," + std::to_string(rps) + "\n";
        }
        const auto reading = readMeasuredLoads(csv, "t.csv");
        QVERIFY2(reading.diagnostics.empty(), codesAndLines(reading.diagnostics).c_str());
        QCOMPARE(reading.loads.size(), std::size_t{4});
        QCOMPARE(*reading.loads[0].p50, 5_ms);
        QVERIFY(!reading.loads[0].p95);
        const DemandFit fit = fitDemand(reading.loads, 8);
        QVERIFY(std::abs(fit.seconds - 0.002) < 1e-12);
        QVERIFY(std::abs(fit.backgroundCores - 0.5) < 1e-9);
        QVERIFY(std::abs(fit.r2 - 1) < 1e-9);
    }
    void the_fit_is_the_least_of_squares() {
        // Whatever is near the fit has a larger sum of squares: it is a minimum, and the sum is
        // convex.
        std::mt19937_64 bits(2);
        for (int round = 0; round < 200; ++round) {
            std::vector<MeasuredLoad> loads;
            for (int i = 0; i < 6; ++i) {
                loads.push_back({static_cast<double>(1 + bits() % 1000),
                                 static_cast<double>(bits() % 1000) / 1000,
                                 {},
                                 {}});
            }
            const auto squares = [&](double background, double slope) {
                double sum = 0;
                for (const auto& load : loads) {
                    const double off = 4 * load.busy - background - slope * load.rps;
                    sum += off * off;
                }
                return sum;
            };
            const DemandFit fit = fitDemand(loads, 4);
            QVERIFY(fit.backgroundCores >= 0);
            const double best = squares(fit.backgroundCores, fit.seconds);
            for (const double background : {-0.01, 0.0, 0.01}) {
                for (const double slope : {-1e-5, 0.0, 1e-5}) {
                    if (fit.backgroundCores + background < 0) continue;
                    QVERIFY(squares(fit.backgroundCores + background, fit.seconds + slope) >=
                            best * (1 - 1e-12));
                }
            }
        }
    }
    void one_load_alone_is_the_utilisation_law() {
        const auto reading = readMeasuredLoads("800,35\n", "t.csv");
        const DemandFit fit = fitDemand(reading.loads, 4);
        QVERIFY(std::abs(fit.seconds - 4 * 0.35 / 800) < 1e-15);
        QCOMPARE(fit.backgroundCores, 0.0);
    }
    void a_file_is_read_as_people_write_it() {
        for (const char* csv :
             {"800,35,12,40\n", "rps,cpu,p50,p95\r\n800,35,12,40\r\n", "800;35 %;12 ms;0.04 s",
              "\xEF\xBB\xBFRPS\tCPU %\tp50_ms\tp95 (ms)\n# morning\n\n800/s\t35\t12\t40\n",
              "\"p95\",\"p50\",\"cpu %\",\"rps\"\n40,12,35,800\n"}) {
            const auto reading = readMeasuredLoads(csv, "t.csv");
            QVERIFY2(reading.diagnostics.empty(), csv);
            QCOMPARE(reading.loads.size(), std::size_t{1});
            QCOMPARE(reading.loads[0].rps, 800.0);
            QCOMPARE(reading.loads[0].busy, 0.35);
            QCOMPARE(*reading.loads[0].p50, 12_ms);
            QCOMPARE(*reading.loads[0].p95, 40_ms);
        }
    }
    void what_is_wrong_in_a_file_is_said_with_its_line() {
        QCOMPARE(problemsOf("rps,cpu\n1,2\nmany,3\n4,half\n"),
                 std::string("measured.csv-value 3\nmeasured.csv-value 4\n"));
        QCOMPARE(problemsOf("1,2\n3\n"), std::string("measured.csv-value 2\n"));
        QCOMPARE(problemsOf("100,101\n"), std::string("measured.over-full 1\n"));
        QCOMPARE(problemsOf("100,10,9,8\n"), std::string("measured.csv-order 1\n"));
        QCOMPARE(problemsOf("100,10,fast,8\n"), std::string("measured.csv-value 1\n"));
        QCOMPARE(problemsOf("rate,load\n1,2\n"),
                 std::string("measured.csv-columns 1\nmeasured.csv-columns 1\n"));
        QCOMPARE(problemsOf(""), std::string("measured.csv-empty 0\n"));
        QCOMPARE(problemsOf("0,0\n"), std::string("measured.csv-empty 0\n"));
        QCOMPARE(problemsOf("-5,10\n"), std::string("measured.csv-columns 1\n"
                                                    "measured.csv-columns 1\n"));
        QVERIFY(readMeasuredLoads("1,2\nx,3\n", "t.csv").loads.empty());
    }
    void a_design_reads_its_file_of_loads_from_its_own_folder() {
        QTemporaryDir folder;
        save(folder.filePath("loads.csv"), "rps,cpu %\n1000,20\n2000,40\n");
        save(folder.filePath("d.json"), designWith("{'from': 'loads.csv', 'cores': 8}"));
        const auto loading = loadDesign(folder.filePath("d.json").toStdString(), kinds());
        QVERIFY2(loading.valid.has_value(), codesAndLines(loading.diagnostics).c_str());
        Design design = loading.valid->design();
        QCOMPARE(design.endpoints[0].cpu.first, Duration::fromSeconds(8 * 0.2 / 1000));
        QVERIFY(writeDesign(design).find("{ \"from\": \"loads.csv\", \"cores\": 8 }") !=
                std::string::npos);
        QVERIFY(!applySetting(design, "db.write=from loads.csv with 8 cores shape erlang 2"));
        const auto& write = design.findNode("db")->settings.as<DatabaseSettings>().write;
        QCOMPARE(write.first, design.endpoints[0].cpu.first);
        QVERIFY(write.shape == Shape::Erlang);

        save(folder.filePath("loads.csv"), "rps,cpu %\n1000,20\nmany,40\n");
        const auto broken = loadDesign(folder.filePath("d.json").toStdString(), kinds());
        QVERIFY(!broken.valid);
        QCOMPARE(codesAndLines(broken.diagnostics), std::string("measured.csv-value 3\n"));
        QVERIFY(broken.diagnostics.list()[0].place.file.ends_with("loads.csv"));
        QCOMPARE(broken.diagnostics.list()[0].place.setting, std::string("cpu"));
    }
    void every_value_has_a_provenance() {
        const auto provenance = [](const Field& field, const char* text) {
            return std::string(provenanceName(provenanceOf(field, *valueFromText(field, text))));
        };
        QCOMPARE(provenance(cpuField(), "from 4 cores 35 % busy at 800/s"),
                 std::string("measured"));
        QCOMPARE(provenance(cpuField(), "from loads.csv with 4 cores"), std::string("fitted"));
        QCOMPARE(provenance(cpuField(), "exponential 3 ms"), std::string("stated"));
        QCOMPARE(provenance(cpuField(), "exponential 2 ms"), std::string("assumed"));
        QCOMPARE(provenance(*findField(linkFields(), "latency"), "250 us"), std::string("stated"));
        QCOMPARE(provenance(*findField(linkFields(), "latency"), "none"), std::string("catalogue"));
        QCOMPARE(provenance(*findField(endpointFields(), "weight"), "1"), std::string("assumed"));
    }
};

HEADROOM_TEST(MeasuredDemandTest);
#include "measured_demand_test.moc"
