// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/civil_time.h"

#include <array>

#include "models/describe/scan.h"

namespace headroom::models {

namespace {

constexpr std::int64_t kFirstYear = 1970;
constexpr std::int64_t kLastYear = 2200;

/// Takes what a fixed layout says comes next; after the first thing that does not fit, nothing
/// fits any more.
class Layout {
  public:
    explicit Layout(std::string_view text) : rest_(text) {}

    unsigned digits(std::size_t count) {
        unsigned value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_.empty() || !isDigit(rest_.front())) return fail();
            value = value * 10 + static_cast<unsigned>(rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return value;
    }
    bool accept(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!accept(c)) fail();
    }
    std::string_view take(std::size_t count) {
        const auto taken = rest_.substr(0, count);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    /// ".25" as nanoseconds, or nothing.
    std::int32_t fraction() {
        if (!accept('.')) return 0;
        std::int32_t value = 0;
        std::int32_t unit = 100'000'000;
        if (rest_.empty() || !isDigit(rest_.front())) fail();
        for (; !rest_.empty() && isDigit(rest_.front()); rest_.remove_prefix(1), unit /= 10) {
            value += unit * (rest_.front() - '0');
        }
        return value;
    }
    /// "+0200" or "+02:00" in seconds.
    std::int64_t zone() {
        const bool isWest = accept('-');
        if (!isWest) expect('+');
        const auto hours = digits(2);
        accept(':');
        const auto minutes = digits(2);
        if (hours > 14 || minutes > 59) fail();
        const std::int64_t seconds = hours * 3600 + minutes * 60;
        return isWest ? -seconds : seconds;
    }
    unsigned fail() {
        failed_ = true;
        return 0;
    }
    bool fits() const { return !failed_; }
    bool fitsWhole() const { return !failed_ && rest_.empty(); }
    bool atEnd() const { return rest_.empty(); }

  private:
    std::string_view rest_;
    bool failed_ = false;
};

unsigned monthNumber(std::string_view name) {
    static constexpr std::array<std::string_view, 12> kNames = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name) return i + 1;
    }
    return 0;
}

/// Second 60 is a leap second; Unix time gives it the number of the next second.
std::optional<std::int64_t> secondOf(unsigned year, unsigned month, unsigned day, unsigned hour,
                                     unsigned minute, unsigned second) {
    if (year < kFirstYear || year > kLastYear || !isDate(year, month, day)) return std::nullopt;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return daysFromCivil(year, month, day) * 86'400 + hour * 3600 + minute * 60 + second;
}

std::optional<UnixTime> parseUnixSeconds(std::string_view text) {
    Layout layout(text);
    std::int64_t second = 0;
    std::size_t whole = text.find('.');
    if (whole == std::string_view::npos) whole = text.size();
    if (whole == 0 || whole > 10) return std::nullopt;
    for (std::size_t i = 0; i < whole; ++i)
        second = second * 10 + layout.digits(1);
    const std::int32_t nanosecond = layout.fraction();
    if (!layout.fitsWhole() || second > daysFromCivil(kLastYear + 1, 1, 1) * 86'400) {
        return std::nullopt;
    }
    return UnixTime{second, nanosecond};
}

}  // namespace

std::int64_t daysFromCivil(std::int64_t year, unsigned month, unsigned day) {
    const bool isBeforeMarch = month <= 2;
    const std::int64_t y = isBeforeMarch ? year - 1 : year;
    const std::int64_t m = isBeforeMarch ? month + 12 : month;
    const std::int64_t century = (y >= 0 ? y : y - 99) / 100;
    const std::int64_t leap = (century >= 0 ? century : century - 3) / 4;
    const std::int64_t yearDays = 365 * y + (y >= 0 ? y : y - 3) / 4 - century + leap;
    const std::int64_t monthDays = (979 * m - 2919) / 32;
    return yearDays + monthDays + day - 1 - 719'468;
}

bool isDate(std::int64_t year, unsigned month, unsigned day) {
    static constexpr std::array<unsigned, 12> kDays = {31, 28, 31, 30, 31, 30,
                                                       31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) return false;
    const bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= kDays[month - 1] + (month == 2 && isLeap ? 1 : 0);
}

std::optional<UnixTime> parseLogTime(std::string_view text) {
    Layout layout(text);
    const unsigned day = layout.digits(2);
    layout.expect('/');
    const unsigned month = monthNumber(layout.take(3));
    layout.expect('/');
    const unsigned year = layout.digits(4);
    layout.expect(':');
    const unsigned hour = layout.digits(2);
    layout.expect(':');
    const unsigned minute = layout.digits(2);
    layout.expect(':');
    const unsigned second = layout.digits(2);
    layout.expect(' ');
    const std::int64_t zone = layout.zone();
    const auto local = secondOf(year, month, day, hour, minute, second);
    if (!layout.fitsWhole() || !local) return std::nullopt;
    return UnixTime{*local - zone, 0};
}

std::optional<UnixTime> parseTimestamp(std::string_view text) {
    if (text.find('-') == std::string_view::npos) return parseUnixSeconds(text);
    Layout layout(text);
    const unsigned year = layout.digits(4);
    layout.expect('-');
    const unsigned month = layout.digits(2);
    layout.expect('-');
    const unsigned day = layout.digits(2);
    if (!layout.accept('T')) layout.expect(' ');
    const unsigned hour = layout.digits(2);
    layout.expect(':');
    const unsigned minute = layout.digits(2);
    layout.expect(':');
    const unsigned second = layout.digits(2);
    const std::int32_t nanosecond = layout.fraction();
    std::int64_t zone = 0;
    if (!layout.accept('Z') && !layout.atEnd()) zone = layout.zone();
    const auto local = secondOf(year, month, day, hour, minute, second);
    if (!layout.fitsWhole() || !local) return std::nullopt;
    return UnixTime{*local - zone, nanosecond};
}

}  // namespace headroom::models
