#include "czt/demand/travellers.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace czt;

namespace {

TravellerStream stream_of(double mean) {
  TravellerStream stream;
  stream.identity = 7;
  stream.mean = mean;
  stream.width = 1u << 26;
  return stream;
}

/// Everybody of a stream below a height.
std::vector<TravellerDraw> everybody(const TravellerStream& stream, double below, const Draws& draws) {
  std::vector<TravellerDraw> all;
  TravellerRun run(stream, below, draws);
  for (std::span<const TravellerDraw> some = run.next(); !some.empty(); some = run.next()) {
    CHECK(run.first_row() == all.size());
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

/// k events or fewer of a Poisson count.
double poisson_up_to(int k, double mean) {
  double sum = 0.0;
  for (int i = 0; i <= k; ++i) sum += std::exp(i * std::log(mean) - mean - std::lgamma(i + 1.0));
  return sum;
}

}  // namespace

TEST_CASE("would-be travellers below a height are a Poisson number", "[demand]") {
  // Of 20,000 days: mean, variance and one probability within four standard errors.
  constexpr std::uint32_t days = 20'000;
  for (const auto& [mean, below] : {std::pair{0.4, 1.0}, std::pair{6.0, 0.5}, std::pair{30.0, 2.3}, std::pair{200.0, 1.0}}) {
    const double expected = mean * below;
    INFO(expected << " expected");
    const TravellerStream stream = stream_of(mean);
    double sum = 0.0, squares = 0.0;
    int at_most = 0;
    const int middle = static_cast<int>(expected);
    for (std::uint32_t day = 0; day < days; ++day) {
      const auto count = static_cast<double>(everybody(stream, below, Draws(3, day)).size());
      sum += count;
      squares += (count - expected) * (count - expected);
      at_most += count <= middle ? 1 : 0;
    }
    CHECK(std::fabs(sum / days - expected) < 4.0 * std::sqrt(expected / days));
    CHECK(std::fabs(squares / days - expected) < 4.0 * std::sqrt((expected + 2.0 * expected * expected) / days));
    const double p = poisson_up_to(middle, expected);
    CHECK(std::fabs(static_cast<double>(at_most) / days - p) < 4.0 * std::sqrt(p * (1.0 - p) / days));
  }
}

TEST_CASE("a higher scenario adds travellers and moves nobody", "[demand]") {
  const TravellerStream stream = stream_of(40.0);
  for (std::uint32_t day = 0; day < 50; ++day) {
    const Draws draws(5, day);
    const std::vector<TravellerDraw> few = everybody(stream, 0.7, draws);
    const std::vector<TravellerDraw> many = everybody(stream, 3.1, draws);
    REQUIRE(many.size() > few.size());
    for (std::size_t row = 0; row < few.size(); ++row) {
      CHECK(many[row].height == few[row].height);
      CHECK(many[row].when == few[row].when);
      CHECK(many[row].inclination == few[row].inclination);
    }
    CHECK(few.back().height < 0.7);
    CHECK(many[few.size()].height >= 0.7);
    // By his row alone he is the same, but for his height.
    CHECK(TravellerField::traveller(stream, 3, draws).inclination == many[3].inclination);
  }
}

TEST_CASE("inclinations lie in their stream's band, and high bands know where people go", "[demand]") {
  Purpose purpose;
  purpose.travellers = OdMatrix::Constant(3, 3, 10.0);
  purpose.travellers.diagonal().setZero();
  IdVector<PurposeId, Purpose> purposes;
  purposes.push_back(purpose);
  const TravellerField field(purposes);
  double mean = 0.0;
  std::uint64_t before = 0;
  for (const TravellerStream& stream : field.streams()) {
    CHECK(stream.identity >= before);
    before = stream.identity;
    mean += stream.mean;
    CHECK((stream.to == TravellerStream::anywhere) == !inclination_bands()[stream.band].by_destination);
    for (const TravellerDraw& t : everybody(stream, 1.0, Draws(1, 0))) {
      CHECK(t.inclination >= stream.low);
      CHECK(t.inclination - stream.low < stream.width);
      CHECK(field.destination(stream, t) != stream.from.value);
    }
  }
  CHECK(near(mean, 60.0, 1e-12));  // six pairs of ten: every band of everybody
}
