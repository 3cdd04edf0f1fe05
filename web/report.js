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
  // As it looks now, without the page's style sheet.
  const drawn = (svg) => {
    const copy = svg.cloneNode(true);
    const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
    from.forEach((element, n) => {
      const style = getComputedStyle(element);
      for (const look of looks) to[n].setAttribute(look, style.getPropertyValue(look));
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const [width, height] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    return { text: new XMLSerializer().serializeToString(copy), width, height };
  };
  const save_png = (svg, name) => {
    const { text, width, height } = drawn(svg);
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * width;
      canvas.height = 2 * height;
      const paper = canvas.getContext("2d");
      paper.fillStyle = getComputedStyle(document.body).backgroundColor;
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((png) => save(name, "image/png", [png]), "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  };
  const closer = 1.5, closest = 8;
  for (const picture of document.querySelectorAll("figure .picture")) {
    const id = picture.closest("figure").id;
    const all = [...picture.querySelectorAll("svg")];
    all.forEach((svg, k) => {
      const nth = k ? " " + (k + 1) : "", name = id + (k ? "-" + (k + 1) : "");
      button(picture, "Save as SVG" + nth, "保存为SVG" + nth, () => save(name + ".svg", "image/svg+xml", [drawn(svg).text]));
      button(picture, "Save as PNG" + nth, "保存为PNG" + nth, () => save_png(svg, name + ".png"));
    });
    // Closer about the middle of what is in sight.
    let scale = 1;
    const zoom = (by) => {
      const middle = (picture.scrollLeft + picture.clientWidth / 2) / picture.scrollWidth;
      scale = Math.min(closest, Math.max(1, scale * by));
      for (const svg of all) svg.style.width = scale > 1 ? 100 * scale + "%" : "";
      picture.scrollLeft = middle * picture.scrollWidth - picture.clientWidth / 2;
    };
    button(picture, "Closer", "放大", () => zoom(closer));
    button(picture, "Farther", "缩小", () => zoom(1 / closer));
    picture.addEventListener("keydown", (event) => {
      if (event.key === "+" || event.key === "=") zoom(closer);
      if (event.key === "-") zoom(1 / closer);
    });
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
