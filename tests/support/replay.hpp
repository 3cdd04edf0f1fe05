#pragma once
/// A fuzzer's corpus without a fuzzer, so that any compiler can replay it.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace czt::test {

/// Every file below the folders that are named; 1 where there is none.
inline int replay(int argc, char** argv, int (*one_input)(const std::uint8_t*, std::size_t)) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      one_input(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++files;
    }
  std::cout << files << " files replayed\n";
  return files == 0 ? 1 : 0;
}

}  // namespace czt::test
