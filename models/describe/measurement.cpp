// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/measurement.h"

#include "models/describe/phrase.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

using engine::Duration;
using Shape = DistributionSpec::Shape;

namespace {

constexpr std::int64_t kMostCores = 1'000'000;
constexpr std::string_view kFileEnding = ".csv";

constexpr Text kMeasurementRemedy = HEADROOM_TEXT(
    "measurement",
    "Write \"4 cores 35 % busy at 800/s\", or the path of a .csv file and \"cores\".");
constexpr Text kTextRemedy = HEADROOM_TEXT(
    "measurement",
    "Write \"from 4 cores 35 % busy at 800/s\" or \"from measured.csv with 4 cores\".");
constexpr Text kShapeRemedy = HEADROOM_TEXT(
    "measurement",
    "Write \"exponential\", \"constant\", \"lognormal cv 0.5\", \"gamma cv 0.5\", \"erlang 4\", "
    "\"hyperexponential scv 4\" or \"weibull 0.7\".");

bool isFile(std::string_view from) {
    return from.ends_with(kFileEnding) && from.size() > kFileEnding.size();
}

/// How busy the cores were; more than all of them is a sum over cores, as top shows it.
Fraction busyPart(Phrase& phrase) {
    const double part = phrase.percent(1e9);
    if (part > 1) {
        phrase.refuse(problem(
            "measured.over-full",
            HEADROOM_TEXT("measurement", "\"%1\": cores cannot be busier than 100 %."),
            HEADROOM_TEXT("measurement",
                          "Write the mean over the cores, at most 100 %: where a tool adds the "
                          "cores up, divide by their number."),
            {std::string(phrase.whole())}));
    } else if (part == 0 && !phrase.failure()) {
        phrase.refuse(problem(
            "measured.idle",
            HEADROOM_TEXT("measurement", "\"%1\": from idle cores no demand can be told."),
            HEADROOM_TEXT("measurement", "Measure under load."), {std::string(phrase.whole())}));
    }
    return Fraction{part};
}

}  // namespace

const FieldList& measuredFormFields() {
    static const FieldList fields = {
        field<&MeasuredForm::from>(
            "from", HEADROOM_TEXT("measurement", "From"),
            HEADROOM_TEXT("measurement",
                          "What was measured: \"4 cores 35 % busy at 800/s\", or the path of a "
                          ".csv file with the columns rps, cpu %, p50 and p95."))
            .required(),
        field<&MeasuredForm::shape>(
            "shape", HEADROOM_TEXT("measurement", "Shape"),
            HEADROOM_TEXT("measurement", "How the demand is spread around its mean."))
            .assumed(HEADROOM_TEXT("measurement", "what is measured here says only the mean")),
        field<&MeasuredForm::cores>(
            "cores", HEADROOM_TEXT("measurement", "Cores"),
            HEADROOM_TEXT("measurement", "With a file: the cores it was measured on."))
            .range(1, static_cast<double>(kMostCores)),
    };
    return fields;
}

Expected<Measurement> parseMeasurement(std::string_view from, std::optional<std::int64_t> cores) {
    const std::string_view whole = trimmed(from);
    if (isFile(whole)) {
        if (!cores) {
            return problem(
                "measured.no-cores",
                HEADROOM_TEXT("measurement", "\"%1\": on how many cores was that measured?"),
                HEADROOM_TEXT("measurement", "Add \"cores\": 4."), {std::string(whole)});
        }
        return Measurement{std::string(whole), *cores, {}, {}};
    }
    if (whole.empty()) return numberProblem(whole, kMeasurementRemedy);
    Phrase phrase(whole, kMeasurementRemedy);
    Measurement result;
    result.cores = phrase.count(1, kMostCores);
    if (!phrase.accept("core")) phrase.expect("cores");
    result.busy = busyPart(phrase);
    phrase.expect("busy");
    phrase.expect("at");
    if (phrase.rest().empty()) phrase.misunderstood();
    if (phrase.failure()) return *phrase.failure();
    const auto rate = parseRate(phrase.takeRest());
    if (!rate) return rate.error();
    if (rate->perSecond == 0) {
        return problem(
            "measured.no-rate",
            HEADROOM_TEXT("measurement", "\"%1\": from no requests no demand can be told."),
            HEADROOM_TEXT("measurement", "Measure under load."), {std::string(whole)});
    }
    if (cores) {
        return problem("measured.cores-twice",
                       HEADROOM_TEXT("measurement", "\"%1\" says the cores already."),
                       HEADROOM_TEXT("measurement", "Leave \"cores\" out."), {std::string(whole)});
    }
    result.rate = *rate;
    return result;
}

