// What the report can do beyond being read: tables save as CSV, pictures as SVG, a train is picked, the language is kept.
(function () {
  "use strict";
  const say = (en, zh) => (document.getElementById("in-zh").checked ? zh : en);
  const save = (name, type, parts) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  // A spreadsheet would run a cell that begins so as a formula; numbers are left alone.
  const cell = (text) => {
    if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text)) text = "'" + text;
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  const shown = (element) => {
    const own = element.querySelector(document.getElementById("in-zh").checked ? ".zh" : ".en");
    return (own || element).textContent;
  };
  const button = (before, en, zh, act) => {
    const b = document.createElement("button");
    b.type = "button";
    b.innerHTML = '<span class="en" lang="en"></span><span class="zh" lang="zh-CN"></span>';
    b.firstChild.textContent = en;
    b.lastChild.textContent = zh;
    b.addEventListener("click", act);
    before.parentNode.insertBefore(b, before);
  };
  for (const table of document.querySelectorAll("table[data-file]"))
    button(table.closest(".scroll"), "Save as CSV", "保存为CSV", () => {
      const lines = [...table.rows].map((row) => [...row.cells].map((c) => cell(shown(c).replace(/\u2212/g, "-"))).join(","));
      save(table.dataset.file + ".csv", "text/csv", ["\ufeff", lines.join("\r\n"), "\r\n"]);
    });
  const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font", "display"];
  for (const picture of document.querySelectorAll("figure .picture")) {
    const id = picture.closest("figure").id;
    [...picture.querySelectorAll("svg")].forEach((svg, k) =>
      button(picture, "Save as SVG" + (k ? " " + (k + 1) : ""), "保存为SVG" + (k ? " " + (k + 1) : ""), () => {
        const copy = svg.cloneNode(true);
        const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
        from.forEach((element, n) => {
          const style = getComputedStyle(element);
          for (const look of looks) to[n].setAttribute(look, style.getPropertyValue(look));
        });
        copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
        save(id + (k ? "-" + (k + 1) : "") + ".svg", "image/svg+xml", [new XMLSerializer().serializeToString(copy)]);
      }));
  }
  // Picking a train in one picture picks it in all.
  document.addEventListener("click", (event) => {
    const train = event.target.closest && event.target.closest("[data-train]");
    if (!train) return;
    const on = !train.classList.contains("picked");
    for (const other of document.querySelectorAll("[data-train]")) other.classList.toggle("picked", on && other.dataset.train === train.dataset.train);
  });
  const language = (zh) => { document.documentElement.lang = zh ? "zh-CN" : "en"; };
  for (const choice of document.querySelectorAll("input[name=language]")) choice.addEventListener("change", () => language(choice.id === "in-zh"));
  language(document.getElementById("in-zh").checked);
  const look = () => {
    const chosen = document.querySelector("input[name=scenario]:checked");
    if (chosen) for (const part of document.querySelectorAll(".of-scenario")) part.hidden = part.dataset.scenario !== chosen.value;
  };
  for (const choice of document.querySelectorAll("input[name=scenario]")) choice.addEventListener("change", look);
  look();
})();
