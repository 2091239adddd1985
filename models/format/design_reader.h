// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/describe/kind.h"
#include "models/format/json_reader.h"
#include "models/format/migration.h"
#include "models/topology/design.h"
#include "models/topology/validate.h"

namespace headroom::models {

/// The version of the design file this program writes.
inline constexpr int kDesignVersion = 1;

/// Where the parts of a design stood in its file.
class DesignSource {
  public:
    DesignSource() = default;
    DesignSource(std::string file, JsonValue root)
        : file_(std::move(file)), root_(std::move(root)) {}
    const std::string& file() const { return file_; }
    const JsonValue& root() const { return root_; }
    /// Fills in file, line and column of every diagnostic that has a JSON pointer: those of the
    /// value, else of the nearest value around it.
    void locate(Diagnostics& diagnostics) const;

  private:
    std::string file_;
    JsonValue root_;
};

struct DesignReading {
    /// As much as could be read; wrong values have their defaults. Not set if the file is no JSON
    /// object. Elements keep their places in the file's arrays.
    std::optional<Design> design;
    DesignSource source;
    Diagnostics diagnostics;
};

/// JSON -> Design with all problems at once: unknown keys (with the nearest known), wrong types,
/// units and ranges, missing keys, unknown kinds. Says nothing about the wiring. A file of an older
/// version is brought to this one first, with a warning (design.migrated); a newer one is refused.
DesignReading readDesign(std::string_view text, const std::string& file, const KindList& kinds,
                         const FormatVersions& versions = formatVersions());

struct DesignLoading {
    std::optional<ValidDesign> valid;  ///< set exactly if there is no error
    Diagnostics diagnostics;           ///< of file, values and wiring together
    DesignSource source;
};

/// File -> ValidDesign: reads, then validates what was read, and reports both together (without the
/// wiring if the values alone have more problems than are kept).
DesignLoading loadDesign(const std::string& path, const KindList& kinds, const Limits& limits = {});
/// The same from text; `file` is the name in messages and the start of relative paths.
DesignLoading loadDesignText(std::string_view text, const std::string& file, const KindList& kinds,
                             const Limits& limits = {});

}  // namespace headroom::models
