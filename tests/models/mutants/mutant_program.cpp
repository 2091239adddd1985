// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/mutants/mutation.h"

namespace headroom::tests::mutation {

namespace {

/// From the beginning, because nobody else in the program knows of it.
[[maybe_unused]] const bool isActive = [] {
    active = Mutant::longSharing;
    return true;
}();

}  // namespace

}  // namespace headroom::tests::mutation
