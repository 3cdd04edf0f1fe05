#pragma once
/// Many Philox blocks whose counters differ in the index alone, four at a time with SSE2 (which every x86-64
/// processor has), else one by one. The same blocks as philox4x32_10, bit for bit: these are integers.

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "czt/core/philox.hpp"

namespace czt {

#if defined(__SSE2__)
namespace sse2 {

struct Product {
  __m128i low, high;
};
/// The four 64-bit products of 32-bit lanes with one factor, as low and high words.
inline Product multiply(__m128i lanes, __m128i factor) {
  const __m128i even = _mm_mul_epu32(lanes, factor);
  const __m128i odd = _mm_mul_epu32(_mm_srli_epi64(lanes, 32), factor);
  const __m128i low_half = _mm_set_epi32(0, -1, 0, -1);
  return {_mm_or_si128(_mm_and_si128(even, low_half), _mm_slli_epi64(odd, 32)),
          _mm_or_si128(_mm_srli_epi64(even, 32), _mm_andnot_si128(low_half, odd))};
}

/// Four blocks with counters {first + lane, c1, c2, c3}.
inline void philox_four(std::uint32_t first, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3,
                        PhiloxKey key, PhiloxBlock* blocks) {
  const __m128i m0 = _mm_set1_epi64x(0xD2511F53);
  const __m128i m1 = _mm_set1_epi64x(0xCD9E8D57);
  __m128i x0 = _mm_add_epi32(_mm_set1_epi32(static_cast<int>(first)), _mm_set_epi32(3, 2, 1, 0));
  __m128i x1 = _mm_set1_epi32(static_cast<int>(c1));
  __m128i x2 = _mm_set1_epi32(static_cast<int>(c2));
  __m128i x3 = _mm_set1_epi32(static_cast<int>(c3));
  __m128i k0 = _mm_set1_epi32(static_cast<int>(key[0]));
  __m128i k1 = _mm_set1_epi32(static_cast<int>(key[1]));
  const __m128i w0 = _mm_set1_epi32(static_cast<int>(0x9E3779B9u));
  const __m128i w1 = _mm_set1_epi32(static_cast<int>(0xBB67AE85u));
  for (int round = 0; round < 10; ++round) {
    if (round > 0) {
      k0 = _mm_add_epi32(k0, w0);
      k1 = _mm_add_epi32(k1, w1);
    }
    const Product p0 = multiply(x0, m0);
    const Product p1 = multiply(x2, m1);
    x0 = _mm_xor_si128(_mm_xor_si128(p1.high, x1), k0);
    x2 = _mm_xor_si128(_mm_xor_si128(p0.high, x3), k1);
    x1 = p1.low;
    x3 = p0.low;
  }
  // Lanes to blocks: a 4 × 4 transpose.
  const __m128i a = _mm_unpacklo_epi32(x0, x1), b = _mm_unpacklo_epi32(x2, x3);
  const __m128i c = _mm_unpackhi_epi32(x0, x1), d = _mm_unpackhi_epi32(x2, x3);
  auto* out = reinterpret_cast<__m128i*>(blocks);
  _mm_storeu_si128(out, _mm_unpacklo_epi64(a, b));
  _mm_storeu_si128(out + 1, _mm_unpackhi_epi64(a, b));
  _mm_storeu_si128(out + 2, _mm_unpacklo_epi64(c, d));
  _mm_storeu_si128(out + 3, _mm_unpackhi_epi64(c, d));
}

}  // namespace sse2
#endif

/// blocks[i] = philox4x32_10({first + i, c1, c2, c3}, key). `blocks` holds count rounded up to four.
inline void philox_sweep(std::uint32_t first, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3,
                         PhiloxKey key, std::size_t count, PhiloxBlock* blocks) {
#if defined(__SSE2__)
  for (std::size_t i = 0; i < count; i += 4)
    sse2::philox_four(first + static_cast<std::uint32_t>(i), c1, c2, c3, key, blocks + i);
#else
  for (std::size_t i = 0; i < count; ++i)
    blocks[i] = philox4x32_10({first + static_cast<std::uint32_t>(i), c1, c2, c3}, key);
#endif
}

}  // namespace czt
