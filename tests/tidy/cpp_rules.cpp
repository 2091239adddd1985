// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/cpp_rules.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/tidy/cpp_text.h"

namespace headroom::tests::tidy {
namespace {

using Names = std::set<std::string>;

const Names kStandardHeaders = {"algorithm",
                                "any",
                                "array",
                                "atomic",
                                "barrier",
                                "bit",
                                "bitset",
                                "cassert",
                                "cctype",
                                "cerrno",
                                "cfenv",
                                "cfloat",
                                "charconv",
                                "chrono",
                                "cinttypes",
                                "climits",
                                "clocale",
                                "cmath",
                                "compare",
                                "complex",
                                "concepts",
                                "condition_variable",
                                "coroutine",
                                "csetjmp",
                                "csignal",
                                "cstdarg",
                                "cstddef",
                                "cstdint",
                                "cstdio",
                                "cstdlib",
                                "cstring",
                                "ctime",
                                "cuchar",
                                "cwchar",
                                "cwctype",
                                "deque",
                                "exception",
                                "execution",
                                "filesystem",
                                "format",
                                "forward_list",
                                "fstream",
                                "functional",
                                "future",
                                "initializer_list",
                                "iomanip",
                                "ios",
                                "iosfwd",
                                "iostream",
                                "istream",
                                "iterator",
                                "latch",
                                "limits",
                                "list",
                                "locale",
                                "map",
                                "memory",
                                "memory_resource",
                                "mutex",
                                "new",
                                "numbers",
                                "numeric",
                                "optional",
                                "ostream",
                                "queue",
                                "random",
                                "ranges",
                                "ratio",
                                "regex",
                                "scoped_allocator",
                                "semaphore",
                                "set",
                                "shared_mutex",
                                "source_location",
                                "span",
                                "sstream",
                                "stack",
                                "stdexcept",
                                "stop_token",
                                "streambuf",
                                "string",
                                "string_view",
                                "syncstream",
                                "system_error",
                                "thread",
                                "tuple",
                                "type_traits",
                                "typeindex",
                                "typeinfo",
                                "unordered_map",
                                "unordered_set",
                                "utility",
                                "valarray",
                                "variant",
                                "vector",
                                "version"};

struct HeaderException {
    std::string stem;  // of the one class that may
    std::string header;
};

// Only the arena asks the system for address space and tells the sanitizer what is free.
const std::vector<HeaderException> kEngineExceptions = {
    {"engine/frame_arena.", "sys/mman.h"},
    {"engine/frame_arena.", "sanitizer/asan_interface.h"},
};

const Names kClockTypes = {"system_clock", "steady_clock",  "high_resolution_clock",
                           "utc_clock",    "tai_clock",     "gps_clock",
                           "file_clock",   "QElapsedTimer", "QDateTime"};
const Names kClockCalls = {"gettimeofday", "clock_gettime", "timespec_get", "clock_getres",
                           "localtime",    "localtime_r",   "gmtime",       "gmtime_r",
                           "mktime",       "ftime",         "times",        "getrusage",
                           "__rdtsc",      "__rdtscp",      "_rdtsc"};
const Names kRandomTypes = {"random_device",
                            "mt19937",
                            "mt19937_64",
                            "minstd_rand",
                            "minstd_rand0",
                            "ranlux24",
                            "ranlux48",
                            "ranlux24_base",
                            "ranlux48_base",
                            "knuth_b",
                            "default_random_engine",
                            "linear_congruential_engine",
                            "mersenne_twister_engine",
                            "subtract_with_carry_engine",
                            "discard_block_engine",
                            "shuffle_order_engine",
                            "generate_canonical"};
const Names kRandomCalls = {"rand",    "srand",      "rand_r",    "drand48",   "erand48",
                            "lrand48", "nrand48",    "mrand48",   "jrand48",   "srand48",
                            "srandom", "arc4random", "getrandom", "getentropy"};

bool isBelowApp(std::string_view path) {
    return isBelow(path, "engine") || isBelow(path, "models");
}

std::string roomOf(std::string_view path) {
    return std::string(path.substr(0, path.find('/')));
}

const std::string& textAt(const std::vector<Token>& tokens, std::size_t i) {
    static const std::string none;
    return i < tokens.size() ? tokens[i].text : none;
}

/// How a name is qualified: "" (not at all), "::" (globally), "." (a member), else the last
/// qualifier ("std" for std::log).
std::string qualifierOf(const std::vector<Token>& tokens, std::size_t i) {
    if (i == 0) return "";
    const std::string& before = tokens[i - 1].text;
    if (before == "." || before == "->") return ".";
    if (before != "::") return "";
    static const Names noQualifier = {"return",   "co_return", "co_await",
                                      "co_yield", "case",      "else"};
    if (i >= 2 && tokens[i - 2].isWord() && noQualifier.count(tokens[i - 2].text) == 0) {
        return tokens[i - 2].text;
    }
    return i >= 2 && tokens[i - 2].text == ">" ? ">" : "::";
}

bool declaresAfterParameters(const std::vector<Token>& tokens, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        if (tokens[i].text == "(") ++depth;
        if (tokens[i].text == ")" && --depth == 0) {
            static const Names after = {";",        "{",     "const", "noexcept",
                                        "override", "final", "=",     "->"};
            return after.count(textAt(tokens, i + 1)) != 0;
        }
    }
    return false;
}

/// Whether `name (` at i declares a function: a type and nothing else stands before it, back to
/// where the statement begins. `double log(double x);` does, `y = a * log(x);` does not.
bool isDeclaration(const std::vector<Token>& tokens, std::size_t i) {
    if (textAt(tokens, i + 1) != "(" || !declaresAfterParameters(tokens, i + 1)) return false;
    static const Names expression = {"return", "co_return", "co_await", "co_yield", "throw",
                                     "case",   "else",      "do",       "goto",     "new"};
    static const Names ofType = {"::", "<", ">", ",", "*", "&", "[", "]"};
    static const Names boundary = {";", "{", "}"};
    static const Names labels = {"public", "private", "protected", "slots", "signals"};
    bool sawType = false;
    for (std::size_t j = i; j-- > 0;) {
        const Token& token = tokens[j];
        const bool label = token.text == ":" && j > 0 && labels.count(tokens[j - 1].text) != 0;
        if (label || boundary.count(token.text) != 0) {
            // `Area{a} * b * log(c);` goes on after its brace with a sign, a declaration never
            // does.
            return sawType && (tokens[j + 1].isWord() || tokens[j + 1].text == "[");
        }
        if (token.isWord()) {
            if (expression.count(token.text) != 0) return false;
            sawType = true;
        } else if (ofType.count(token.text) == 0) {
            return false;
        }
    }
    return sawType;
}

/// Whether `name` at i calls (or names) the C library's function of that name.
bool namesLibraryFunction(const std::vector<Token>& tokens, std::size_t i) {
    const std::string qualifier = qualifierOf(tokens, i);
    if (qualifier == "std" || qualifier == "::") return true;
    if (!qualifier.empty() || textAt(tokens, i + 1) != "(") return false;
    return !isDeclaration(tokens, i);
}

Finding at(const std::string& path, const Token& token, const std::string& message) {
    return {path, token.line, "'" + token.text + "' " + message};
}

}  // namespace

