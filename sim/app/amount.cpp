#include "amount.hpp"

#include "czt/core/text.hpp"

namespace czt::app {

std::string amount(std::int32_t ms, Language language) {
  const bool zh = language == Language::zh;
  const std::int32_t minutes = ms / 60'000;
  const std::string seconds = to_shortest((ms % 60'000) / 1000.0);
  if (minutes == 0) return seconds + (zh ? " 秒" : " s");
  const std::string text = std::to_string(minutes) + (zh ? " 分" : " min");
  return ms % 60'000 == 0 ? text : text + " " + seconds + (zh ? " 秒" : " s");
}

}  // namespace czt::app
