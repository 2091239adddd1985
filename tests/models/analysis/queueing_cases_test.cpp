// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/analysis/bounds.h"
#include "models/analysis/closed_network.h"
#include "models/analysis/erlang.h"
#include "models/analysis/fan_out.h"
#include "models/analysis/general_arrivals.h"
#include "models/analysis/general_stations.h"
#include "models/analysis/markov_stations.h"
#include "models/analysis/open_network.h"
#include "models/analysis/priorities.h"
#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;
using nlohmann::json;

namespace {

using Figures = std::map<std::string, double>;  // lists as name/0, name/1, ...

void flatten(const json& value, const std::string& name, Figures& figures) {
    if (value.is_number()) figures[name] = value.get<double>();
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            flatten(value[i], name + "/" + std::to_string(i), figures);
    }
}

double number(const json& p, const char* a, const char* b) {
    return p.contains(a) ? p.at(a).get<double>() : p.at(b).get<double>();
}

Figures ofStation(const StationFigures& f) {
    return {{"utilization", f.utilization},
            {"throughput", f.throughput},
            {"mean_response", f.meanResponse},
            {"mean_response_of_accepted", f.meanResponse},
            {"mean", f.meanResponse},
            {"mean_number", f.meanNumber},
            {"mean_queue", f.meanQueue},
            {"mean_wait", f.meanWait},
            {"wait_mean", f.meanWait},
            {"mean_wait_all", f.meanWait},
            {"p_wait", f.waitProbability},
            {"p_wait_erlang_c", f.waitProbability},
            {"sigma_p_wait", f.waitProbability},
            {"p_block", f.blockProbability},
            {"p_abandon", f.blockProbability},
            {"p_empty", f.emptyProbability}};
}

void addQuantiles(Figures& figures, const ExponentialWait& times) {
    for (const auto& [name, p] :
         {std::pair{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}}) {
        figures[name] = times.responseQuantile(p);
        figures[std::string("wait_") + name] = times.waitQuantile(p);
    }
}

Figures multiServer(const json& p) {
    const auto station =
        mmc(number(p, "lambda", "lam"), 1 / p.at("mu").get<double>(), p.value("c", 1)).value();
    Figures figures = ofStation(station.figures);
    addQuantiles(figures, station.times);
    if (p.value("c", 1) == 1) figures["sd"] = station.figures.meanResponse;
    return figures;
}

Figures finite(const json& p) {
    return ofStation(
        mmck(number(p, "lambda", "lam"), 1 / p.at("mu").get<double>(), p.value("c", 1), p.at("K"))
            .value());
}

Figures constantService(const json& p) {
    const double lambda = p.at("lam");
    const double service = p.at("D");
    Figures figures = ofStation(mg1(lambda, ServiceMoments::of(service, 0)).value().figures);
    const auto wait = ConstantServiceWait::of(lambda, service).value();
    for (const auto& [name, q] :
         {std::pair{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}}) {
        figures[std::string("wait_") + name] = wait.quantile(q);
        figures[std::string("response_") + name] = wait.quantile(q) + service;
    }
    return figures;
}

Figures generalService(const json& p) {
    ServiceMoments service{p.at("ES"), p.at("ES2"), std::nullopt};
    if (!p.at("ES3").is_null()) service.third = p.at("ES3").get<double>();
    const auto fifo = mg1(p.at("lam"), service).value();
    const auto shared = mg1ProcessorSharing(p.at("lam"), service.first).value();
    Figures figures = {{"mean_wait", fifo.figures.meanWait},
                       {"mean_response_fifo", fifo.figures.meanResponse},
                       {"mean_response_ps", shared.meanResponse},
                       {"mean_response_lcfs_pr", shared.meanResponse}};
    if (fifo.waitVariance) figures["wait_variance"] = *fifo.waitVariance;
    return figures;
}

Figures renewal(const json& p) {
    const std::string kind = p.at("arrivals");
    const double rate = p.at("lam");
    const auto arrivals = kind == "deterministic" ? RenewalArrivals::deterministic(rate)
                          : p.contains("k")       ? RenewalArrivals::erlang(p.at("k"), rate)
                                                  : RenewalArrivals::hyperexponential(
                                                        p.at("p").get<std::vector<double>>(),
                                                        p.at("rates").get<std::vector<double>>());
    const auto station = gim1(arrivals.value(), 1 / p.at("mu").get<double>()).value();
    Figures figures = ofStation(station.figures);
    addQuantiles(figures, station.times);
    return figures;
}