std::vector<Finding> includeDirection(const std::string& path, std::string_view text) {
    static const std::vector<std::pair<std::string, Names>> mayInclude = {
        {"engine", {"engine"}},
        {"models", {"engine", "models"}},
        {"app", {"engine", "models", "app"}},
        {"tests", {"engine", "models", "app", "tests"}},
    };
    static const Names rooms = {"engine", "models", "app", "tests"};
    std::vector<Finding> findings;
    const auto rule = std::find_if(mayInclude.begin(), mayInclude.end(),
                                   [&](const auto& r) { return r.first == roomOf(path); });
    if (rule == mayInclude.end()) return findings;
    for (const Include& include : includesOf(text)) {
        const std::string room = roomOf(include.target);
        const bool ours = include.target.find('/') != std::string::npos && rooms.count(room) != 0;
        // moc's output, which stands at the end of a test, has no place in the tree.
        const bool made = include.target.ends_with(".moc");
        if (ours && rule->second.count(room) == 0) {
            findings.push_back({path, include.line,
                                rule->first + " must not include " + room + " (" + include.target +
                                    "): app -> models -> engine"});
        } else if (include.quoted && !ours && !made) {
            findings.push_back(
                {path, include.line,
                 "\"" + include.target + "\" does not start at the top of the tree"});
        } else if (!include.quoted && rule->first == "engine" && !ours &&
                   kStandardHeaders.count(include.target) == 0 &&
                   std::none_of(kEngineExceptions.begin(), kEngineExceptions.end(),
                                [&](const HeaderException& e) {
                                    return path.starts_with(e.stem) && include.target == e.header;
                                })) {
            findings.push_back(
                {path, include.line, "<" + include.target + "> is not standard C++"});
        }
    }
    return findings;
}

std::vector<Finding> componentsApart(const std::string& path, std::string_view text) {
    static const std::string folder = "models/components";
    const auto componentOf = [](std::string_view p) -> std::string {
        if (!isBelow(p, folder)) return "";
        p.remove_prefix(folder.size() + 1);
        const std::size_t slash = p.find('/');
        return slash == std::string_view::npos ? "" : std::string(p.substr(0, slash));
    };
    std::vector<Finding> findings;
    const std::string own = componentOf(path);
    if (own.empty()) return findings;
    for (const Include& include : includesOf(text)) {
        const std::string other = componentOf(include.target);
        if (!other.empty() && other != own) {
            findings.push_back({path, include.line,
                                "component " + own + " includes component " + other +
                                    ": they meet through links"});
        }
    }
    return findings;
}

