#include <malloc.h>

#include <algorithm>

#include "commands.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "web_server.hpp"

namespace czt::app {

namespace {

std::vector<std::string> scenarios_here() {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(".", error))
    if (entry.path().extension() == ".yaml" && entry.is_regular_file(error)) files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// What one answer has freed is kept for the next: to get it from the system again takes a tenth of a first answer.
void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

}  // namespace

int serve(const Options& options) {
  keep_freed_memory();
  WhatIf what_if(options.files.empty() ? scenarios_here() : options.files);
  WebServer server(what_if, options.listen, options.port);
  to_stdout(server.url() + "\n");
  if (!options.quiet) to_stderr("czt: open this address in a browser on this machine; Ctrl-C ends it\n");
  server.serve();
  return done;
}

}  // namespace czt::app
