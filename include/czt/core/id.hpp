#pragma once
/// Strong row numbers. An id is the row of one table of the Plan or the World: dense, reproducible,
/// never drawn from a global counter. A StationId cannot index a table of trains.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace czt {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t row) : value(static_cast<std::uint32_t>(row)) {}
  constexpr auto operator<=>(const Id&) const = default;
};

/// A vector that only its own kind of id may index.
template <class I, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t n, const T& fill = T{}) : rows_(n, fill) {}

  decltype(auto) operator[](I id) { return rows_[id.value]; }
  decltype(auto) operator[](I id) const { return rows_[id.value]; }

  I push_back(T row) {
    rows_.push_back(std::move(row));
    return I{rows_.size() - 1};
  }
  void assign(std::size_t n, const T& fill) { rows_.assign(n, fill); }
  void resize(std::size_t n) { rows_.resize(n); }
  void reserve(std::size_t n) { rows_.reserve(n); }
  void clear() { rows_.clear(); }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  [[nodiscard]] const std::vector<T>& rows() const { return rows_; }
  bool operator==(const IdVector&) const = default;

 private:
  std::vector<T> rows_;
};

struct StationTag;
struct SegmentTag;
struct TrainTypeTag;
struct TripTag;
struct TrainsetTag;
struct PlaceTag;
struct PurposeTag;

using StationId = Id<StationTag>;
using SegmentId = Id<SegmentTag>;  ///< a stretch between neighbouring stations, in one direction
using TrainTypeId = Id<TrainTypeTag>;
using TripId = Id<TripTag>;
using TrainsetId = Id<TrainsetTag>;
using PlaceId = Id<PlaceTag>;
using PurposeId = Id<PurposeTag>;

}  // namespace czt

template <class Tag>
struct std::hash<czt::Id<Tag>> {
  std::size_t operator()(czt::Id<Tag> id) const noexcept { return id.value; }
};
