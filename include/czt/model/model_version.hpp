#pragma once

namespace czt {

/// Raised only when the fingerprint of a shipped scenario changes (tests/fingerprints/expected.txt): results of another
/// version are never mixed with these.
inline constexpr int model_version = 1;
/// How random numbers belong to what they decide. Raised when an existing draw gets another identity.
inline constexpr const char* seed_scheme = "philox4x32-10 by identity 1";

}  // namespace czt
