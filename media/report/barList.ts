import { h } from "./dom";
import type { VNode } from "./dom";

/** One bar of a list of bars. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** Of the longest bar, 0–1. */
  readonly share: number;
  /** The figure the bar stands for. */
  readonly text: string;
}

/** Bars one below the other, each with its name and its figure in words. */
export function barList(caption: string, rows: readonly BarRow[]): VNode {
  return h(
    "ul",
    { key: caption, class: "bar-list", "aria-label": caption },
    ...rows.map(({ key, label, share, text }) =>
      h(
        "li",
        { key },
        h("span", { class: "bar-label" }, label),
        h(
          "svg",
          { class: "list-bar", "aria-hidden": "true" },
          h("rect", { class: "track", width: "100%", height: "100%", rx: "2" }),
          h("rect", { class: "completed", width: `${share * 100}%`, height: "100%", rx: "2" }),
        ),
        h("span", { class: "bar-text" }, text),
      ),
    ),
  );
}
