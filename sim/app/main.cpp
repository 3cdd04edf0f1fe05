#include "app/commands.hpp"
#include "app/console.hpp"

int main(int argc, char** argv) {
  czt::app::prepare_process();
  return czt::app::main_of(argc, argv);
}
