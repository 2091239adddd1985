// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/design_argument.h"
#include "models/describe/units.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

struct DesignArguments {
    std::string design;
    std::vector<std::string> assignments;
};

int validate(const DesignArguments& a) {
    const auto loaded = loadDesignArgument(a.design, a.assignments);
    if (!loaded) return kUnusable;
    const models::Design& design = loaded->design.design();
    std::cout << a.design << ": valid: " << design.nodes.size() << " nodes, "
              << loaded->design.instances() << " instances, " << design.links.size() << " links, "
              << design.endpoints.size() << " endpoints\n";
    for (const auto& [node, log] : loaded->inputs.logs) {
        std::cout << "  " << design.nodes[node].id << " replays " << log->requests()
                  << " requests of " << log->clients << " clients for " << log->targets
                  << " targets, " << log->bytes << " bytes\n    status";
        for (const auto& [code, count] : log->status)
            std::cout << ' ' << code << ':' << count;
        std::cout << "\n    " << log->endpoints.size() << " endpoints, " << log->malformed
                  << " malformed lines\n";
    }
    return kYes;
}

void list(const models::FieldList& fields, const std::string& margin) {
    for (const models::Field& field : fields) {
        const std::string standard =
            field.required ? "" : models::toText(field, field.defaultValue);
        std::cout << margin << field.key << (standard.empty() ? "" : " = ") << standard
                  << (field.required ? " (always)" : "") << '\n'
                  << margin << "    " << field.help.english << '\n';
        if (field.quantity == models::Quantity::Records) {
            std::cout << margin << "    Each of the list:\n";
            list(field.rowFields(), margin + "    ");
        }
    }
}

int kinds() {
    for (const models::Kind* kind : models::kinds()) {
        std::cout << kind->key << "\n  " << kind->help.english << '\n';
        list(kind->fields, "  ");
        for (const models::Metric& metric : kind->metrics) {
            std::cout << "  reports " << metric.key << " (" << models::summaryName(metric.summary);
            if (metric.resource != models::Resource::None) {
                std::cout << ", " << models::resourceName(metric.resource);
            }
            std::cout << ")\n      " << metric.help.english << '\n';
        }
        std::cout << '\n';
    }
    std::cout << "The design itself\n";
    list(models::designFields(), "  ");
    std::cout << "\nEach of its \"endpoints\"\n";
    list(models::endpointFields(), "  ");
    std::cout << "\nEach of its \"nodes\", besides kind, position and settings\n";
    list(models::nodeFields(), "  ");
    std::cout << "\nEach of its \"links\"\n";
    list(models::linkFields(), "  ");
    return kYes;
}

}  // namespace

void addValidate(CLI::App& app, int& status) {
    const auto a = std::make_shared<DesignArguments>();
    CLI::App* command =
        app.add_subcommand("validate", "Check a design and the logs it names; list all problems");
    command->add_option("DESIGN", a->design, "Design file")->required();
    command->add_option("--set", a->assignments, "Change a setting: node.setting=value");
    command->callback([a, &status] { status = validate(*a); });
}

void addKinds(CLI::App& app, int& status) {
    app.add_subcommand("kinds", "List the kinds of components and their settings")
        ->callback([&status] { status = kinds(); });
}

}  // namespace headroom::app
