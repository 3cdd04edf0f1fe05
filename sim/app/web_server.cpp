#include "web_server.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/random.h>

#include <atomic>
#include <charconv>
#include <thread>

#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/report/json.hpp"
#include "failure.hpp"
#include "sent_settings.hpp"

namespace czt::app {

namespace {

constexpr std::size_t largest_body = 512 * 1024;  // of forms httplib reads 8 KiB
constexpr std::size_t most_threads = 24;
constexpr int most_answering = 12;         // of the threads; the others serve what is quick
constexpr std::size_t most_pages = 256;
constexpr std::size_t most_inputs = 40;    // of one search
constexpr std::uint32_t most_days = 2000;  // of one answer
constexpr std::uint32_t most_days_of_a_report = 100;
constexpr std::chrono::seconds longest_answer{120};

std::string new_token() {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) throw Failure{file_trouble, "there are no random numbers for a token", {}};
  std::string token;
  for (const unsigned char byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

/// Takes as long whatever is equal.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char different = 0;
  for (std::size_t k = 0; k < a.size(); ++k) different = static_cast<unsigned char>(different | (a[k] ^ b[k]));
  return different == 0;
}

/// Digits and dots, or an IPv6 address in brackets: no name that somebody else's DNS could point here.
bool is_numeric_address(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') return host.find_first_not_of("0123456789abcdefABCDEF:", 1) == host.size() - 1;
  return !host.empty() && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string in_url(const std::string& address) { return address.find(':') == std::string::npos ? address : "[" + address + "]"; }

template <class T>
T number_in(const httplib::Request& request, const char* name, T otherwise, T least, T most) {
  if (!request.has_param(name)) return otherwise;
  const std::string text = request.get_param_value(name);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    throw Failure{wrong_usage, fmt::format("{}: expected a whole number from {} to {}", name, least, most), {}};
  return value;
}

std::vector<std::string> all_of(const httplib::Request& request, const char* name) {
  std::vector<std::string> values;
  for (std::size_t k = 0; k < request.get_param_value_count(name); ++k) values.push_back(request.get_param_value(name, k));
  return values;
}

Language language_of(const httplib::Request& request) { return request.get_param_value("lang") == "zh" ? Language::zh : Language::en; }

/// As it is: whoever says it takes brotli would wait for it, httplib packing 2 MB for seconds, and the way is short. A proxy may pack.
void send(httplib::Response& response, std::string text, const char* type) {
  const auto kept = std::make_shared<const std::string>(std::move(text));
  response.set_content_provider(kept->size(), type, [kept](std::size_t from, std::size_t length, httplib::DataSink& sink) { return sink.write(kept->data() + from, length); });
}

int status_of(const Failure& failure) { return failure.code == try_again ? 409 : failure.code == file_trouble ? 500 : 400; }

/// The newest question of one page: older ones are dropped.
struct Page {
  std::atomic<std::uint64_t> newest{0};
  std::mutex answering;
};

struct Counted {
  explicit Counted(std::atomic<int>& n) : count(n), before(n++) {}
  ~Counted() { --count; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  std::atomic<int>& count;
  int before;
};

}  // namespace

class WebServer::Parts {
 public:
  Parts(WhatIf& what_if, std::string address, int port) : what_if_(what_if), address_(std::move(address)), token_(new_token()) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(most_threads); };
    // Without this httplib lets another program of the same user share the port.
    server_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_.set_payload_max_length(largest_body);
    server_.set_read_timeout(5);
    server_.set_write_timeout(5);
    server_.set_keep_alive_timeout(2);
    server_.set_tcp_nodelay(true);
    server_.set_default_headers({
        {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", "no-store"},
    });
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      if (may_come(request)) return httplib::Server::HandlerResponse::Unhandled;
      response.status = 403;
      response.set_content("403: open the address that czt serve printed\n", "text/plain");
      return httplib::Server::HandlerResponse::Handled;
    });
    add_routes();
    port_ = port > 0 ? (server_.bind_to_port(address_.c_str(), port) ? port : -1) : server_.bind_to_any_port(address_.c_str());
    if (port_ <= 0) throw Failure{file_trouble, fmt::format("cannot listen on {}{}", escape_control(address_), port > 0 ? fmt::format(", port {}", port) : std::string()), {}};
  }

  [[nodiscard]] std::string url() const { return fmt::format("http://{}:{}/{}/", in_url(address_), port_, token_); }

