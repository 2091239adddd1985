// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/phrase.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "models/describe/decimal.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

using engine::Duration;

Phrase::Phrase(std::string_view text, Text remedy)
    : whole_(trimmed(text)), rest_(whole_), remedy_(remedy) {}

bool Phrase::accept(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    const auto after = rest_.substr(word.size());
    if (!after.empty() && !isBlank(after.front())) return false;
    rest_ = trimmed(after);
    return true;
}

void Phrase::expect(std::string_view word) {
    if (!failure_ && !accept(word)) misunderstood();
}

bool Phrase::acceptMark(char mark) {
    if (failure_ || !rest_.starts_with(mark)) return false;
    rest_ = trimmed(rest_.substr(1));
    return true;
}

Duration Phrase::duration(bool zero) {
    if (rest_.empty()) misunderstood();
    if (failure_) return {};
    const auto scanned = scanDuration(rest_, false);
    if (!scanned) {
        failure_ = scanned.error();
        failure_->remedy = remedy_;
        return {};
    }
    if (!zero && scanned->value <= Duration::zero()) {
        refuse(problem("unit.zero", HEADROOM_TEXT("units", "\"%1\": this time must be above zero."),
                       remedy_, {std::string(whole_)}));
    }
    rest_ = trimmed(rest_.substr(scanned->length));
    return scanned->value;
}

Duration Phrase::durationBefore(char mark) {
    const auto at = std::min(rest_.size(), rest_.find(mark));
    const std::string_view after = rest_.substr(at);
    rest_ = trimmed(rest_.substr(0, at));
    const Duration value = duration();
    if (failure_) return {};
    if (!rest_.empty() && !after.empty()) misunderstood();
    if (!after.empty()) rest_ = after;
    return value;
}

double Phrase::number(double minimum, double maximum) {
    if (rest_.empty()) misunderstood();
    if (failure_) return 0;
    const auto scanned = scanDecimal(rest_);
    if (!scanned) {
        failure_ = numberProblem(rest_, remedy_);
        return 0;
    }
    const double value = scanned->value.toDouble();
    if (!(value >= minimum && value <= maximum)) {
        refuse(problem("unit.out-of-range",
                       HEADROOM_TEXT("units", "\"%1\": %2 is not between %3 and %4."), remedy_,
                       {std::string(whole_), std::string(rest_.substr(0, scanned->length)),
                        numberText(minimum), numberText(maximum)}));
    }
    const auto after = rest_.substr(scanned->length);
    if (!after.empty() && !isBlank(after.front()) && after.front() != '%') misunderstood();
    rest_ = trimmed(after);
    return value;
}

std::int64_t Phrase::count(std::int64_t minimum, std::int64_t maximum) {
    const std::string_view before = rest_;
    const double value = number(static_cast<double>(minimum), static_cast<double>(maximum));
    if (!failure_ && value != std::floor(value)) {
        refuse(problem("unit.not-whole", HEADROOM_TEXT("units", "\"%1\": %2 is no whole number."),
                       remedy_,
                       {std::string(whole_), std::string(before.substr(0, before.find(' ')))}));
    }
    return failure_ ? minimum : static_cast<std::int64_t>(value);
}

double Phrase::percent(double maximum) {
    const std::string_view before = rest_;
    number(0, maximum * 100);
    if (!failure_ && !rest_.starts_with('%')) misunderstood();
    if (failure_) return 0;
    rest_ = trimmed(rest_.substr(1));
    return scanDecimal(before)->value.toDouble(-2);
}

double Phrase::rate(double maximum) {
    if (rest_.empty()) misunderstood();
    if (failure_) return 0;
    const auto scanned = scanDecimal(rest_);
    const std::string_view unit = scanned ? trimmed(rest_.substr(scanned->length)) : rest_;
    const std::string_view after = unit.substr(std::min(unit.size(), unit.find_first_of(" \t,")));
    const auto length = static_cast<std::size_t>(after.data() - rest_.data());
    const auto rate = parseRate(rest_.substr(0, length));
    if (!rate) {
        refuse(rate.error());
        failure_->remedy = remedy_;
        return 0;
    }
    if (rate->perSecond > maximum) {
        refuse(problem("unit.out-of-range", HEADROOM_TEXT("units", "\"%1\": %2 is more than %3."),
                       remedy_, {std::string(whole_), toText(*rate), toText(Rate{maximum})}));
    }
    rest_ = trimmed(after);
    return rate->perSecond;
}

std::string_view Phrase::takeRest() {
    return std::exchange(rest_, {});
}

void Phrase::end() {
    if (!rest_.empty()) misunderstood();
}

void Phrase::misunderstood() {
    if (rest_.empty()) {
        refuse(problem("unit.incomplete", HEADROOM_TEXT("units", "\"%1\" is not complete."),
                       remedy_, {std::string(whole_)}));
    } else {
        refuse(notUnderstood(whole_, rest_, remedy_));
    }
}

void Phrase::refuse(Diagnostic diagnostic) {
    if (!failure_) failure_ = std::move(diagnostic);
}

void Phrase::refuseOrder() {
    refuse(problem("unit.order",
                   HEADROOM_TEXT("units", "\"%1\": the second time must be above the first."),
                   remedy_, {std::string(whole_)}));
}

Diagnostic notUnderstood(std::string_view whole, std::string_view from, Text remedy) {
    return problem("unit.syntax",
                   HEADROOM_TEXT("units", "\"%1\" is not understood from \"%2\" on."), remedy,
                   {std::string(whole), std::string(from)});
}

}  // namespace headroom::models
