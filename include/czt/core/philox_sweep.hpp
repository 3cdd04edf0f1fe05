#pragma once
/// Many Philox blocks whose counters differ in the index alone, several at a time: with AVX2 where the processor has
/// it, with SSE2 where not, one by one on other machines. All give the same blocks, bit for bit: these are integers.

#include <cstddef>
#include <span>

#include "czt/core/philox.hpp"

namespace czt {

/// blocks[i] = philox4x32_10({first[0] + i, first[1], first[2], first[3]}, key). `blocks` holds count rounded up to
/// four.
void philox_sweep(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks);

/// Every way that this processor can go, narrowest first; `philox_sweep` goes the last.
using PhiloxSweep = void (*)(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks);
std::span<const PhiloxSweep> philox_sweeps();

}  // namespace czt
