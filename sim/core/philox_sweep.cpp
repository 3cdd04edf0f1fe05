#include "czt/core/philox_sweep.hpp"

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace czt {

namespace {

void sweep_plain(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks) {
  for (std::size_t i = 0; i < count; ++i)
    blocks[i] = philox4x32_10({first[0] + static_cast<std::uint32_t>(i), first[1], first[2], first[3]}, key);
}

#if defined(__SSE2__)

// A block's word is the lower half of a 64-bit lane. The upper half holds anything: a multiplication does not look
// at it, and of a product it is then the high word, one shift away.

constexpr std::uint32_t m0 = 0xD2511F53u, m1 = 0xCD9E8D57u;  // as in philox.hpp
constexpr std::uint32_t w0 = 0x9E3779B9u, w1 = 0xBB67AE85u;

/// Two blocks, one in each lane.
struct Two {
  __m128i x0, x1, x2, x3;
  void round(__m128i k0, __m128i k1) {
    const __m128i p0 = _mm_mul_epu32(x0, _mm_set1_epi64x(m0));
    const __m128i p1 = _mm_mul_epu32(x2, _mm_set1_epi64x(m1));
    x0 = _mm_xor_si128(_mm_srli_epi64(p1, 32), _mm_xor_si128(x1, k0));
    x2 = _mm_xor_si128(_mm_srli_epi64(p0, 32), _mm_xor_si128(x3, k1));
    x1 = p1;
    x3 = p0;
  }
  void store(PhiloxBlock* blocks) const {
    const __m128i low_half = _mm_set_epi32(0, -1, 0, -1);
    const __m128i a = _mm_or_si128(_mm_and_si128(x0, low_half), _mm_slli_epi64(x1, 32));
    const __m128i b = _mm_or_si128(_mm_and_si128(x2, low_half), _mm_slli_epi64(x3, 32));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(blocks), _mm_unpacklo_epi64(a, b));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(blocks + 1), _mm_unpackhi_epi64(a, b));
  }
};

/// Four blocks a turn: two in each of two groups, so that one's multiplications fill the other's waits.
void sweep_sse2(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks) {
  const auto all = [](std::uint32_t word) { return _mm_set1_epi32(static_cast<int>(word)); };
  for (std::size_t i = 0; i < count; i += 4) {
    const __m128i index = _mm_add_epi32(all(first[0] + static_cast<std::uint32_t>(i)), _mm_set_epi64x(1, 0));
    Two a{index, all(first[1]), all(first[2]), all(first[3])};
    Two b{_mm_add_epi32(index, all(2)), a.x1, a.x2, a.x3};
    for (std::uint32_t round = 0; round < 10; ++round) {
      const __m128i k0 = all(key[0] + round * w0), k1 = all(key[1] + round * w1);
      a.round(k0, k1);
      b.round(k0, k1);
    }
    a.store(blocks + i);
    b.store(blocks + i + 2);
  }
}

#define CZT_AVX2 __attribute__((target("avx2")))

/// Four blocks, one in each lane, in the order 0, 2, 1, 3, in which they come out of `store` sorted.
struct Four {
  __m256i x0, x1, x2, x3;
  CZT_AVX2 void round(__m256i k0, __m256i k1) {
    const __m256i p0 = _mm256_mul_epu32(x0, _mm256_set1_epi64x(m0));
    const __m256i p1 = _mm256_mul_epu32(x2, _mm256_set1_epi64x(m1));
    x0 = _mm256_xor_si256(_mm256_srli_epi64(p1, 32), _mm256_xor_si256(x1, k0));
    x2 = _mm256_xor_si256(_mm256_srli_epi64(p0, 32), _mm256_xor_si256(x3, k1));
    x1 = p1;
    x3 = p0;
  }
  CZT_AVX2 void store(PhiloxBlock* blocks) const {
    const __m256i a = _mm256_blend_epi32(x0, _mm256_slli_epi64(x1, 32), 0b10101010);
    const __m256i b = _mm256_blend_epi32(x2, _mm256_slli_epi64(x3, 32), 0b10101010);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(blocks), _mm256_unpacklo_epi64(a, b));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(blocks + 2), _mm256_unpackhi_epi64(a, b));
  }
};

CZT_AVX2 __m256i everywhere(std::uint32_t word) { return _mm256_set1_epi32(static_cast<int>(word)); }

/// Eight blocks a turn, in two groups as above, and four at the end where that is enough.
CZT_AVX2 void sweep_avx2(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks) {
  __m256i index = _mm256_add_epi32(everywhere(first[0]), _mm256_set_epi64x(3, 1, 2, 0));
  const __m256i c1 = everywhere(first[1]), c2 = everywhere(first[2]), c3 = everywhere(first[3]);
  const __m256i four = everywhere(4);
  std::size_t i = 0;
  for (; i + 4 < count; i += 8) {
    Four a{index, c1, c2, c3};
    Four b{_mm256_add_epi32(index, four), c1, c2, c3};
    index = _mm256_add_epi32(b.x0, four);
    __m256i k0 = everywhere(key[0]), k1 = everywhere(key[1]);
    for (int round = 0; round < 10; ++round) {
      a.round(k0, k1);
      b.round(k0, k1);
      k0 = _mm256_add_epi32(k0, everywhere(w0));
      k1 = _mm256_add_epi32(k1, everywhere(w1));
    }
    a.store(blocks + i);
    b.store(blocks + i + 4);
  }
  if (i >= count) return;
  Four last{index, c1, c2, c3};
  for (std::uint32_t round = 0; round < 10; ++round)
    last.round(everywhere(key[0] + round * w0), everywhere(key[1] + round * w1));
  last.store(blocks + i);
}

// False until this file's constants are made: whoever draws before that goes the other way to the same blocks.
const bool has_avx2 = (__builtin_cpu_init(), __builtin_cpu_supports("avx2") != 0);

constexpr PhiloxSweep ways[] = {sweep_plain, sweep_sse2, sweep_avx2};

#endif

}  // namespace

#if defined(__SSE2__)
void philox_sweep(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks) {
  (has_avx2 ? sweep_avx2 : sweep_sse2)(first, key, count, blocks);
}
std::span<const PhiloxSweep> philox_sweeps() { return std::span(ways).first(has_avx2 ? 3 : 2); }
#else
void philox_sweep(const PhiloxBlock& first, PhiloxKey key, std::size_t count, PhiloxBlock* blocks) {
  sweep_plain(first, key, count, blocks);
}
std::span<const PhiloxSweep> philox_sweeps() {
  static constexpr PhiloxSweep ways[] = {sweep_plain};
  return ways;
}
#endif

}  // namespace czt
