#include "document.hpp"

#include <fmt/format.h>

#include "czt/core/digest.hpp"
#include "embedded.hpp"

namespace czt::html {

namespace {

/// 'sha256-…' as a content security policy names a script or a style.
std::string policy_hash(std::string_view text) {
  const std::string hex = sha256_hex(text);
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string base64;
  for (std::size_t at = 0; at < hex.size(); at += 6) {  // 32 bytes: ten threes and a rest of two
    const std::size_t digits = std::min<std::size_t>(6, hex.size() - at);
    unsigned bits = 0;
    for (std::size_t k = 0; k < 6; ++k) bits = bits << 4 | (k < digits ? digit(hex[at + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) base64 += k * 6 < digits * 4 ? letters[bits >> (18 - 6 * k) & 63u] : '=';
  }
  return "'sha256-" + base64 + "'";
}

}  // namespace

std::string document(const Both& title, const std::string& about, const std::string& main, Language language) {
  const bool zh = language == Language::zh;
  std::string text = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n", zh ? "zh-CN" : "en");
  text += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'\">\n",
                      policy_hash(report_css), policy_hash(report_js));
  text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + (zh ? title.zh : title.en) + "</title><style>" + report_css + "</style></head><body>\n";
  text += fmt::format("<input class=\"switch\" type=\"radio\" name=\"language\" id=\"in-en\" aria-label=\"English\"{}><input class=\"switch\" type=\"radio\" name=\"language\" id=\"in-zh\" aria-label=\"中文\"{}>\n",
                      zh ? "" : " checked", zh ? " checked" : "");
  text += "<header><div class=\"choices languages\"><label for=\"in-en\" lang=\"en\">English</label><label for=\"in-zh\" lang=\"zh-CN\">中文</label></div><h1>" + span(title) + "</h1>";
  return text + about + "</header>\n<main>\n" + main + "</main>\n<script>" + report_js + "</script>\n</body></html>\n";
}

}  // namespace czt::html
