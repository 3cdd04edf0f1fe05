#include "czt/experiment/calibration.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "jobs.hpp"

namespace czt {

namespace {

constexpr double first_step = 0.1;  // of the bounds
constexpr double last_step = 1e-4;
constexpr double fit_step = 0.05;
constexpr double good_enough = 1e-4;                    // of the loss: a hundredth of one tolerance
constexpr double dampings[] = {1e-9, 1e-2, 1.0, 100.0};  // of the largest diagonal element
constexpr double two_sided = 1.959963984540054;          // normal, 95 %

struct Tried {
  std::vector<double> point;
  std::vector<double> simulated;
  double loss = std::numeric_limits<double>::infinity();
};

class Search {
 public:
  Search(std::span<const Bounds> bounds, std::span<const Aim> aims, const Simulated& simulated,
         const SearchOptions& options, const OnProgress& progress)
      : bounds_(bounds), aims_(aims), simulated_(simulated), options_(options), progress_(progress) {
    for (const Bounds& b : bounds) {
      double tens = 1.0;  // a power of ten that gives the bounds 100,000 steps or more
      while (b.high > b.low && tens * (b.high - b.low) < 1e5) tens *= 10.0;
      tens_.push_back(tens);
    }
  }

  Optimum run() {
    std::vector<double> middle;
    for (std::size_t i = 0; i < bounds_.size(); ++i)
      middle.push_back(inside(i, 0.5 * (bounds_[i].low + bounds_[i].high)));
    here_ = std::move(evaluate({middle}).front());
    double step = first_step;
    while (step >= last_step && here_.loss > good_enough && !is_over()) {
      const std::vector<Tried> polls = poll(step);
      const std::vector<Tried> trials = evaluate(gauss_newton(jacobian(polls)));
      if (!move_to_best(polls, trials)) step /= 4.0;
    }
    return optimum();
  }

 private:
  [[nodiscard]] bool is_over() const {
    return stopped_ || evaluations_ >= options_.most_evaluations;
  }
  [[nodiscard]] double width(std::size_t i) const { return bounds_[i].high - bounds_[i].low; }
  [[nodiscard]] double inside(std::size_t i, double value) const {
    return std::clamp(std::round(value * tens_[i]) / tens_[i], bounds_[i].low, bounds_[i].high);
  }

  std::vector<Tried> evaluate(std::vector<std::vector<double>> points) {
    std::vector<Tried> tried(points.size());
    const auto count = static_cast<std::uint32_t>(points.size());
    const OnProgress counted = [&](const Progress& p) {
      if (!progress_) return true;
      return progress_({"calibrating", evaluations_ + p.done, options_.most_evaluations});
    };
    const std::uint32_t finished = run_jobs(
        count, options_.threads,
        [&]() -> Job {
          return [&](std::uint32_t k) {
            tried[k].point = points[k];
            tried[k].simulated = simulated_(points[k]);
            tried[k].loss = loss(tried[k].simulated);
          };
        },
        "calibrating", counted);
    evaluations_ += finished;
    stopped_ = stopped_ || finished < count;
    tried.resize(std::max<std::size_t>(finished, points.empty() ? 0 : 1));
    return tried;
  }

  [[nodiscard]] double loss(std::span<const double> simulated) const {
    double sum = 0.0;
    for (std::size_t t = 0; t < aims_.size(); ++t) {
      const double r = (simulated[t] - aims_[t].value) / aims_[t].tolerance;
      sum += r * r;
    }
    return std::isnan(sum) ? std::numeric_limits<double>::infinity() : sum;
  }

  /// One step up and one down along each parameter, as far as the bounds allow.
  std::vector<Tried> poll(double step) {
    std::vector<std::vector<double>> points;
    for (std::size_t i = 0; i < bounds_.size(); ++i)
      for (const double sign : {1.0, -1.0}) {
        std::vector<double> point = here_.point;
        point[i] = inside(i, point[i] + sign * step * width(i));
        if (point[i] != here_.point[i]) points.push_back(std::move(point));
      }
    return evaluate(std::move(points));
  }

  /// Residuals by the parameters in units of their bounds, from polls around here.
  [[nodiscard]] Eigen::MatrixXd jacobian(const std::vector<Tried>& polls) const {
    const auto n = static_cast<Eigen::Index>(bounds_.size());
    const auto m = static_cast<Eigen::Index>(aims_.size());
    Eigen::MatrixXd j = Eigen::MatrixXd::Zero(m, n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto row = static_cast<std::size_t>(i);
      const Tried* low = &here_;
      const Tried* high = &here_;
      for (const Tried& tried : polls) {
        if (std::isinf(tried.loss)) continue;
        if (tried.point[row] > here_.point[row]) high = &tried;
        if (tried.point[row] < here_.point[row]) low = &tried;
      }
      if (low == high || std::isinf(here_.loss)) continue;
      const double apart = (high->point[row] - low->point[row]) / width(row);
      for (Eigen::Index t = 0; t < m; ++t) {
        const auto at = static_cast<std::size_t>(t);
        j(t, i) = (high->simulated[at] - low->simulated[at]) / aims_[at].tolerance / apart;
      }
    }
    return j;
  }

