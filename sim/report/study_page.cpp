#include "czt/report/study_page.hpp"

#include <fmt/format.h>

#include <cmath>

#include "czt/model/model_version.hpp"
#include "document.hpp"
#include "study_charts.hpp"

namespace czt {

using namespace html;

namespace {

constexpr std::size_t most_shown = 200;

/// Of a measure the parameter with the largest μ* or total index.
Both most_important(const StudyPoints& study, const std::vector<SensitivityLine>& lines) {
  Both text;
  for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
    const SensitivityLine* first = nullptr;
    for (const SensitivityLine& line : lines)
      if (line.cell == study.cells[cell].cell && (line.what == "ST" || line.what == "mu_star") && (!first || line.value > first->value)) first = &line;
    if (!first) continue;
    const std::string name = escape(first->parameter);
    text.en += (text.en.empty() ? "What matters most for " : "; for ") + study.cells[cell].label.en + ": " + name;
    text.zh += (text.zh.empty() ? "" : "；") + ("对" + study.cells[cell].label.zh) + "影响最大的是" + name;
  }
  return text;
}

std::string headline_of(StudyStore& store, const StudyPoints& study, const std::vector<SensitivityLine>& lines) {
  std::string text;
  if (const std::string recommended = store.about("recommendation"); !recommended.empty()) {
    text += "<p class=\"headline\" lang=\"en\">" + escape(recommended) + "</p>\n";
  } else if (!lines.empty()) {
    const Both most = most_important(study, lines);
    text += "<p class=\"headline\">" + span({most.en + ".", most.zh + "。"}) + "</p>\n";
  } else {
    Both best;
    for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
      const auto at = best_of(study, cell);
      if (!at) continue;
      const StudyPoint& point = study.points[*at];
      const std::string value = with_interval(point.means[cell], point.half_widths[cell]), where = escape(settings_text(study, point));
      const bool less = study.cells[cell].less_is_better;
      best.en += (best.en.empty() ? "" : "; ") + fmt::format("{} {} {} at {}", best.en.empty() ? (less ? "Lowest" : "Highest") : less ? "lowest" : "highest", study.cells[cell].label.en, value, where);
      best.zh += (best.zh.empty() ? "" : "；") + fmt::format("{}{}：{}（{}）", study.cells[cell].label.zh, less ? "最低" : "最高", value, where);
      if (cell == 2) break;
    }
    if (!best.en.empty()) text += "<p class=\"headline\">" + span({best.en + ".", best.zh + "。"}) + "</p>\n";
  }
  const StudyStore::Counts counts = store.counts();
  return text + "<p class=\"soft\">" +
         span({fmt::format("{} of {} points done, {} cannot be; {} runs, {} failed. The same people at every point.", counts.done, counts.points, counts.infeasible, counts.runs, counts.failed),
               fmt::format("{}个设计点中完成{}个，{}个不可行；共{}次运行，失败{}次。各点客流相同。", counts.points, counts.done, counts.infeasible, counts.runs, counts.failed)}) +
         "</p>\n";
}

std::string points_table(const StudyPoints& study) {
  constexpr std::size_t most_parameters = 8;
  Table t;
  t.heads.push_back({"row", "行"});
  const std::size_t parameters = study.parameters.size() > most_parameters ? 0 : study.parameters.size();
  for (std::size_t p = 0; p < parameters; ++p) t.heads.push_back({escape(study.parameters[p]), escape(study.parameters[p])});
  for (const StudyCell& cell : study.cells) t.heads.push_back(cell.label);
  t.heads.push_back({"remark", "备注"});
  for (const StudyPoint& point : study.points) {
    if (t.rows.size() == most_shown) break;
    std::vector<Entry> row{point.row == 0 ? "as it is · 现状" : std::to_string(point.row)};
    for (std::size_t p = 0; p < parameters; ++p) row.push_back(p < point.values.size() ? point.values[p] : std::string());
    for (std::size_t cell = 0; cell < study.cells.size(); ++cell) row.push_back(with_interval(point.means[cell], point.half_widths[cell]));
    row.push_back(point.status == PointStatus::infeasible ? point.reason : point.status == PointStatus::open ? "not done yet · 未完成" : point.reason);
    t.rows.push_back(std::move(row));
  }
  std::string see;
  if (study.points.size() > most_shown || study.parameters.size() > parameters)
    see = "<p class=\"see\">" + span({fmt::format("{} of {} rows and {} of {} parameters; czt study export has all.", t.rows.size(), study.points.size(), parameters, study.parameters.size()),
                                      fmt::format("显示{}行中的{}行、{}个参数中的{}个；全部见 czt study export。", study.points.size(), t.rows.size(), study.parameters.size(), parameters)}) + "</p>";
  return "<section><h2>" + span({"Every point", "各设计点"}) + "</h2>" + see + "<div class=\"words\">" + table(t, "points") + "</div></section>\n";
}

std::string again(const Series& series, std::string_view command, std::string_view version) {
  return "<section><h2>" + span({"How to make it again", "如何重现"}) + "</h2><pre>" + escape(command) + "</pre><p class=\"soft\">czt " + escape(version) +
         fmt::format(", {} {}, {} {}. {}: {}. {}: {}.</p></section>\n", span({"model", "模型"}), model_version, span({"seed", "种子"}), series.seed, span({"scenario", "方案"}),
                     escape(series.scenario), span({"digest of the scenario and what is measured", "方案与指标摘要"}), series.digest().substr(0, 16));
}

}  // namespace

std::string study_page(StudyStore& store, std::string_view command, std::string_view version, Language language) {
  const Series series = store.series();
  const StudyPoints study = points_of(store);
  const std::vector<SensitivityLine> lines = sensitivity_of(store);
  std::string text = headline_of(store, study, lines);
  std::string pictures;
  for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
    if (!lines.empty())
      pictures += figure(sensitivity_bars(study, cell, lines));
    else
      for (const Figure& f : response_curves(study, cell)) pictures += figure(f);
  }
  if (!pictures.empty()) text += "<section><h2>" + span({"In pictures", "图示"}) + "</h2>\n" + pictures + "</section>\n";
  text += points_table(study) + again(series, command, version);
  return document({escape(series.study), escape(series.study)}, "<p class=\"soft\">" + escape(series.scenario) + "</p>", text, language);
}

}  // namespace czt
