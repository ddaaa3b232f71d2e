import type { Tick } from "../../src/views/model/report/axis";
import type { Words } from "../../src/views/model/report/words";
import { h } from "./dom";
import type { Child, VNode } from "./dom";

/** A drawing of its own height; its text twin is elsewhere. */
export function plot(name: string, children: readonly Child[]): VNode {
  return h("svg", { class: name, "aria-hidden": "true" }, ...children);
}

/** The values at the left of a plot. */
export function axis(ticks: readonly Tick[], text: (value: number) => string): VNode {
  return h(
    "div",
    { class: "axis", "aria-hidden": "true" },
    ...ticks.map((tick) => h("span", { "--at": `${tick.at}%` }, text(tick.value))),
  );
}

export function gridLines(ticks: readonly Tick[]): readonly VNode[] {
  return ticks.map(({ at }) =>
    h("line", { class: "grid-line", x1: "0", x2: "100%", y1: `${at}%`, y2: `${at}%` }),
  );
}

/** A line through values. @param path in a box of 100 × 100, whatever the size of the plot. */
export function curve(path: string): VNode {
  return h(
    "svg",
    { viewBox: "0 0 100 100", preserveAspectRatio: "none", width: "100%", height: "100%" },
    h("path", { class: "line", d: path, "vector-effect": "non-scaling-stroke" }),
  );
}

/** A mark across a plot, in the middle of a column. */
export function cursor(
  column: { readonly x: number; readonly width: number } | undefined,
): VNode | undefined {
  if (column === undefined) return undefined;
  const x = `${column.x + column.width / 2}%`;
  return h("line", { key: "cursor", class: "cursor", x1: x, x2: x, y1: "0", y2: "100%" });
}

/** The days under a chart; ticks hold indices into the buckets. */
export function dates(
  ticks: readonly Tick[],
  buckets: readonly { readonly startMs: number }[],
  words: Words,
): VNode {
  return h(
    "div",
    { class: "dates", "aria-hidden": "true" },
    ...ticks.flatMap((tick) => {
      const bucket = buckets[tick.value];
      return bucket === undefined
        ? []
        : [h("span", { "--at": `${tick.at}%` }, words.day(bucket.startMs))];
    }),
  );
}

/** Reads a chart one value at a time: what the pointer does, for the keyboard and screen readers. */
export function reader(given: {
  readonly label: string;
  readonly count: number;
  readonly at: number;
  readonly text: string;
  readonly move: (to: number | undefined) => void;
}): VNode {
  const { label, count, at, text, move } = given;
  return h("input", {
    key: "reader",
    class: "time-reader",
    type: "range",
    min: 0,
    max: count - 1,
    step: 1,
    value: String(at),
    "aria-label": label,
    "aria-valuetext": text,
    oninput: (event: Event) => {
      if (event.target instanceof HTMLInputElement) move(Number(event.target.value));
    },
    onblur: () => {
      move(undefined);
    },
  });
}

/** Which column is under the pointer; the axis on the left is not part of the plot. */
export function indexUnder(event: PointerEvent, count: number): number | undefined {
  if (!(event.currentTarget instanceof Element)) return undefined;
  const plotArea = event.currentTarget.querySelector(".plot");
  if (plotArea === null || count === 0) return undefined;
  const { left, width } = plotArea.getBoundingClientRect();
  const index = Math.floor(((event.clientX - left) / width) * count);
  return index < 0 || index >= count ? undefined : index;
}
