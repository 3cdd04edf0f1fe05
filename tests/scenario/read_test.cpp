#include "support/catch.hpp"
#include "czt/scenario/scenario.hpp"
TEST_CASE("x") {}
