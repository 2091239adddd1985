// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>

#include "models/describe/decimal.h"
#include "models/describe/phrase.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

using engine::Duration;

namespace {

constexpr Text kProfileRemedy = HEADROOM_TEXT(
    "units",
    "Write \"constant\" or one of \"ramp 10 % to 200 % over 5 min\", \"steps 50 % for 30 s, 100 % "
    "for 60 s\", \"spike to 500 % at 30 s for 10 s\", \"diurnal 20 % to 100 % over 24 h\", \"csv "
    "traffic.csv\"; levels may also be rates, such as 100/s.");
constexpr double kMostPart = 1e4;
constexpr double kMostRate = 1e9;
constexpr double kLongestNs = 3.2e18;

/// Reads the levels of a profile, which are all percentages or all rates.
class ProfileReader {
  public:
    explicit ProfileReader(std::string_view text) : phrase_(text, kProfileRemedy) {}

    Expected<Profile> read() {
        if (phrase_.whole().empty()) return numberProblem(phrase_.whole(), kProfileRemedy);
        shape();
        phrase_.end();
        const bool neverSends =
            !profile_.steps.empty() &&
            std::ranges::none_of(profile_.steps, [](const auto& s) { return s.level > 0; });
        if (!phrase_.failure() && neverSends) {
            phrase_.refuse(problem("unit.zero",
                                   HEADROOM_TEXT("units", "\"%1\": no request would ever come."),
                                   kProfileRemedy, {std::string(phrase_.whole())}));
        }
        double total = 0;
        for (const auto& step : profile_.steps)
            total += static_cast<double>(step.length.ns());
        if (total > kLongestNs) {
            phrase_.refuse(problem("unit.out-of-range",
                                   HEADROOM_TEXT("units", "\"%1\" is longer than a century."),
                                   kProfileRemedy, {std::string(phrase_.whole())}));
        }
        if (phrase_.failure()) return *phrase_.failure();
        profile_.rates = profile_.shape == Profile::Shape::Csv || isRate_.value_or(false);
        return std::move(profile_);
    }

  private:
    void shape() {
        if (phrase_.accept("ramp")) {
            profile_.shape = Profile::Shape::Ramp;
            fromTo();
            phrase_.expect("over");
            profile_.steps.front().length = phrase_.duration();
        } else if (phrase_.accept("steps")) {
            profile_.shape = Profile::Shape::Steps;
            do {
                const double held = level();
                phrase_.expect("for");
                profile_.steps.push_back({held, phrase_.durationBefore(',')});
            } while (phrase_.acceptMark(','));
        } else if (phrase_.accept("spike")) {
            profile_.shape = Profile::Shape::Spike;
            double around = 1;
            if (phrase_.accept("from")) {
                around = level();
            } else {
                isRate_ = false;
            }
            phrase_.expect("to");
            const double top = level();
            phrase_.expect("at");
            profile_.steps.push_back({around, phrase_.duration(true)});
            phrase_.expect("for");
            profile_.steps.push_back({top, phrase_.duration()});
        } else if (phrase_.accept("diurnal")) {
            profile_.shape = Profile::Shape::Diurnal;
            fromTo();
            const bool isDay = phrase_.rest().empty();
            if (!isDay) phrase_.expect("over");
            profile_.steps.front().length = isDay ? Duration::seconds(86'400) : phrase_.duration();
        } else if (phrase_.accept("csv")) {
            profile_.shape = Profile::Shape::Csv;
            if (phrase_.rest().empty()) phrase_.misunderstood();
            profile_.file = std::string(phrase_.takeRest());
        } else {
            phrase_.expect("constant");
        }
    }
    void fromTo() {
        const double from = level();
        phrase_.expect("to");
        profile_.steps = {{from, {}}, {level(), {}}};
    }
    /// "50 %", "100/s".
    double level() {
        const auto scanned = scanDecimal(phrase_.rest());
        const bool isRate =
            scanned && !trimmed(phrase_.rest().substr(scanned->length)).starts_with('%');
        const double value = isRate ? phrase_.rate(kMostRate) : phrase_.percent(kMostPart);
        if (isRate_.value_or(isRate) != isRate) {
            phrase_.refuse(problem(
                "unit.mixed", HEADROOM_TEXT("units", "\"%1\" has both percentages and rates."),
                HEADROOM_TEXT("units",
                              "Write all levels in percent of the rate, or all of them as rates, "
                              "as in \"spike from 1k/s to 5k/s at 30 s for 10 s\"."),
                {std::string(phrase_.whole())}));
        }
        isRate_ = isRate;
        return value;
    }

    Phrase phrase_;
    Profile profile_;
    std::optional<bool> isRate_;
};

}  // namespace

Expected<Profile> parseProfile(std::string_view text) {
    return ProfileReader(text).read();
}

std::string toText(const Profile& value) {
    const auto level = [&](std::size_t i) {
        const double amount = value.steps[i].level;
        if (value.rates) return toText(Rate{amount});
        Decimal percent = shortestDecimal(amount);
        percent.exponent += 2;
        return plainText(percent) + " %";
    };
    const auto length = [&](std::size_t i) { return durationText(value.steps[i].length); };
    switch (value.shape) {
        case Profile::Shape::Constant:
            break;
        case Profile::Shape::Ramp:
            return "ramp " + level(0) + " to " + level(1) + " over " + length(0);
        case Profile::Shape::Steps: {
            std::string text = "steps ";
            for (std::size_t i = 0; i < value.steps.size(); ++i)
                text += (i > 0 ? ", " : "") + level(i) + " for " + length(i);
            return text;
        }
        case Profile::Shape::Spike: {
            const bool isPlain = !value.rates && value.steps[0].level == 1;
            return "spike " + (isPlain ? std::string() : "from " + level(0) + " ") + "to " +
                   level(1) + " at " + length(0) + " for " + length(1);
        }
        case Profile::Shape::Diurnal:
            return "diurnal " + level(0) + " to " + level(1) + " over " + length(0);
        case Profile::Shape::Csv:
            return "csv " + value.file;
    }
    return "constant";
}

}  // namespace headroom::models
