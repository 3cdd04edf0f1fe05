#pragma once
/// Counts every `operator new` of the test program, to show that something allocates nothing.

#include <cstddef>

/// So far.
std::size_t allocations();
