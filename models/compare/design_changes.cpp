// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/design_changes.h"

#include <algorithm>
#include <string>

#include "models/describe/units.h"

namespace headroom::models {

namespace {

/// Loops over descriptions and collects what differs.
class Changes {
  public:
    std::vector<Sentence> list;

    /// `of`: whose settings these are; empty: the design's.
    void fields(const FieldList& all, const void* before, const void* after,
                const std::string& of) {
        for (const Field& field : all) {
            const Value was = field.get(before);
            const Value is = field.get(after);
            if (was == is) continue;
            const std::string from = toText(field, was);
            const std::string to = toText(field, is);
            const std::string key = of.empty() ? field.key : of + ": " + field.key;
            if (from.empty()) {
                say(HEADROOM_TEXT("compare", "%1 is %2; it was not set."), {key, to});
            } else if (to.empty()) {
                say(HEADROOM_TEXT("compare", "%1 is not set; it was %2."), {key, from});
            } else {
                say(HEADROOM_TEXT("compare", "%1 is %2 instead of %3."), {key, to, from});
            }
        }
    }
    void say(const Text& text, std::vector<std::string> arguments) {
        list.push_back({text, std::move(arguments)});
    }

    /// What is in one list, in the other, or in both with a difference. `same` finds an element of
    /// the other list.
    template <class T, class Same, class Gone, class New, class Both>
    void lists(const std::vector<T>& before, const std::vector<T>& after, Same same, Gone gone,
               New added, Both both) {
        for (const T& was : before) {
            const auto is = std::ranges::find_if(after, [&](const T& x) { return same(was, x); });
            if (is == after.end()) {
                gone(was);
            } else {
                both(was, *is);
            }
        }
        for (const T& is : after) {
            if (std::ranges::none_of(before, [&](const T& x) { return same(x, is); })) added(is);
        }
    }
};

std::string nameOf(const Link& link) {
    return link.from + " > " + link.to;
}

void compareNodes(const Design& before, const Design& after, Changes& changes) {
    changes.lists(
        before.nodes, after.nodes, [](const Node& a, const Node& b) { return a.id == b.id; },
        [&](const Node& gone) {
            changes.say(HEADROOM_TEXT("compare", "%1 (%2) is gone."), {gone.id, gone.kind->key});
        },
        [&](const Node& added) {
            changes.say(HEADROOM_TEXT("compare", "%1 (%2) is new."), {added.id, added.kind->key});
        },
        [&](const Node& was, const Node& is) {
            if (was.kind != is.kind) {
                changes.say(HEADROOM_TEXT("compare", "%1 is a %2 instead of a %3."),
                            {is.id, is.kind->key, was.kind->key});
                return;
            }
            changes.fields(nodeFields(), &was, &is, is.id);
            changes.fields(is.kind->fields, was.settings.data(), is.settings.data(), is.id);
        });
}

void compareLinks(const Design& before, const Design& after, Changes& changes) {
    changes.lists(
        before.links, after.links,
        [](const Link& a, const Link& b) { return a.from == b.from && a.to == b.to; },
        [&](const Link& gone) {
            changes.say(HEADROOM_TEXT("compare", "The link %1 is gone."), {nameOf(gone)});
        },
        [&](const Link& added) {
            changes.say(HEADROOM_TEXT("compare", "The link %1 is new."), {nameOf(added)});
        },
        [&](const Link& was, const Link& is) {
            changes.fields(linkFields(), &was, &is, nameOf(is));
        });
}

void compareEndpoints(const Design& before, const Design& after, Changes& changes) {
    changes.lists(
        before.endpoints, after.endpoints,
        [](const Endpoint& a, const Endpoint& b) { return a.name == b.name; },
        [&](const Endpoint& gone) {
            changes.say(HEADROOM_TEXT("compare", "The endpoint %1 is gone."), {gone.name});
        },
        [&](const Endpoint& added) {
            changes.say(HEADROOM_TEXT("compare", "The endpoint %1 is new."), {added.name});
        },
        [&](const Endpoint& was, const Endpoint& is) {
            changes.fields(endpointFields(), &was, &is, is.name);
        });
}

}  // namespace

std::vector<Sentence> changesBetween(const Design& before, const Design& after) {
    Changes changes;
    changes.fields(designFields(), &before, &after, {});
    compareEndpoints(before, after, changes);
    compareNodes(before, after, changes);
    compareLinks(before, after, changes);
    changes.lists(
        before.objectives, after.objectives,
        [](const Objective& a, const Objective& b) { return a == b; },
        [&](const Objective& gone) {
            changes.say(HEADROOM_TEXT("compare", "The objective %1 is gone."), {toText(gone)});
        },
        [&](const Objective& added) {
            changes.say(HEADROOM_TEXT("compare", "The objective %1 is new."), {toText(added)});
        },
        [](const Objective&, const Objective&) {});
    return std::move(changes.list);
}

}  // namespace headroom::models
