#include "czt/exchange/table_stream.hpp"

#include "support/catch.hpp"

using namespace czt;

namespace {

/// Rows with | between the cells and the line they begin on.
std::string rows_of(const std::string& text, std::string* trouble = nullptr) {
  TableStream table(bytes_of(text), "t.txt");
  std::string out;
  while (table.next()) {
    out += std::to_string(table.line()) + ":";
    for (std::size_t c = 0; c < table.header().size(); ++c) out += (c > 0 ? "|" : "") + std::string(table[c]);
    out += "\n";
  }
  if (trouble) *trouble = table.trouble().empty() ? "" : std::to_string(table.trouble_line()) + ": " + table.trouble();
  return out;
}

}  // namespace

TEST_CASE("quotes, doubled quotes, newlines in quotes, CRLF, a BOM and blank lines are what they are", "[exchange][table]") {
  CHECK(rows_of("\xEF\xBB\xBF" "a,b\r\n1,2\r\n\r\n\"x,\"\"y\"\"\nz\", w \r\n") == "2:1|2\n4:x,\"y\"\nz|w\n");
  CHECK(rows_of("a,b\n ,\n1,2") == "3:1|2\n");
  CHECK(rows_of("a , b\n 1 , \" 2 \" \n") == "2:1| 2 \n");
  CHECK(rows_of("a,b\r1,2\r\r\"x\",4") == "2:1|2\n4:x|4\n");  // CR alone
}

TEST_CASE("a column is found whatever its capitals, the one that is written so first", "[exchange][table]") {
  TableStream table(bytes_of("Trip_ID,STOP,trip_id\n1,2,3\n"), "t.txt");
  CHECK(table.column("trip_id") == 2);
  CHECK(table.column("stop") == 1);
  CHECK(!table.column("stops"));
}

TEST_CASE("a row that is too short is filled with blanks, what is beyond the header is left out, both are counted", "[exchange][table]") {
  TableStream table(bytes_of("a,b,c\n1\n1,2,3,4\n1,2,3,\n"), "t.txt");
  REQUIRE(table.next());
  CHECK(table[2].empty());
  REQUIRE(table.next());
  CHECK(table[2] == "3");
  REQUIRE(table.next());
  CHECK(table.short_rows() == 1);
  CHECK(table.long_rows() == 1);
  CHECK(table.first_uneven() == 2);
}

TEST_CASE("what cannot be read is said with its line and, where there is one, a remedy", "[exchange][table]") {
  std::string trouble;
  CHECK(rows_of("a,b\n1,2\n3,\"4\n5,6\n", &trouble) == "2:1|2\n");
  CHECK(trouble == "3: a quote is opened here and never closed");
  rows_of("", &trouble);
  CHECK(trouble == "1: no header: the file is empty");
  rows_of(std::string("\xFF\xFE" "a\0,\0", 6), &trouble);
  CHECK(trouble == "1: the file is UTF-16, not UTF-8");
  rows_of("a\n" + std::string(1 << 21, 'x'), &trouble);
  CHECK(trouble == "2: this row is longer than a million characters");
  rows_of("a;b\n1;2\n", &trouble);
  CHECK(trouble == "1: the columns are parted by semicolons, not by commas");
  rows_of("a\tb\n1\t2\n", &trouble);
  CHECK(trouble == "1: the columns are parted by tabs, not by commas");
  TableStream utf16(bytes_of(std::string("a\0b\0", 4)), "stops.txt");
  CHECK(utf16.remedy() == "convert it: iconv -f UTF-16 -t UTF-8 stops.txt > stops.txt.utf8");
}

TEST_CASE("a table that is longer than what is read at once reads the same", "[exchange][table]") {
  std::string text = "n,text\n";
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i) + ",\"quoted \"\"" + std::to_string(i) + "\"\"\"\n";
  TableStream table(bytes_of(text), "t.txt");
  int rows = 0;
  bool right = true;
  for (; table.next(); ++rows)
    right = right && table[0] == std::to_string(rows) && table[1] == "quoted \"" + std::to_string(rows) + "\"" && table.line() == rows + 2;
  CHECK(rows == 60'000);
  CHECK(right);
}
