#include "czt/model/fork.hpp"

#include <utility>

#include "incidents.hpp"

namespace czt {

Plan with_incidents(const Plan& plan, std::string scenario, std::vector<Incident> incidents) {
  Plan future = plan;
  future.input.scenario = std::move(scenario);
  future.input.incidents = std::move(incidents);
  lay_out_incidents(future);
  return future;
}

}  // namespace czt
