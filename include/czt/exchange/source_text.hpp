#pragma once
/// A file that has been read whole.

#include <string>

namespace czt {

struct SourceText {
  std::string path;  ///< names it in messages
  std::string text;
};

}  // namespace czt
