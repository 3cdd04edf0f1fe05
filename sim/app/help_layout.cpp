#include "help_layout.hpp"

#include <algorithm>
#include <vector>

#include "czt/core/text.hpp"

namespace czt::app {

HelpLayout::HelpLayout() {
  column_width(24);
  label("Positionals", "Arguments");
  label("SUBCOMMAND", "COMMAND");
}

std::string HelpLayout::make_description(const CLI::App* app) const {
  return wrap(app->get_description(), terminal_columns, 0) + "\n\n";
}

std::string HelpLayout::make_footer(const CLI::App* app) const { return wrap(app->get_footer(), terminal_columns, 0) + "\n"; }

std::string HelpLayout::make_usage(const CLI::App* app, std::string name) const {
  for (const CLI::App* above = app->get_parent(); above != nullptr; above = above->get_parent())
    if (name.rfind(above->get_name(), 0) != 0) name = above->get_name() + " " + name;
  return CLI::Formatter::make_usage(app, name);
}

std::string HelpLayout::make_subcommand(const CLI::App* sub) const { return row(sub->get_name(), sub->get_description()); }

std::string HelpLayout::make_option(const CLI::Option* option, bool is_positional) const {
  return row(make_option_name(option, is_positional) + (is_positional ? "" : make_option_opts(option)), make_option_desc(option));
}

std::string HelpLayout::make_option_opts(const CLI::Option* option) const {
  if (option->get_type_size() == 0 || option->get_type_name().empty()) return "";
  return " " + option->get_type_name();
}

std::string HelpLayout::make_option_desc(const CLI::Option* option) const {
  std::vector<std::string> excluded;
  for (const CLI::Option* other : option->get_excludes()) excluded.push_back(other->get_name());
  if (excluded.empty()) return option->get_description();
  std::sort(excluded.begin(), excluded.end());  // they are kept in a set of pointers
  return option->get_description() + " (not with " + CLI::detail::join(excluded, ", ") + ")";
}

/// A name that is longer than its column has its own line.
std::string HelpLayout::row(const std::string& name, const std::string& about) const {
  const auto column = static_cast<int>(get_column_width());
  const std::string first = "  " + name;
  const bool fits = display_width(first) < column;
  return (fits ? "" : first + "\n") + wrap(pad_right(fits ? first : "", column) + about, terminal_columns, column) + "\n";
}

}  // namespace czt::app
