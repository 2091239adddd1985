// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verdict/bottleneck.h"

namespace headroom::models {

/// What was found, in one sentence.
Sentence bottleneckSentence(const Bottleneck& bottleneck);
/// That jobs are judged with the requests.
Sentence jobsNote();
/// That it is busy, and what more of it changes.
Sentence passedOverSentence(const BusyResource& busy, const MoreOfIt& more);

}  // namespace headroom::models