Figures approximated(const json& p) {
    Figures figures;
    figures["allen_cunneen_mean_wait"] =
        allenCunneen(p.at("lam"), p.at("S"), p.at("c"), p.at("ca2"), p.at("cs2")).value().meanWait;
    if (p.at("c") == 1) {
        figures["kingman_upper_bound_mean_wait"] =
            kingmanBound(p.at("lam"), p.at("S"), p.at("ca2"), p.at("cs2")).value();
    }
    return figures;
}

Figures prioritized(const json& p) {
    std::vector<PriorityClass> classes;
    for (std::size_t i = 0; i < p.at("lam").size(); ++i)
        classes.push_back({p["lam"][i], ServiceMoments::of(p.at("S")[i], 1)});
    const auto plain = priorityNonPreemptive(classes).value();
    const auto preemptive = priorityPreemptiveResume(classes).value();
    Figures figures;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const std::string place = "/" + std::to_string(i);
        figures["nonpreemptive_wait" + place] = plain[i].meanWait;
        figures["nonpreemptive_response" + place] = plain[i].meanResponse;
        figures["preemptive_resume_response" + place] = preemptive[i].meanResponse;
    }
    return figures;
}

Figures tandem(const json& p) {
    OpenNetwork n;
    n.servers = p.at("servers").get<std::vector<std::int64_t>>();
    n.arrivalRates = {p.at("lambda").get<double>()};
    n.demands = {p.at("S").get<std::vector<double>>()};
    const NetworkFigures f = solveOpen(n).value();
    Figures figures = {{"system_response", f.response[0]}};
    for (std::size_t i = 0; i < n.servers.size(); ++i) {
        const std::string place = "/" + std::to_string(i);
        figures["U" + place] = f.utilization[i];
        figures["R_per_visit" + place] = f.residence[0][i];
        figures["Q" + place] = f.number[0][i];
        figures["X" + place] = f.throughput[0];
    }
    return figures;
}

/// Class by class, station by station, with S and V instead of demands.
PerClassAndStation demandsOf(const json& p, const char* visits) {
    PerClassAndStation demands = p.at("S").get<PerClassAndStation>();
    for (std::size_t r = 0; r < demands.size(); ++r) {
        for (std::size_t i = 0; i < demands[r].size(); ++i)
            demands[r][i] *= p.at(visits)[r][i].get<double>();
    }
    return demands;
}

Figures ofClasses(const NetworkFigures& f, const PerClassAndStation& demands, const json& p,
                  const char* visits) {
    Figures figures;
    for (std::size_t r = 0; r < demands.size(); ++r) {
        const std::string row = "/" + std::to_string(r);
        figures["class_throughput" + row] = f.throughput[r];
        figures["class_response" + row] = f.response[r];
        for (std::size_t i = 0; i < demands[r].size(); ++i) {
            const std::string place = row + "/" + std::to_string(i);
            figures["U" + place] = f.throughput[r] * demands[r][i];
            figures["Q" + place] = f.number[r][i];
            figures["R_per_visit" + place] = f.residence[r][i] / p.at(visits)[r][i].get<double>();
        }
    }
    return figures;
}

Figures openClasses(const json& p) {
    OpenNetwork n;
    n.arrivalRates = p.at("lambda").get<std::vector<double>>();
    n.demands = demandsOf(p, "visits");
    n.servers.assign(n.demands[0].size(), 1);
    return ofClasses(solveOpen(n).value(), n.demands, p, "visits");
}

Figures closedClasses(const json& p) {
    ClosedNetwork n;
    n.population = p.at("N").get<std::vector<std::int64_t>>();
    n.think = p.at("Z").get<std::vector<double>>();
    n.demands = demandsOf(p, "V");
    n.servers.assign(n.demands[0].size(), 1);
    return ofClasses(solveClosed(n).value(), n.demands, p, "V");
}

Figures closed(const json& p) {
    ClosedNetwork n;
    n.population = {p.at("N").get<std::int64_t>()};
    n.think = {p.at("Z").get<double>()};
    const json& means = p.contains("D") ? p["D"] : p.at("S");
    n.demands = {means.is_number() ? std::vector<double>{means.get<double>()}
                                   : means.get<std::vector<double>>()};
    std::vector<double> visits(n.demands[0].size(), 1);
    if (p.contains("V")) visits = p["V"].get<std::vector<double>>();
    for (std::size_t i = 0; i < visits.size(); ++i)
        n.demands[0][i] *= visits[i];
    n.servers.assign(visits.size(), 1);
    if (p.contains("servers")) n.servers = p["servers"].get<std::vector<std::int64_t>>();
    const NetworkFigures f = solveClosed(n).value();
    Figures figures = {{"X", f.throughput[0]}, {"R", f.response[0]}, {"R_system", f.response[0]}};
    for (std::size_t i = 0; i < visits.size(); ++i) {
        // a single station's case names its figures without a place
        const std::string place = means.is_number() ? "" : "/" + std::to_string(i);
        figures["U" + place] = f.utilization[i];
        figures["Q" + place] = f.number[0][i];
    }
    return figures;
}

