#include "sent_settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "czt/core/digest.hpp"
#include "failure.hpp"

namespace czt::app {

namespace {

constexpr std::size_t most_sent = 64;

}  // namespace

std::string SentSettings::keep(const std::string& body) {
  const nlohmann::json read = nlohmann::json::parse(body, nullptr, false);
  if (!read.is_array() || !std::all_of(read.begin(), read.end(), [](const auto& item) { return item.is_string(); }))
    throw Failure{wrong_usage, "expected a list of PATH=VALUE", {}};
  std::string name = sha256_hex(body);
  const std::lock_guard lock(mutex_);
  std::erase_if(sent_, [&](const auto& known) { return known.first == name; });
  sent_.emplace_back(name, read.get<std::vector<std::string>>());
  if (sent_.size() > most_sent) sent_.pop_front();
  return name;
}

std::vector<std::string> SentSettings::of(const std::string& name) {
  const std::lock_guard lock(mutex_);
  for (const auto& [known, settings] : sent_)
    if (known == name) return settings;
  throw Failure{try_again, "these settings have been forgotten: send them again", {}};
}

}  // namespace czt::app
