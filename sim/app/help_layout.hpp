#pragma once
/// What --help looks like: lines that fit a terminal, the whole command in its usage, and which options exclude each other
/// said behind what they do.

#include <CLI/CLI.hpp>
#include <string>

namespace czt::app {

class HelpLayout : public CLI::Formatter {
 public:
  HelpLayout();

  std::string make_description(const CLI::App* app) const override;
  std::string make_footer(const CLI::App* app) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_subcommand(const CLI::App* sub) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;

 private:
  [[nodiscard]] std::string row(const std::string& name, const std::string& about) const;
};

}  // namespace czt::app