std::vector<BoundedStation> stationsOf(const json& p) {
    std::vector<BoundedStation> stations;
    for (const double demand : p.at("demands"))
        stations.push_back({demand, 1});
    return stations;
}

Figures closedBounds(const json& p) {
    const auto stations = stationsOf(p);
    const std::int64_t population = p.at("N");
    const double think = p.at("Z");
    const auto loose = asymptoticBoundsClosed(stations, population, think).value();
    const auto tight = balancedBoundsClosed(stations, population, think).value();
    const std::vector<double> demands = p.at("demands");
    const auto exact =
        solveClosed(
            {std::vector<std::int64_t>(demands.size(), 1), {population}, {think}, {demands}})
            .value();
    return {{"aba_X/0", loose.throughput.low}, {"aba_X/1", loose.throughput.high},
            {"aba_R/0", loose.response.low},   {"aba_R/1", loose.response.high},
            {"bsb_X/0", tight.throughput.low}, {"bsb_X/1", tight.throughput.high},
            {"bsb_R/0", tight.response.low},   {"bsb_R/1", tight.response.high},
            {"exact_X", exact.throughput[0]},  {"exact_R", exact.response[0]}};
}

Figures openBounds(const json& p) {
    const auto b = asymptoticBoundsOpen(stationsOf(p)).value();
    return {{"X_upper", b.throughput.high}, {"R_lower", b.response.low}};
}

Figures availability(const json& p) {
    const auto a = replicaAvailability(3, 2, 1, p.at("fail"), p.at("repair")).value();
    Figures figures = {{"availability_quorum2", a.available}};
    for (std::size_t k = 0; k < a.failed.size(); ++k)
        figures["p_k_failed/" + std::to_string(k)] = a.failed[k];
    return figures;
}

Figures modulated(const json& p) {
    ModulatedArrivals arrivals;
    arrivals.rates = p.at("rates").get<std::vector<double>>();
    arrivals.transitions = {{0, p.at("switch_rates")[0]}, {p.at("switch_rates")[1], 0}};
    return ofStation(mmppm1(arrivals, 1 / p.at("mu").get<double>()).value());
}

Figures periodic(const json& p) {
    const auto f = periodicMminf(p.at("lb"), p.at("A"), 2 * M_PI / p.at("w").get<double>(),
                                 1 / p.at("mu").get<double>())
                       .value();
    return {{"mean", f.mean},
            {"peak", f.peak},
            {"trough", f.trough},
            {"peak_lag_after_arrival_peak", f.lagSeconds}};
}

Figures forked(const json& p) {
    const auto f = forkJoin(p.at("k"), p.at("lam"), 1 / p.at("mu").get<double>()).value();
    return {{"mean_response_exact", f.meanResponse},
            {"nelson_tantawi_approx", f.meanResponse},
            {"lower_bound", f.lower},
            {"upper_bound", f.upper}};
}

