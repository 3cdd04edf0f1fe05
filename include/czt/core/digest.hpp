#pragma once
/// Two kinds of digest. SHA-256 names files and cached results, where nobody may forge a collision;
/// Fingerprint says quickly whether two runs gave the same bits.

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace czt {

/// SHA-256 (FIPS 180-4) of bytes that may come in pieces.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// Lowercase hexadecimal, 64 characters, of all bytes added so far; more may be added afterwards.
  [[nodiscard]] std::string hex() const;

 private:
  void compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au,
                                      0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};
  std::array<unsigned char, 64> pending_{};  // the first length_ % 64 of them are waiting
  std::uint64_t length_ = 0;                 // bytes
};
std::string sha256_hex(std::string_view bytes);

/// 64-bit hash of a sequence of numbers and texts; their order and number matter. Doubles are taken
/// by their bits, so 0.0 and −0.0 differ. Not against malice.
class Fingerprint {
 public:
  void add(std::uint64_t word) {
    // Finaliser of splitmix64 (Steele, Lea & Flood 2014; constants: Stafford's mix 13) over state ⊕
    // word.
    state_ = (state_ ^ word) + 0x9e3779b97f4a7c15u;
    state_ = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9u;
    state_ = (state_ ^ (state_ >> 27)) * 0x94d049bb133111ebu;
    state_ ^= state_ >> 31;
  }
  template <std::integral T>
  void add(T number) {
    add(static_cast<std::uint64_t>(static_cast<std::int64_t>(number)));
  }
  void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
  void add(std::string_view text);
  [[nodiscard]] std::uint64_t value() const { return state_; }
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;

 private:
  std::uint64_t state_ = 0x637a74;  // "czt"
};

}  // namespace czt
