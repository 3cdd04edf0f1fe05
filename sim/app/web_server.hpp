#pragma once
/// The page of `czt serve` and what it asks, over HTTP. Only web_server.cpp knows cpp-httplib.

#include <memory>
#include <string>

#include "what_if.hpp"

namespace czt::app {

struct ServedFile {
  const char* name;  ///< "" is the page itself
  const char* type;
  const char* text;
};
/// All that there is to be fetched, written into the program when it is built.
extern const ServedFile served_files[3];

/// Every request must carry the token as the first part of its path, come for a host that is this server, and from no
/// other site's page: 403. Unknown paths: 404; bodies over 512 KiB: 413; wrong parameters: 400; too many at once: 503.
class WebServer {
 public:
  /// Listens already. `port` 0: any free one. Failure (file_trouble) where it cannot.
  WebServer(WhatIf& what_if, const std::string& address, int port);
  ~WebServer();
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;
  [[nodiscard]] std::string url() const;
  /// Until the process is asked to stop.
  void serve();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace czt::app
