#include "czt/core/digest.hpp"

#include <set>

#include "support/catch.hpp"

using namespace czt;

TEST_CASE("SHA-256 gives the answers of FIPS 180-4", "[core]") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on how the bytes are cut", "[core]") {
  std::string bytes;
  for (int i = 0; i < 200; ++i) {
    Sha256 whole;
    whole.add(bytes);
    Sha256 pieces;
    pieces.add(std::string_view(bytes).substr(0, bytes.size() / 3));
    CHECK(pieces.hex() == sha256_hex(bytes.substr(0, bytes.size() / 3)));
    pieces.add(std::string_view(bytes).substr(bytes.size() / 3));
    CHECK(pieces.hex() == whole.hex());
    bytes += static_cast<char>(i);
  }
}

namespace {
template <class... Parts>
std::uint64_t fingerprint_of(Parts... parts) {
  Fingerprint print;
  (print.add(parts), ...);
  return print.value();
}
}  // namespace

TEST_CASE("a fingerprint sees value, order, number and boundaries", "[core]") {
  using namespace std::string_view_literals;
  const std::set<std::uint64_t> prints{fingerprint_of(),
                                       fingerprint_of(0),
                                       fingerprint_of(0, 0),
                                       fingerprint_of(1, 2),
                                       fingerprint_of(2, 1),
                                       fingerprint_of(0.0, 1),
                                       fingerprint_of(-0.0, 1),
                                       fingerprint_of("ab"sv, "c"sv),
                                       fingerprint_of("a"sv, "bc"sv),
                                       fingerprint_of(""sv),
                                       fingerprint_of("\0"sv),
                                       fingerprint_of("12345678"sv),
                                       fingerprint_of("123456789"sv)};
  CHECK(prints.size() == 12);  // 0 and "" are the same word: a text begins with its length
  CHECK(fingerprint_of(std::int32_t{-1}) == fingerprint_of(std::int64_t{-1}));
  CHECK(fingerprint_of(1.5, "x"sv) == fingerprint_of(1.5, "x"sv));
}

TEST_CASE("one flipped bit changes about half the bits of a fingerprint", "[core]") {
  int changed = 0;
  for (int bit = 0; bit < 64; ++bit) {
    changed += std::popcount(fingerprint_of(std::uint64_t{77}) ^
                             fingerprint_of(77 ^ std::uint64_t{1} << bit));
  }
  // 4096 fair bits: mean 2048, standard deviation 32.
  CHECK(std::abs(changed - 2048) < 5 * 32);
}
