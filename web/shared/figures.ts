// What figures can do beyond being seen: tables save as CSV, pictures as SVG and PNG, and come closer.
import { button, download, saveTable } from "./page";

const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font", "display"];

/** As it looks now, without the page's style sheet. */
function drawn(svg: SVGSVGElement): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    for (const look of looks) to[n].setAttribute(look, style.getPropertyValue(look));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const [width, height] = svg.getAttribute("viewBox")!.split(" ").slice(2).map(Number);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function savePng(svg: SVGSVGElement, name: string): void {
  const { text, width, height } = drawn(svg);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    const paper = canvas.getContext("2d")!;
    paper.fillStyle = getComputedStyle(document.body).backgroundColor;
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((png) => download(name, png!), "image/png");
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
}

export function savingButtons(svg: SVGSVGElement, name: string, nth = ""): HTMLButtonElement[] {
  return [
    button({ en: "Save as SVG" + nth, zh: "保存为SVG" + nth }, () => download(name + ".svg", new Blob([drawn(svg).text], { type: "image/svg+xml" }))),
    button({ en: "Save as PNG" + nth, zh: "保存为PNG" + nth }, () => savePng(svg, name + ".png")),
  ];
}

const closer = 1.5, closest = 8;
function zooming(picture: HTMLElement, all: SVGSVGElement[]): void {
  let scale = 1;
  // Closer about the middle of what is in sight.
  const zoom = (by: number) => {
    const middle = (picture.scrollLeft + picture.clientWidth / 2) / picture.scrollWidth;
    scale = Math.min(closest, Math.max(1, scale * by));
    for (const svg of all) svg.style.width = scale > 1 ? 100 * scale + "%" : "";
    picture.scrollLeft = middle * picture.scrollWidth - picture.clientWidth / 2;
  };
  picture.before(button({ en: "Closer", zh: "放大" }, () => zoom(closer)), button({ en: "Farther", zh: "缩小" }, () => zoom(1 / closer)));
  picture.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") zoom(closer);
    if (event.key === "-") zoom(1 / closer);
  });
}

/** Gives the tables and figures below `root` their buttons. */
export function dress(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-file]"))
    table.closest(".scroll")!.before(button({ en: "Save as CSV", zh: "保存为CSV" }, () => saveTable(table, table.dataset.file + ".csv")));
  for (const picture of root.querySelectorAll<HTMLElement>("figure .picture")) {
    const id = picture.closest("figure")!.id, all = [...picture.querySelectorAll("svg")];
    all.forEach((svg, k) => picture.before(...savingButtons(svg, id + (k ? "-" + (k + 1) : ""), k ? " " + (k + 1) : "")));
    zooming(picture, all);
  }
}

/** The parts of one scenario are in sight at a time. */
export function switching(root: ParentNode): void {
  const look = () => {
    const chosen = root.querySelector<HTMLInputElement>("input[name=scenario]:checked");
    if (chosen) for (const part of root.querySelectorAll<HTMLElement>(".of-scenario")) part.hidden = part.dataset.scenario !== chosen.value;
  };
  for (const choice of root.querySelectorAll("input[name=scenario]")) choice.addEventListener("change", look);
  look();
}
