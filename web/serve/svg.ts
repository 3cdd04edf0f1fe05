// Elements of pictures that are drawn here.
import type { Both } from "../shared/page";

type Attributes = Record<string, string | number>;

export function draw<K extends keyof SVGElementTagNameMap>(to: Element, tag: K, attributes: Attributes = {}): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  to.append(element);
  return element;
}

/** A picture that is one named image to a screen reader. */
export function picture(width: number, height: number, name: string): SVGSVGElement {
  const svg = draw(document.createElement("div"), "svg", { viewBox: `0 0 ${width} ${height}`, role: "img", preserveAspectRatio: "xMinYMin meet" });
  draw(svg, "title").textContent = name;
  return svg;
}

/** In both languages; the style sheet shows one of them. */
export function write(to: Element, words: Both, attributes: Attributes): void {
  for (const [lang, text] of Object.entries(words)) draw(draw(to, "g", { class: lang }), "text", attributes).textContent = text;
}
