/// libFuzzer target for the reader: any bytes are either a scenario or errors, and both can be
/// printed. With Clang and CZT_FUZZ it is a fuzzer; otherwise CZT_FUZZ_REPLAY gives it a main that
/// replays files.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "czt/scenario/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto scenario = czt::parse_scenario(text, "fuzz", ".", {.closed = true});
  if (!scenario) {
    if (scenario.error().empty() || czt::print(scenario.error()).empty())
      std::abort();  // refused without a word
    return 0;
  }
  if (czt::show(*scenario).empty()) std::abort();
  std::vector<std::pair<std::string, double>> inputs;
  for (const auto& input : scenario->assumed) inputs.emplace_back(input.path, input.low);
  if (czt::digest(czt::with_inputs(*scenario, inputs)).size() != 64) std::abort();
  return 0;
}

#ifdef CZT_FUZZ_REPLAY
#include "support/replay.hpp"

int main(int argc, char** argv) { return czt::test::replay(argc, argv, LLVMFuzzerTestOneInput); }
#endif
