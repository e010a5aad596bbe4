// One HTML tag taken apart, and what is known of elements and attributes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace assay::extract {

/// Positions count from the '<'.
struct HtmlAttribute {
  std::string name;                ///< Lower case.
  std::size_t begin = 0, end = 0;  ///< Of the value, quotes not included.
};

struct HtmlTag {
  std::string name;  ///< Lower case.
  bool closes = false;
  std::vector<HtmlAttribute> attributes;

  const HtmlAttribute* find(std::string_view attribute) const;
};

/// Follows a tag to its '>' over as many calls as the text takes; quoted '>' do not end it.
class HtmlTagEnd {
 public:
  /// `text` begins with '<' and has only grown since the last call. Length of the tag with its '>'; npos: not yet.
  std::size_t find(std::string_view text);
  void reset() { *this = {}; }

 private:
  std::size_t at_ = 1;
  char quote_ = 0;
  bool after_equals_ = false;
};

/// `tag` from '<' to '>'. Tolerant as browsers are; at most 1,000 attributes are told apart, further ones are not read.
HtmlTag parse_html_tag(std::string_view tag);

/// Text on both sides of the tag may be one word.
bool is_inline_element(std::string_view name);
/// Values that are layout or a choice from a fixed list, never text.
bool is_layout_attribute(std::string_view name);
/// Charset named by a <meta> or an XML declaration in the first bytes; empty: none.
std::string html_charset(std::string_view head);

}  // namespace assay::extract
