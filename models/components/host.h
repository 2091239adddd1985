// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/fault_domain.h"
#include "engine/process.h"
#include "engine/sim_time.h"

namespace headroom::models {

/// The machine under one instance: it fails as one, and may come back after a while. Last among the
/// members of what runs on it, so that it goes first: that ends the calls which use the others.
class Host {
  public:
    engine::FaultDomain& domain() { return domain_; }
    bool isUp() const { return domain_.isUp(); }
    std::size_t callsInside() const { return domain_.callsInside(); }
    std::uint64_t callsLost() const { return domain_.callsLost(); }

    /// Goes down at this instant; comes back after `outage`, if that is given and nothing else has
    /// put it down for longer. Precondition: nothing runs inside at the moment.
    void crash(std::optional<engine::Duration> outage);
    /// Is back at this instant, whatever the outage was to be.
    void restore();
    /// Goes away: all inside fails as redesigned.
    void remove();
    /// Is there again, empty.
    void reopen() { domain_.restore(); }

  private:
    static engine::Process comeBack(Host& host, engine::Duration outage);

    engine::SimTime downUntil_;
    engine::FaultDomain domain_;
};

}  // namespace headroom::models