Expected<DistributionSpec> parseShape(std::string_view text) {
    Phrase phrase(text, kShapeRemedy);
    if (phrase.whole().empty()) return numberProblem(phrase.whole(), kShapeRemedy);
    DistributionSpec result;
    if (phrase.accept("constant")) {
        result.shape = Shape::Constant;
    } else if (phrase.accept("exponential")) {
        result.shape = Shape::Exponential;
    } else if (phrase.accept("lognormal")) {
        result.shape = Shape::Lognormal;
        phrase.expect("cv");
        result.parameter = phrase.number(1e-6, 1000);
    } else if (phrase.accept("gamma")) {
        result.shape = Shape::Gamma;
        phrase.expect("cv");
        result.parameter = phrase.number(1e-6, 1000);
    } else if (phrase.accept("erlang")) {
        result.shape = Shape::Erlang;
        result.parameter = static_cast<double>(phrase.count(1, 1'000'000));
    } else if (phrase.accept("hyperexponential")) {
        result.shape = Shape::Hyperexponential;
        phrase.expect("scv");
        result.parameter = phrase.number(1, 1e6);
    } else if (phrase.accept("weibull")) {
        result.shape = Shape::Weibull;
        result.parameter = phrase.number(0.1, 1000);
    } else {
        phrase.misunderstood();
    }
    phrase.end();
    if (phrase.failure()) return *phrase.failure();
    return result;
}

Expected<DistributionSpec> measuredDemand(const DistributionSpec& shape, Measurement measurement) {
    DistributionSpec result = shape;
    if (measurement.file.empty()) {
        const double seconds = static_cast<double>(measurement.cores) * measurement.busy.value /
                               measurement.rate.perSecond;
        // A nanosecond is the least that can be simulated; a day of one core is no web request.
        if (!(seconds >= 1e-9 && seconds <= 86'400)) {
            return problem(
                "measured.implausible",
                HEADROOM_TEXT("measurement", "\"%1\" would be %2 s of one core for each request."),
                HEADROOM_TEXT("measurement", "Look for a wrong unit or number."),
                {toText(measurement), numberText(seconds)});
        }
        result.first = Duration::fromNanoseconds(seconds * 1e9);
    } else {
        result.first = {};
    }
    result.origin = std::make_shared<const Measurement>(std::move(measurement));
    return result;
}

Expected<DistributionSpec> parseMeasuredDemand(std::string_view text) {
    std::string_view rest = trimmed(text);
    DistributionSpec shape{Shape::Exponential, {}, {}, 0};
    constexpr std::string_view kShape = " shape ";
    if (const auto at = rest.rfind(kShape); at != std::string_view::npos) {
        const auto parsed = parseShape(rest.substr(at + kShape.size()));
        if (!parsed) return parsed.error();
        shape = *parsed;
        rest = trimmed(rest.substr(0, at));
    }
    std::optional<std::int64_t> cores;
    constexpr std::string_view kWith = " with ";
    const auto with = rest.rfind(kWith);
    if (with != std::string_view::npos && isFile(trimmed(rest.substr(0, with)))) {
        Phrase phrase(rest.substr(with + kWith.size()), kTextRemedy);
        cores = phrase.count(1, kMostCores);
        if (!phrase.accept("core")) phrase.expect("cores");
        phrase.end();
        if (phrase.failure()) return *phrase.failure();
        rest = trimmed(rest.substr(0, with));
    }
    auto measurement = parseMeasurement(rest, cores);
    if (!measurement) {
        if (std::string_view(measurement.error().code) == "measured.no-cores") {
            measurement.error().remedy = kTextRemedy;
        }
        return measurement.error();
    }
    return measuredDemand(shape, *std::move(measurement));
}

namespace {

std::string shapeText(const DistributionSpec& demand) {
    const std::string number = numberText(demand.parameter);
    switch (demand.shape) {
        case Shape::Constant:
            return "constant";
        case Shape::Lognormal:
            return "lognormal cv " + number;
        case Shape::Gamma:
            return "gamma cv " + number;
        case Shape::Erlang:
            return "erlang " + number;
        case Shape::Hyperexponential:
            return "hyperexponential scv " + number;
        case Shape::Weibull:
            return "weibull " + number;
        case Shape::Exponential:
        case Shape::LognormalQuantiles:  // these have no mean as a parameter
        case Shape::Uniform:
        case Shape::BoundedPareto:
            break;
    }
    return "exponential";
}

}  // namespace

std::string toText(const Measurement& measurement) {
    if (!measurement.file.empty()) return measurement.file;
    return std::to_string(measurement.cores) + (measurement.cores == 1 ? " core " : " cores ") +
           toText(measurement.busy) + " busy at " + toText(measurement.rate);
}

MeasuredForm measuredForm(const DistributionSpec& demand) {
    MeasuredForm form;
    form.from = toText(*demand.origin);
    form.shape = shapeText(demand);
    if (!demand.origin->file.empty()) form.cores = demand.origin->cores;
    return form;
}

std::string measuredText(const DistributionSpec& demand) {
    const MeasuredForm form = measuredForm(demand);
    std::string text = "from " + form.from;
    if (form.cores)
        text += " with " + std::to_string(*form.cores) + (*form.cores == 1 ? " core" : " cores");
    if (form.shape != MeasuredForm{}.shape) text += " shape " + form.shape;
    return text;
}

}  // namespace headroom::models
