#pragma once
/// The languages of reports, pages and diagnostics.

namespace czt {

enum class Language : unsigned char { en, zh };

}  // namespace czt