std::vector<Finding> noQtIncludes(const std::string& path, std::string_view text) {
    std::vector<Finding> findings;
    if (!isBelowApp(path)) return findings;
    for (const Include& include : includesOf(text)) {
        const std::string& t = include.target;
        const std::string first = roomOf(t);
        const bool upper = first.size() > 1 && first[0] == 'Q' &&
                           std::isalpha(static_cast<unsigned char>(first[1])) != 0;
        const std::string last = t.substr(t.rfind('/') + 1);
        const bool lower = last.starts_with("q") && last.ends_with(".h") && !isBelowApp(t);
        if (upper || lower) findings.push_back({path, include.line, "Qt below app: " + t});
    }
    return findings;
}

std::vector<Finding> noWallClock(const std::string& path, std::string_view text) {
    std::vector<Finding> findings;
    if (!isBelowApp(path)) return findings;
    const auto tokens = tokensOf(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = tokens[i].text;
        bool found = kClockTypes.count(word) != 0;
        found = found || (kClockCalls.count(word) != 0 && namesLibraryFunction(tokens, i));
        // The C library's time() always has an argument, and its clock() none; our own accessors of
        // these names are members or stand after a type.
        found = found || (word == "time" && textAt(tokens, i + 1) == "(" &&
                          textAt(tokens, i + 2) != ")" && namesLibraryFunction(tokens, i));
        found = found || (word == "clock" && textAt(tokens, i + 1) == "(" &&
                          textAt(tokens, i + 2) == ")" && namesLibraryFunction(tokens, i));
        if (found) findings.push_back(at(path, tokens[i], "reads a clock: simulated time alone"));
    }
    return findings;
}

std::vector<Finding> noForeignRandom(const std::string& path, std::string_view text) {
    std::vector<Finding> findings;
    if (!isBelowApp(path)) return findings;
    const auto tokens = tokensOf(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = tokens[i].text;
        const bool distribution =
            word.ends_with("_distribution") && qualifierOf(tokens, i) == "std";
        const bool type = kRandomTypes.count(word) != 0;
        const bool call = kRandomCalls.count(word) != 0 && namesLibraryFunction(tokens, i);
        if (distribution || type || call) {
            findings.push_back(at(path, tokens[i], "is not ours: draw from engine/random"));
        }
    }
    return findings;
}

const std::vector<std::string>& libmNames() {
    static const std::vector<std::string> names = {
        "log",      "log2",        "log10",  "log1p",  "exp",           "exp2",         "exp10",
        "expm1",    "pow",         "sin",    "cos",    "tan",           "asin",         "acos",
        "atan",     "atan2",       "sinh",   "cosh",   "tanh",          "asinh",        "acosh",
        "atanh",    "sincos",      "tgamma", "lgamma", "lgamma_r",      "erf",          "erfc",
        "cbrt",     "hypot",       "beta",   "expint", "comp_ellint_1", "riemann_zeta", "legendre",
        "laguerre", "cyl_bessel_j"};
    return names;
}

std::vector<Finding> noLibm(const std::string& path, std::string_view text) {
    static const Names names = [] {
        Names all;
        for (const std::string& name : libmNames()) {
            for (const std::string prefix : {"", "__builtin_"}) {
                for (const std::string variant : {"", "f", "l"}) {
                    all.insert(prefix + name + variant);
                }
            }
        }
        return all;
    }();
    // Common words: the library's only when std:: or :: says so.
    static const Names qualifiedOnly = {"beta", "expint", "legendre", "laguerre", "riemann_zeta"};
    std::vector<Finding> findings;
    if (!isBelowApp(path) || isBelow(path, "models/analysis")) return findings;
    const bool ownMath = path.starts_with("engine/random/math.");
    const auto tokens = tokensOf(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = tokens[i].text;
        if (names.count(word) == 0) continue;
        const std::string qualifier = qualifierOf(tokens, i);
        const bool qualified = qualifier == "std" || qualifier == "::";
        // Within their own file ours call one another by their bare names.
        const bool bareIsOurs = ownMath || qualifiedOnly.count(word) != 0;
        const bool builtin = word.starts_with("__builtin_");
        if (qualified || builtin || (!bareIsOurs && namesLibraryFunction(tokens, i))) {
            findings.push_back(at(path, tokens[i],
                                  "is libm's: its bits change with the processor; "
                                  "call ours, math:: in engine/random/math.h"));
        }
    }
    return findings;
}

std::vector<Finding> noThrow(const std::string& path, std::string_view text) {
    std::vector<Finding> findings;
    if (!isBelow(path, "engine")) return findings;
    for (const Token& token : tokensOf(text)) {
        if (token.text == "throw") {
            findings.push_back(at(path, token, "in engine: no exception may cross a coroutine"));
        }
    }
    return findings;
}

std::vector<Finding> cppRules(const std::string& path, std::string_view text) {
    std::vector<Finding> all;
    for (const auto rule : {includeDirection, componentsApart, noQtIncludes, noWallClock,
                            noForeignRandom, noLibm, noThrow}) {
        const auto findings = rule(path, text);
        all.insert(all.end(), findings.begin(), findings.end());
    }
    return all;
}

}  // namespace headroom::tests::tidy