const std::vector<std::pair<std::string, std::function<Figures(const json&)>>>& families() {
    static const std::vector<std::pair<std::string, std::function<Figures(const json&)>>> list = {
        {"M/M/c/c Erlang B",
         [](const json& p) -> Figures {
             return {{"p_block", erlangB(p.at("offered_erlangs"), p.at("c")).value()}};
         }},
        {"M/M/c Erlang C",
         [](const json& p) -> Figures {
             return {{"p_wait", erlangC(p.at("offered_erlangs"), p.at("c")).value()}};
         }},
        {"M/M/1 priorities", prioritized},
        {"M/M/1 SRPT",
         [](const json& p) -> Figures {
             const double service = 1 / p.at("mu").get<double>();
             return {{"mean_response", mm1ShortestRemaining(p.at("lam"), service).value()},
                     {"fifo_mean_response", mmc(p.at("lam"), service, 1)->figures.meanResponse}};
         }},
        {"M/M/1/K", finite},
        {"M/M/c/K", finite},
        {"M/M/c+M",
         [](const json& p) {
             return ofStation(mmcm(p.at("lam"), 1 / p.at("mu").get<double>(), p.at("c"),
                                   1 / p.at("theta").get<double>())
                                  .value());
         }},
        {"M/M/1 FIFO", multiServer},
        {"M/M/c FIFO", multiServer},
        {"M/M/inf",
         [](const json& p) {
             return ofStation(mminf(p.at("lambda"), 1 / p.at("mu").get<double>()).value());
         }},
        {"M/G/1 FIFO (Pollaczek-Khinchine)",
         [](const json& p) {
             return ofStation(
                 mg1(p.at("lambda"), ServiceMoments::of(p.at("mean_service"), p.at("service_scv")))
                     ->figures);
         }},
        {"M/G/1 FIFO by", generalService},
        {"M/D/1 FIFO", constantService},
        {"M/D/c FIFO",
         [](const json& p) { return ofStation(mdc(p.at("lam"), p.at("D"), p.at("c")).value()); }},
        {"GI/M/1", renewal},
        {"G/G/c", approximated},
        {"M^[X]/M/1",
         [](const json& p) {
             return ofStation(bulkArrivals(p.at("batch_rate"), p.at("EX"), p.at("EX2"),
                                           1 / p.at("mu").get<double>())
                                  .value());
         }},
        {"MMPP(2)/M/1", modulated},
        {"M(t)/M/infinity", periodic},
        {"D/D/1 spike",
         [](const json& p) -> Figures {
             const auto s =
                 spikeBacklog(p.at("spike"), p.at("base"), p.at("mu"), p.at("T")).value();
             return {{"peak_backlog", s.peak},
                     {"max_wait_s", s.longestWait},
                     {"drain_s", s.drainSeconds}};
         }},
        {"k parallel M/M/1", forked},
        {"fan-out",
         [](const json& p) -> Figures {
             return {{"p_request_slower_than_p99", anySlow(p.at("k"), 0.01).value()},
                     {"p_request_slower_than_p9999", anySlow(p.at("k"), 0.0001).value()},
                     {"mean_max_exponential_mean1", harmonicNumber(p.at("k"))}};
         }},
        {"each attempt fails",
         [](const json& p) -> Figures {
             const auto r = retries(p.at("p"), p.at("max_retries")).value();
             return {{"mean_attempts", r.meanAttempts}, {"final_failure", r.finalFailure}};
         }},
        {"tandem", tandem},
        {"open two-class", openClasses},
        {"closed two-class", closedClasses},
        {"closed asymptotic", closedBounds},
        {"open ABA", openBounds},
        {"3 replicas", availability},
        {"closed", closed},
    };
    return list;
}

}  // namespace

/// Every case of the collection, exact, approximation or bound, by the formula of its model.
class QueueingCasesTest : public QObject {
    Q_OBJECT
  private slots:
    void every_figure_of_every_case_is_what_our_formulas_say_data() {
        QTest::addColumn<QString>("text");
        std::ifstream in(HEADROOM_SOURCE_DIR "/tests/golden/queueing.json");
        QVERIFY(in.is_open());
        const json collection = json::parse(in);
        QVERIFY(collection.at("cases").size() >= 118);
        for (const json& testCase : collection.at("cases")) {
            QTest::newRow(testCase.at("id").get<std::string>().c_str())
                << QString::fromStdString(testCase.dump());
        }
    }

    void every_figure_of_every_case_is_what_our_formulas_say() {
        QFETCH(QString, text);
        const json testCase = json::parse(text.toStdString());
        const std::string model = testCase.at("model");
        const auto family = std::ranges::find_if(
            families(), [&](const auto& f) { return model.starts_with(f.first); });
        QVERIFY2(family != families().end(), model.c_str());
        const Figures ours = family->second(testCase.at("params"));
        Figures theirs;
        for (const auto& [name, value] : testCase.at("expected").items())
            flatten(value, name, theirs);
        QVERIFY(!theirs.empty());
        for (const auto& [name, expected] : theirs) {
            QVERIFY2(ours.contains(name), name.c_str());
            const double value = ours.at(name);
            // Cases name a probability that their source could not hold 0.
            const bool close = isClose(value, expected, 1e-6) || std::abs(value - expected) < 1e-12;
            QVERIFY2(close, qPrintable(QString("%1: %2 instead of %3")
                                           .arg(name.c_str())
                                           .arg(value, 0, 'g', 17)
                                           .arg(expected, 0, 'g', 17)));
        }
    }
};

HEADROOM_TEST(QueueingCasesTest);
#include "queueing_cases_test.moc"
