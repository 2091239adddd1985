// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/settings.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "models/components/users/outline.h"
#include "models/components/users/users.h"
#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"
#include "models/topology/design.h"

namespace headroom::models {

namespace {

const FieldList& exitFields() {
    static const FieldList fields = {
        field<&JourneyExit::to>("to", HEADROOM_TEXT("journey", "To"),
                                HEADROOM_TEXT("journey", "The endpoint of a step of the journey."))
            .required(),
        field<&JourneyExit::probability>(
            "probability", HEADROOM_TEXT("journey", "Probability"),
            HEADROOM_TEXT("journey",
                          "How likely it comes next; what is left of 100 % ends the session.")),
    };
    return fields;
}

const FieldList& journeyFields() {
    static const FieldList fields = {
        field<&JourneyStep::endpoint>(
            "endpoint", HEADROOM_TEXT("journey", "Endpoint"),
            HEADROOM_TEXT("journey", "What is asked for; the name of one of the endpoints."))
            .required(),
        records<&JourneyStep::next>(
            "next", HEADROOM_TEXT("journey", "Next"),
            HEADROOM_TEXT("journey",
                          "What may come after it; without an entry the next step of the list, "
                          "after the last of them the end."),
            exitFields),
    };
    return fields;
}

const FieldList& mixFields() {
    static const FieldList fields = {
        field<&ClientGroup::name>("name", HEADROOM_TEXT("mix", "Name"),
                                  HEADROOM_TEXT("mix", "What these clients are, as \"mobile\"."))
            .required(),
        field<&ClientGroup::share>(
            "share", HEADROOM_TEXT("mix", "Share"),
            HEADROOM_TEXT("mix", "Share of the clients, relative to the other groups."))
            .range(0, 1e12),
        field<&ClientGroup::latency>(
            "latency", HEADROOM_TEXT("mix", "Latency"),
            HEADROOM_TEXT("mix", "Time on the way beside that of the link, each way.")),
        field<&ClientGroup::bandwidth>(
            "bandwidth", HEADROOM_TEXT("mix", "Bandwidth"),
            HEADROOM_TEXT("mix",
                          "What the line of each client passes: a reply takes its payload over "
                          "that, by itself. Not set: no time."))
            .range(1, 1e13),
    };
    return fields;
}

void checkJourney(const UsersSettings& users,
                  const std::function<void(Diagnostic, std::string)>& refuse) {
    if (users.load == Load::Sessions && users.journey.empty()) {
        refuse(
            problem(
                "users.no-journey", HEADROOM_TEXT("users", "Nothing says what a session asks for."),
                HEADROOM_TEXT("users", "Write \"journey\": [ { \"endpoint\": \"GET /\" }, ... ]."),
                {}),
            "journey");
    }
    if (users.load == Load::Open && !users.journey.empty()) {
        refuse(problem("users.journey-of-open",
                       HEADROOM_TEXT("users", "An open load has no sessions that go anywhere."),
                       HEADROOM_TEXT("users",
                                     "Write \"load\": \"sessions\" or \"closed\", or leave the "
                                     "journey out: the weights of the endpoints say what is asked "
                                     "for."),
                       {}),
               "journey");
    }
    for (std::size_t i = 0; i < users.journey.size(); ++i) {
        const JourneyStep& step = users.journey[i];
        const std::string place = "journey." + std::to_string(i) + ".next";
        double total = 0;
        for (std::size_t k = 0; k < step.next.size(); ++k) {
            total += step.next[k].probability.value;
            if (std::ranges::find(users.journey, step.next[k].to, &JourneyStep::endpoint) !=
                users.journey.end()) {
                continue;
            }
            refuse(problem("users.unknown-step",
                           HEADROOM_TEXT("users", "No step of the journey asks for \"%1\"."),
                           HEADROOM_TEXT("users", "Write the endpoint of one of the steps."),
                           {step.next[k].to}),
                   place + '.' + std::to_string(k) + ".to");
        }
        if (total <= 1 + 1e-9) continue;
        refuse(problem("users.over-100",
                       HEADROOM_TEXT("users", "What comes after \"%1\" adds up to %2."),
                       HEADROOM_TEXT("users", "Make it 100 % at most; what is left is the end."),
                       {step.endpoint, numberText(total * 100) + " %"}),
               place);
    }
}

/// What can only be said together with the endpoints.
void checkIn(const Design& design, const Settings& settings, Diagnostics& diagnostics) {
    const auto& users = settings.as<UsersSettings>();
    for (std::size_t i = 0; i < users.journey.size(); ++i) {
        const std::string& name = users.journey[i].endpoint;
        std::vector<std::string> known;
        for (const Endpoint& endpoint : design.endpoints)
            known.push_back(endpoint.name);
        if (std::ranges::find(known, name) != known.end()) continue;
        const std::string nearest = nearestWord(name, known);
        auto unknown = problem(
            "users.unknown-endpoint", HEADROOM_TEXT("users", "There is no endpoint \"%1\"."),
            nearest.empty() ? HEADROOM_TEXT("users", "Write the name of one of the \"endpoints\".")
                            : HEADROOM_TEXT("users", "Did you mean \"%2\"?"),
            {name, nearest});
        unknown.place.setting = "journey." + std::to_string(i) + ".endpoint";
        diagnostics.add(std::move(unknown));
    }
}

void check(const Settings& settings, Diagnostics& diagnostics) {
    const auto& users = settings.as<UsersSettings>();
    const auto refuse = [&](Diagnostic diagnostic, std::string setting) {
        diagnostic.place.setting = std::move(setting);
        diagnostics.add(std::move(diagnostic));
    };
    if (users.rate && users.hasProfile() && users.profile.rates) {
        refuse(problem("users.two-rates",
                       HEADROOM_TEXT("users", "There is both a rate and a profile of rates."),
                       HEADROOM_TEXT("users",
                                     "Leave \"rate\" out, or write the profile in percent of it; "
                                     "\"scale\" makes all of it more or less."),
                       {}),
               "profile");
    }
    if (!users.log.empty() && users.hasProfile()) {
        refuse(problem("users.profile-of-log",
                       HEADROOM_TEXT("users", "A log goes up and down by itself."),
                       HEADROOM_TEXT("users", "Leave the profile out, or the log."), {}),
               "profile");
    }
    if (users.batchSizes == BatchSizes::Fixed && users.batchSize != std::floor(users.batchSize)) {
        refuse(problem("users.part-of-request",
                       HEADROOM_TEXT("users", "Batches of %1 requests cannot all be of one size."),
                       HEADROOM_TEXT("users",
                                     "Write a whole number, or \"batch\": { \"sizes\": "
                                     "\"geometric\" }."),
                       {numberText(users.batchSize)}),
               "batch.size");
    }
    checkJourney(users, refuse);
    if (!users.mix.empty() &&
        std::ranges::none_of(users.mix, [](const ClientGroup& each) { return each.share > 0; })) {
        refuse(problem("users.no-share",
                       HEADROOM_TEXT("users", "No group of clients has a share above zero."),
                       HEADROOM_TEXT("users", "Give at least one of them a \"share\"."), {}),
               "mix");
    }
    if (users.load != Load::Open && !users.log.empty()) {
        refuse(problem("users.log-of-people",
                       HEADROOM_TEXT("users", "A log says itself who asks when."),
                       HEADROOM_TEXT("users", "Leave \"load\" out, or the log."), {}),
               "load");
        return;
    }
    if (users.load == Load::Closed && (users.rate || users.hasProfile())) {
        refuse(problem("users.rate-of-closed",
                       HEADROOM_TEXT("users",
                                     "A closed load has no rate: each user asks again after the "
                                     "reply and some time to think."),
                       HEADROOM_TEXT("users", "Write \"users\" and \"think\" instead."), {}),
               users.rate ? "rate" : "profile");
    }
    if (users.load == Load::Closed) return;
    const bool hasRate = users.rate || (users.hasProfile() && users.profile.rates);
    if (!hasRate && users.log.empty()) {
        auto missing =
            problem("users.no-load", HEADROOM_TEXT("users", "There is neither a rate nor a log."),
                    HEADROOM_TEXT("users",
                                  "Write \"rate\": \"100/s\", or \"log\" with "
                                  "the path of an access log."),
                    {});
        missing.place.setting = "rate";
        diagnostics.add(std::move(missing));
    }
    if (users.rate && !users.log.empty()) {
        auto both =
            problem("users.two-loads", HEADROOM_TEXT("users", "There is both a rate and a log."),
                    HEADROOM_TEXT("users",
                                  "Keep one of them; \"speed\" makes a log faster "
                                  "or slower."),
                    {});
        both.place.setting = "log";
        diagnostics.add(std::move(both));
    }
}

}  // namespace

const Kind& usersKind() {
    static const Kind kind = {
        .key = "users",
        .title = HEADROOM_TEXT("users", "Users"),
        .help = HEADROOM_TEXT("users", "Where requests come from: a rate, or a log replayed."),
        .roles = {.source = true},
        .fields =
            {
                field<&UsersSettings::load>("load", HEADROOM_TEXT("users", "Load"),
                                            HEADROOM_TEXT("users", "What makes the users ask."))
                    .choices(
                        {{"open", HEADROOM_TEXT("users", "Open"),
                          HEADROOM_TEXT("users",
                                        "Requests come at their rate, whether or not earlier "
                                        "ones have been answered.")},
                         {"sessions", HEADROOM_TEXT("users", "Sessions"),
                          HEADROOM_TEXT("users",
                                        "Sessions begin at their rate; each makes its journey, "
                                        "one request after the reply to the one before.")},
                         {"closed", HEADROOM_TEXT("users", "Closed"),
                          HEADROOM_TEXT("users",
                                        "A fixed number of users, each of whom asks, waits, "
                                        "thinks and asks again.")}})
                    .notLive(HEADROOM_TEXT(
                        "users",
                        "Users of another load are other users; those under way belong to this "
                        "one. Draw two nodes and change their \"scale\".")),
                field<&UsersSettings::rate>(
                    "rate", HEADROOM_TEXT("users", "Rate"),
                    HEADROOM_TEXT("users",
                                  "Requests per second of all of them together, or sessions that "
                                  "begin."))
                    .range(1e-6, 1e9),
                field<&UsersSettings::scale>(
                    "scale", HEADROOM_TEXT("users", "Scale"),
                    HEADROOM_TEXT("users",
                                  "The load is that many times what rate and profile say; 0 is a "
                                  "pause."))
                    .range(0, 1e6)
                    .load(),
                field<&UsersSettings::profile>(
                    "profile", HEADROOM_TEXT("users", "Profile"),
                    HEADROOM_TEXT("users",
                                  "How the load goes up and down, in percent of the rate: "
                                  "\"constant\", \"ramp 10 % to 200 % over 5 min\", \"steps 50 % "
                                  "for 30 s, 100 % for 60 s\", \"spike to 500 % at 30 s for 10 "
                                  "s\", \"diurnal 20 % to 100 % over 24 h\". Without a rate also "
                                  "in rates, \"ramp 100/s to 10k/s over 5 min\", or from a file of "
                                  "times and rates, \"csv traffic.csv\"."))
                    .notLive(HEADROOM_TEXT("users",
                                           "Its times count from the beginning of the run. Change "
                                           "\"rate\" or \"scale\".")),
                field<&UsersSettings::arrivals>(
                    "arrivals", HEADROOM_TEXT("users", "Arrivals"),
                    HEADROOM_TEXT("users", "How requests follow each other."))
                    .choices({{"poisson", HEADROOM_TEXT("users", "Poisson"),
                               HEADROOM_TEXT("users",
                                             "Many people who know nothing of each "
                                             "other.")},
                              {"deterministic", HEADROOM_TEXT("users", "Deterministic"),
                               HEADROOM_TEXT("users",
                                             "Evenly spaced, as from a load tester with "
                                             "a fixed rate.")},
                              {"mmpp", HEADROOM_TEXT("users", "Bursts"),
                               HEADROOM_TEXT("users",
                                             "Poisson at a rate that changes at random between "
                                             "bursts and calm; \"burst\" says how.")},
                              {"batches", HEADROOM_TEXT("users", "Batches"),
                               HEADROOM_TEXT("users",
                                             "Several at once, batches as Poisson arrivals; "
                                             "\"batch\" says how many.")}})
                    .source(HEADROOM_TEXT("users",
                                          "the limit of many independent sources "
                                          "(Palm-Khintchine theorem)")),
                field<&UsersSettings::burstFactor>(
                    "burst.factor", HEADROOM_TEXT("users", "Burst factor"),
                    HEADROOM_TEXT("users",
                                  "Rate in a burst over the rate outside; the mean over time is "
                                  "the rate that is set."))
                    .range(1, 1e6)
                    .assumed(HEADROOM_TEXT("users", "an order of magnitude")),
                field<&UsersSettings::burstLength>(
                    "burst.length", HEADROOM_TEXT("users", "Burst length"),
                    HEADROOM_TEXT("users", "Mean length of a burst, exponentially distributed."))
                    .range(1e3, 3.6e15)
                    .assumed(HEADROOM_TEXT("users", "measure your own")),
                field<&UsersSettings::burstPause>(
                    "burst.pause", HEADROOM_TEXT("users", "Time between bursts"),
                    HEADROOM_TEXT("users",
                                  "Mean time from the end of a burst to the next, exponentially "
                                  "distributed."))
                    .range(1e3, 3.6e15)
                    .assumed(HEADROOM_TEXT("users", "measure your own")),
                field<&UsersSettings::batchSize>(
                    "batch.size", HEADROOM_TEXT("users", "Batch size"),
                    HEADROOM_TEXT("users", "Requests that come at once, on the average."))
                    .range(1, 1e6)
                    .assumed(HEADROOM_TEXT("users", "measure your own")),
                field<&UsersSettings::batchSizes>(
                    "batch.sizes", HEADROOM_TEXT("users", "Batch sizes"),
                    HEADROOM_TEXT("users", "How the sizes of batches are distributed."))
                    .choices({{"fixed", HEADROOM_TEXT("users", "Fixed"),
                               HEADROOM_TEXT("users", "All of the same size.")},
                              {"geometric", HEADROOM_TEXT("users", "Geometric"),
                               HEADROOM_TEXT("users",
                                             "From one on, each size less likely than "
                                             "the one before.")}}),
                field<&UsersSettings::clients>(
                    "clients", HEADROOM_TEXT("users", "Clients"),
                    HEADROOM_TEXT("users",
                                  "How many different clients there are; each request "
                                  "comes from one of them."))
                    .range(1, 1e9),
                field<&UsersSettings::users>(
                    "users", HEADROOM_TEXT("users", "Users"),
                    HEADROOM_TEXT("users", "How many there are in a closed load."))
                    .range(1, 2e6)
                    .load(),
                field<&UsersSettings::think>(
                    "think", HEADROOM_TEXT("users", "Think time"),
                    HEADROOM_TEXT("users",
                                  "Time from a reply to the next request of the same user, in "
                                  "sessions and closed loads."))
                    .source(HEADROOM_TEXT("users", "TPC-W 1.8, clause 5.3: exponential, mean 7 s")),
                records<&UsersSettings::journey>(
                    "journey", HEADROOM_TEXT("users", "Journey"),
                    HEADROOM_TEXT("users",
                                  "What a session asks for, from the first step on. Users of a "
                                  "closed load begin again at its end; without one they choose by "
                                  "the weights of the endpoints."),
                    journeyFields)
                    .notLive(HEADROOM_TEXT("users",
                                           "Sessions under way stand at its steps. Draw users with "
                                           "another journey and change the \"scale\" of both.")),
                records<&UsersSettings::mix>(
                    "mix", HEADROOM_TEXT("users", "Client mix"),
                    HEADROOM_TEXT("users",
                                  "Groups of clients with a latency and bandwidth of their own; "
                                  "each client is always of the same group."),
                    mixFields)
                    .notLive(HEADROOM_TEXT("users",
                                           "Each client is of one group for good. Draw users with "
                                           "another mix and change the \"scale\" of both.")),
                field<&UsersSettings::patience>(
                    "patience", HEADROOM_TEXT("users", "Patience"),
                    HEADROOM_TEXT("users",
                                  "How long a user waits for a reply before giving up, which is "
                                  "counted as status 499; not set: for ever.")),
                field<&UsersSettings::retries>(
                    "retry.count", HEADROOM_TEXT("users", "Retries"),
                    HEADROOM_TEXT("users",
                                  "How many times a request is made again after it was refused "
                                  "(429), given up (499) or failed (5xx)."))
                    .range(0, 1000),
                field<&UsersSettings::backoff>(
                    "retry.backoff", HEADROOM_TEXT("users", "Backoff"),
                    HEADROOM_TEXT("users",
                                  "Time before the first retry; it doubles from retry to retry."))
                    .range(0, 3.6e15)
                    .assumed(HEADROOM_TEXT("users", "as in many client libraries")),
                field<&UsersSettings::longestBackoff>(
                    "retry.longest", HEADROOM_TEXT("users", "Longest backoff"),
                    HEADROOM_TEXT("users", "It doubles no further than that."))
                    .range(0, 3.6e15)
                    .source(HEADROOM_TEXT("users", "AWS SDKs, standard retry mode: at most 20 s")),
                field<&UsersSettings::jitter>("retry.jitter", HEADROOM_TEXT("users", "Jitter"),
                                              HEADROOM_TEXT("users", "How the backoff is spread."))
                    .choices({{"full", HEADROOM_TEXT("users", "Full"),
                               HEADROOM_TEXT("users",
                                             "Anything from nothing to the whole backoff, equally "
                                             "likely.")},
                              {"none", HEADROOM_TEXT("users", "None"),
                               HEADROOM_TEXT("users", "Always the whole backoff.")}})
                    .source(HEADROOM_TEXT("users",
                                          "Brooker, \"Exponential Backoff And Jitter\", AWS "
                                          "Architecture Blog, 2015")),
                field<&UsersSettings::log>(
                    "log", HEADROOM_TEXT("users", "Access log"),
                    HEADROOM_TEXT("users",
                                  "Path of an access log to replay, from the folder of "
                                  "the design."))
                    .notLive(HEADROOM_TEXT(
                        "users", "A log is read before the run begins. Set it in the design.")),
                field<&UsersSettings::speed>(
                    "speed", HEADROOM_TEXT("users", "Speed"),
                    HEADROOM_TEXT("users", "How much faster than it was the log is replayed."))
                    .range(1e-6, 1e9)
                    .load(),
            },
        .metrics = {{"requests", HEADROOM_TEXT("users", "Requests sent"), Quantity::Count,
                     Summary::Count, Resource::None,
                     HEADROOM_TEXT("users", "Requests that were sent, answered or not.")},
                    {"retries", HEADROOM_TEXT("users", "Retries"), Quantity::Count, Summary::Count,
                     Resource::None,
                     HEADROOM_TEXT("users", "Tries after the first, of all requests.")},
                    {"givenUp", HEADROOM_TEXT("users", "Given up"), Quantity::Count, Summary::Count,
                     Resource::None,
                     HEADROOM_TEXT("users", "Tries that a user gave up before the reply.")},
                    {"amplification", HEADROOM_TEXT("users", "Amplification"), Quantity::Number,
                     Summary::Ratio, Resource::None,
                     HEADROOM_TEXT("users", "Tries over requests: 1 without retries.")}},
        .defaults = [] { return Settings::of(UsersSettings{}); },
        .check = check,
        .checkIn = checkIn,
        .bringsEndpoints =
            [](const Settings& settings) { return !settings.as<UsersSettings>().log.empty(); },
        .footprint =
            [](const Settings&, double) {
                return Footprint{1, 0};
            },
        .create = createUsers,
        .outline = outlineUsers,
    };
    return kind;
}

}  // namespace headroom::models
