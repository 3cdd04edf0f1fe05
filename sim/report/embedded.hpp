#pragma once
/// Files of web/ that pages carry within them.

namespace czt::html {

extern const char* const report_css;
extern const char* const report_js;

}  // namespace czt::html