  /// Steps of several dampings; a parameter that would leave its bounds is held there.
  [[nodiscard]] std::vector<std::vector<double>> gauss_newton(const Eigen::MatrixXd& j) const {
    std::vector<std::vector<double>> points;
    if (std::isinf(here_.loss) || j.isZero()) return points;
    Eigen::VectorXd r(j.rows());
    for (Eigen::Index t = 0; t < j.rows(); ++t) {
      const auto at = static_cast<std::size_t>(t);
      r(t) = (here_.simulated[at] - aims_[at].value) / aims_[at].tolerance;
    }
    for (const double damping : dampings) {
      std::vector<double> point = step_within_bounds(j, r, damping);
      if (point != here_.point && std::find(points.begin(), points.end(), point) == points.end())
        points.push_back(std::move(point));
    }
    return points;
  }

  [[nodiscard]] std::vector<double> step_within_bounds(Eigen::MatrixXd j, Eigen::VectorXd r,
                                                       double damping) const {
    std::vector<double> point = here_.point;
    std::vector<bool> held(point.size(), false);
    for (std::size_t again = 0; again <= point.size(); ++again) {
      Eigen::MatrixXd a = j.transpose() * j;
      const double ridge = std::max(damping * a.diagonal().maxCoeff(), 1e-300);
      a.diagonal().array() += ridge;
      const Eigen::VectorXd s = a.ldlt().solve(-j.transpose() * r);
      bool left = false;
      for (std::size_t i = 0; i < point.size(); ++i) {
        if (held[i]) continue;
        const auto column = static_cast<Eigen::Index>(i);
        const double wanted = here_.point[i] + s(column) * width(i);
        point[i] = inside(i, wanted);
        if (wanted >= bounds_[i].low && wanted <= bounds_[i].high) continue;
        r += j.col(column) * ((point[i] - here_.point[i]) / width(i));
        j.col(column).setZero();
        held[i] = left = true;
      }
      if (!left) break;
    }
    return point;
  }

  /// The first of the best; a gain of less than a millionth is none.
  bool move_to_best(const std::vector<Tried>& polls, const std::vector<Tried>& trials) {
    const Tried* best = &here_;
    for (const std::vector<Tried>* all : {&polls, &trials})
      for (const Tried& tried : *all)
        if (tried.loss < best->loss * (best == &here_ ? 1.0 - 1e-6 : 1.0)) best = &tried;
    if (best == &here_) return false;
    here_ = *best;
    return true;
  }

  Optimum optimum() {
    Optimum o;
    o.settled = !is_over();
    o.simulated = here_.simulated;
    o.loss = here_.loss;
    const Eigen::MatrixXd j = jacobian(poll(fit_step));
    Eigen::MatrixXd a = j.transpose() * j;
    a.diagonal().array() += std::max(1e-9 * a.diagonal().maxCoeff(), 1e-12);
    const Eigen::MatrixXd covariance =
        a.ldlt().solve(Eigen::MatrixXd::Identity(a.rows(), a.cols()));
    for (std::size_t i = 0; i < bounds_.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      Found found;
      found.value = here_.point[i];
      found.half_width = two_sided * std::sqrt(std::max(covariance(row, row), 0.0)) * width(i);
      found.identified = 2.0 * found.half_width < width(i);
      found.at_bound = found.value <= bounds_[i].low || found.value >= bounds_[i].high;
      o.parameters.push_back(found);
    }
    o.evaluations = evaluations_;
    return o;
  }

  std::span<const Bounds> bounds_;
  std::span<const Aim> aims_;
  const Simulated& simulated_;
  const SearchOptions& options_;
  const OnProgress& progress_;
  std::vector<double> tens_;
  Tried here_;
  std::uint32_t evaluations_ = 0;
  bool stopped_ = false;
};

}  // namespace

Optimum calibrate(std::span<const Bounds> parameters, std::span<const Aim> targets,
                  const Simulated& simulated, const SearchOptions& options,
                  const OnProgress& progress) {
  return Search(parameters, targets, simulated, options, progress).run();
}

std::string_view to_text(Score score) {
  switch (score) {
    case Score::in:
      return "in";
    case Score::out:
      return "out";
    case Score::unpublished:
      return "unpublished";
    case Score::not_scored:
      break;
  }
  return "not scored";
}

bool CalibratedTarget::inside() const {
  return std::fabs(simulated.mean - aim.value) <= aim.tolerance;
}

Share share_of_days(std::span<const double> yes_or_no) {
  double n = 0.0;
  double yes = 0.0;
  for (const double v : yes_or_no) {
    if (std::isnan(v)) continue;
    n += 1.0;
    yes += v;
  }
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  if (n == 0.0) return {nothing, nothing, nothing};
  const double p = yes / n;
  const double z2 = two_sided * two_sided;
  const double middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
  const double half =
      two_sided / (1.0 + z2 / n) * std::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
  return {p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

}  // namespace czt