  void serve() {
    std::thread listening([this] { server_.listen_after_bind(); });
    while (asked_to_stop() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    server_.stop();
    listening.join();
  }

 private:
  [[nodiscard]] bool is_here(std::string_view host) const {
    const std::string port = ":" + std::to_string(port_);
    if (!host.ends_with(port)) return false;
    host.remove_suffix(port.size());
    if (host == "127.0.0.1" || host == "localhost" || host == in_url(address_)) return true;
    return (address_ == "0.0.0.0" || address_ == "::") && is_numeric_address(host);
  }

  [[nodiscard]] bool may_come(const httplib::Request& request) const {
    if (request.get_header_value_count("Host") != 1 || !is_here(request.get_header_value("Host"))) return false;
    if (request.has_header("Origin") && request.get_header_value("Origin") != "http://" + request.get_header_value("Host")) return false;
    const std::string site = request.get_header_value("Sec-Fetch-Site");
    if (site == "cross-site" || site == "same-site") return false;
    const std::string_view path = request.path;
    return path.starts_with('/') && same_secret(path.substr(1, path.find('/', 1) - 1), token_);
  }

  using Handler = std::function<void(const httplib::Request&, httplib::Response&)>;
  /// A Failure becomes its status and what the reader says.
  static Handler honest(Handler handler) {
    return [handler](const httplib::Request& request, httplib::Response& response) {
      try {
        handler(request, response);
      } catch (const Failure& failure) {
        response.status = status_of(failure);
        send(response, wrong_json(failure), "application/json");
      }
    };
  }

  void add_routes() {
    const std::string root = "/" + token_ + "/";
    for (const ServedFile& file : served_files)
      server_.Get(root + std::string(file.name), [&file, root](const httplib::Request& request, httplib::Response& response) {
        if (request.path != root + file.name) return void(response.status = 404);  // the pattern's dot is any sign
        send(response, file.text, file.type);
      });
    server_.Get(root + "api/alive", [](const auto&, auto& response) { response.set_content("{}", "application/json"); });
    server_.Get(root + "api/scenarios", honest([this](const auto&, auto& response) { send(response, what_if_.scenarios_json(), "application/json"); }));
    server_.Get(root + "api/inputs", honest([this](const auto& request, auto& response) {
      const std::string scenario = request.get_param_value("scenario");
      send(response, request.has_param("under")  ? what_if_.inputs_under(scenario, request.get_param_value("under"))
                     : request.has_param("path") ? what_if_.inputs_json(scenario, all_of(request, "path"))
                                                 : what_if_.inputs_json(scenario, request.get_param_value("search"), most_inputs),
           "application/json");
    }));
    server_.Get(root + "api/run", honest([this](const auto& request, auto& response) { run(request, response); }));
    server_.Get(root + "api/report", shown("text/html; charset=utf-8", "what-if.html", [this](const Asked& asked, const auto& request) { return what_if_.report(asked, language_of(request)); }));
    server_.Get(root + "api/workbook", shown("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "what-if.xlsx",
                                             [this](const Asked& asked, const auto& request) { return what_if_.workbook(asked, language_of(request)); }));
    server_.Get(root + "api/places", shown("text/html; charset=utf-8", "", [this](const Asked& asked, const auto&) { return what_if_.places(asked); }));
    for (const bool numbers : {false, true})
      server_.Get(root + (numbers ? "api/numbers" : "api/picture"), shown("text/html; charset=utf-8", "", [this, numbers](const Asked& asked, const auto& request) {
                    return what_if_.picture(asked, {request.get_param_value("name"), request.get_param_value("of") == "base", numbers});
                  }));
    server_.Get(root + "api/replay", shown("application/json", "", [this](const Asked& asked, const auto& request) { return what_if_.replay(asked, request.get_param_value("of") == "base"); }));
    server_.Post(root + "api/settings", honest([this](const auto& request, auto& response) {
      Json json;
      json.begin_object().field("sent", sent_.keep(request.body)).end_object();
      send(response, json.text(), "application/json");
    }));
    server_.Post(root + "api/save", honest([this](const auto& request, auto& response) {
      const Saved saved{request.get_param_value("scenario"), set_of(request), request.get_param_value("file"),
                        request.get_param_value("name"), request.get_param_value("overwrite") == "yes"};
      Json json;
      json.begin_object().field("file", what_if_.save(saved).generic_string()).end_object();
      response.set_content(json.text(), "application/json");
    }));
  }

  std::vector<std::string> set_of(const httplib::Request& request) { return request.has_param("sent") ? sent_.of(request.get_param_value("sent")) : all_of(request, "set"); }

  std::shared_ptr<Page> page_of(const std::string& name) {
    const std::lock_guard lock(mutex_);
    if (pages_.size() >= most_pages) std::erase_if(pages_, [](const auto& page) { return page.second.use_count() == 1; });
    std::shared_ptr<Page>& page = pages_[name.substr(0, 64)];
    if (!page) page = std::make_shared<Page>();
    return page;
  }

  void run(const httplib::Request& request, httplib::Response& response) {
    Asked asked;
    asked.came = std::chrono::steady_clock::now();
    asked.scenario = request.get_param_value("scenario");
    asked.set = set_of(request);
    asked.at_most = number_in(request, "at_most", asked.at_most, 2u, most_days);
    asked.request = number_in(request, "request", std::uint64_t{0}, std::uint64_t{0}, std::uint64_t{1} << 53);
    if (request.has_param("precision")) asked.precision = request.get_param_value("precision");
    const std::shared_ptr<Page> page = page_of(request.get_param_value("page"));
    if (answering_.load() >= most_answering) {
      response.status = 503;
      return response.set_content("503: too many questions at once\n", "text/plain");
    }
    std::uint64_t newest = page->newest.load();
    while (newest < asked.request && !page->newest.compare_exchange_weak(newest, asked.request)) {
    }
    response.set_chunked_content_provider("text/event-stream", [this, asked, page](std::size_t, httplib::DataSink& sink) {
      stream(asked, *page, sink);
      sink.done();
      return true;
    });
  }

  /// What is made of several days at once: one of the answers that there may be at a time. `file`: what a browser saves it as.
  template <class Make>
  Handler shown(const char* type, const char* file, const Make& make) {
    return honest([this, type, file, make](const httplib::Request& request, httplib::Response& response) {
      Asked asked;
      asked.scenario = request.get_param_value("scenario");
      asked.set = set_of(request);
      asked.at_most = number_in(request, "days", 20u, 2u, most_days_of_a_report);
      const Counted counted(answering_);
      if (counted.before >= most_answering) {
        response.status = 503;
        return response.set_content("503: too many questions at once\n", "text/plain");
      }
      if (*file) response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file));
      send(response, make(asked, request), type);
    });
  }

  /// One question's events: "answer"s or a "wrong", then "end", unless a newer one has taken its place.
  void stream(const Asked& asked, Page& page, httplib::DataSink& sink) {
    const Counted counted(answering_);
    bool listens = true;
    const auto tell = [&](std::string_view event, const std::string& json) {
      std::string lines = json;
      std::erase(lines, '\n');
      const std::string text = fmt::format("event: {}\ndata: {}\n\n", event, lines);
      return listens = sink.is_writable() && sink.write(text.data(), text.size());
    };
    const auto still_wanted = [&] {
      return listens && asked_to_stop() == 0 && page.newest.load() == asked.request && std::chrono::steady_clock::now() - asked.came < longest_answer;
    };
    try {
      const std::lock_guard one_at_a_time(page.answering);
      if (still_wanted()) what_if_.answer(asked, tell, still_wanted);
    } catch (const Failure& failure) {
      tell("wrong", wrong_json(failure, asked.request));
    } catch (const std::exception& unexpected) {
      tell("wrong", wrong_json({bug, std::string("this is a bug: ") + unexpected.what(), {}}, asked.request));
    }
    const bool replaced = page.newest.load() != asked.request;
    tell("end", fmt::format(R"({{"request":{},"replaced":{}}})", asked.request, replaced));
  }

  WhatIf& what_if_;
  std::string address_;
  std::string token_;
  int port_ = 0;
  httplib::Server server_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Page>> pages_;
  SentSettings sent_;
  std::atomic<int> answering_{0};
};

WebServer::WebServer(WhatIf& what_if, const std::string& address, int port) : parts_(std::make_unique<Parts>(what_if, address, port)) {}
WebServer::~WebServer() = default;
std::string WebServer::url() const { return parts_->url(); }
void WebServer::serve() { parts_->serve(); }

}  // namespace czt::app
