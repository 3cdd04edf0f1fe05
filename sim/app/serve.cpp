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

}  // namespace

int serve(const Options& options) {
  WhatIf what_if(options.files.empty() ? scenarios_here() : options.files);
  WebServer server(what_if, options.listen, options.port);
  to_stdout(server.url() + "\n");
  if (!options.quiet) to_stderr("czt: open this address in a browser on this machine; Ctrl-C ends it\n");
  server.serve();
  return done;
}

}  // namespace czt::app
