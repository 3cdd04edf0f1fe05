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
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++files;
    }
  std::cout << files << " files replayed\n";
  return files == 0 ? 1 : 0;
}
#endif
