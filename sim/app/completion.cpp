#include "command_line.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "shell_quoted.hpp"

namespace czt::app {

namespace {

/// Values that an option can only have.
std::string choices(const CommandShape::OptionShape& option) {
  for (const std::string& name : option.names)
    if (name == "--lang") return "en zh";
  return {};
}
bool wants_path(const CommandShape::OptionShape& option) {
  for (const std::string& name : option.names)
    if (name == "-o" || name == "--csv") return true;
  return false;
}

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

std::string bash(const std::vector<CommandShape>& commands) {
  std::string names;
  std::string cases;
  for (const CommandShape& command : commands) {
    names += (names.empty() ? "" : " ") + command.name;
    std::string options;
    std::string values;
    for (const CommandShape::OptionShape& option : command.options) {
      options += (options.empty() ? "" : " ") + joined(option.names);
      if (!option.takes_value) continue;
      const std::string action = !choices(option).empty() ? "COMPREPLY=($(compgen -W \"" +
                                                                choices(option) + "\" -- \"$cur\"))"
                                 : wants_path(option) ? "COMPREPLY=($(compgen -f -- \"$cur\"))"
                                                      : ":";
      values += "        " + joined(option.names, "|") + ") " + action + "; return;;\n";
    }
    cases += "    " + command.name + ")\n";
    if (!values.empty()) cases += "      case \"$prev\" in\n" + values + "      esac\n";
    std::string words = command.name == "completion" ? "bash zsh fish" : "";
    cases += "      COMPREPLY=($(compgen -W \"" + options + (words.empty() ? "" : " " + words) +
             "\" -- \"$cur\"))\n";
    if (command.takes_files)
      cases +=
          "      [[ $cur == -* ]] || COMPREPLY+=($(compgen -f -X '!*.y*ml' -- \"$cur\") $(compgen "
          "-d -- \"$cur\"))\n";
    cases += "      ;;\n";
  }
  return "# czt completion for bash: source <(czt completion bash)\n"
         "_czt() {\n"
         "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  COMPREPLY=()\n"
         "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
         "    COMPREPLY=($(compgen -W \"" +
         names +
         " --help --version\" -- \"$cur\"))\n"
         "    return\n"
         "  fi\n"
         "  case \"${COMP_WORDS[1]}\" in\n" +
         cases +
         "  esac\n"
         "}\n"
         "complete -o filenames -F _czt czt\n";
}

/// "name:about" for zsh, colons and brackets made harmless.
std::string zsh_text(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string zsh(const std::vector<CommandShape>& commands) {
  std::string names;
  std::string cases;
  for (const CommandShape& command : commands) {
    names += "    " + shell_quoted(zsh_text(command.name) + ":" + command.about) + "\n";
    cases += "    " + command.name + ")\n      _arguments";
    for (const CommandShape::OptionShape& option : command.options)
      for (const std::string& name : option.names) {
        std::string spec = "*" + name + (option.takes_value && name.starts_with("--") ? "=" : "") +
                           "[" + zsh_text(option.about) + "]";
        if (option.takes_value) {
          const std::string values = choices(option);
          spec += values.empty() ? wants_path(option) ? ":path:_files" : ":value: "
                                 : ":value:(" + values + ")";
        }
        cases += " \\\n        " + shell_quoted(spec);
      }
    if (command.takes_files) cases += " \\\n        '*:scenario:_files -g \"*.y*ml\"'";
    if (command.name == "completion") cases += " \\\n        '1:shell:(bash zsh fish)'";
    cases += "\n      ;;\n";
  }
  return "#compdef czt\n"
         "# czt completion for zsh: source <(czt completion zsh)\n"
         "_czt() {\n"
         "  local -a commands\n"
         "  commands=(\n" +
         names +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe command commands\n"
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "}\n"
         "compdef _czt czt\n";
}

std::string fish(const std::vector<CommandShape>& commands) {
  std::string text =
      "# czt completion for fish: czt completion fish | source\ncomplete -c czt -f\n";
  for (const CommandShape& command : commands) {
    text += "complete -c czt -n __fish_use_subcommand -a " + command.name + " -d " +
            shell_quoted(command.about) + "\n";
    const std::string when =
        "complete -c czt -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const CommandShape::OptionShape& option : command.options) {
      text += when;
      for (const std::string& name : option.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes_value) text += wants_path(option) ? " -r -F" : " -x";
      if (!choices(option).empty()) text += " -a " + shell_quoted(choices(option));
      text += " -d " + shell_quoted(option.about) + "\n";
    }
    if (command.takes_files) text += when + " -k -a '(__fish_complete_suffix .yaml)'\n";
    if (command.name == "completion") text += when + " -a 'bash zsh fish'\n";
  }
  return text;
}

}  // namespace

int completion(const Options& options) {
  const std::vector<CommandShape> commands = command_shapes();
  to_stdout(options.word == "bash"  ? bash(commands)
            : options.word == "zsh" ? zsh(commands)
                                    : fish(commands));
  return done;
}

}  // namespace czt::app
