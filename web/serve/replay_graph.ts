// The program's own train graph with the hour on it: a line at the time that is played, a dot for each train in the colour of
// its load.
import { mark } from "../shared/picking";
import { colour, type Day, type Panel } from "./replay_day";
import { draw } from "./svg";

export class ReplayGraph {
  readonly svg: SVGSVGElement;
  private readonly hand: SVGPathElement;
  private readonly dots = new Map<string, SVGCircleElement>();
  private readonly row = new Map<number, number>();  // station → y

  constructor(private readonly day: Day, private readonly panel: Panel, private readonly reached: (second: number) => void) {
    const box = document.createElement("div");
    box.innerHTML = panel.svg;  // of this program, which escapes names
    this.svg = box.querySelector("svg")!;
    panel.stations.forEach((station, k) => this.row.set(station, panel.y[k]));
    this.hand = draw(this.svg, "path", { class: "hand" });
    this.svg.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[data-train], [data-station]")) return;
      const box = this.svg.getBoundingClientRect(), x = ((event.clientX - box.left) / box.width) * this.svg.viewBox.baseVal.width;
      if (x >= panel.left && x <= panel.right) this.reached(panel.from + ((x - panel.left) / (panel.right - panel.left)) * (panel.to - panel.from));
    });
  }

  show(second: number): void {
    const { left, right, from, to, top, bottom } = this.panel;
    const x = left + ((second - from) / (to - from)) * (right - left);
    this.hand.setAttribute("d", `M${x.toFixed(1)} ${top}V${bottom}`);
    for (const train of this.day.trains) {
      const place = this.day.place(train, second), known = this.dots.get(train.number);
      const a = place ? this.row.get(place.from) : undefined, b = place ? this.row.get(place.to) : undefined;
      if (!place || a === undefined || b === undefined) {
        known?.remove();
        this.dots.delete(train.number);
        continue;
      }
      let dot = known;
      if (!dot) {
        dot = draw(this.svg, "circle", { r: 5, "data-train": train.number });
        this.dots.set(train.number, dot);
        mark(this.svg);
      }
      dot.setAttribute("cx", x.toFixed(1));
      dot.setAttribute("cy", (a + (b - a) * place.share).toFixed(1));
      dot.setAttribute("class", "dot " + (train.empty ? "empty" : "h" + colour(place.load, train)) + (dot.classList.contains("picked") ? " picked" : ""));
    }
  }
}
