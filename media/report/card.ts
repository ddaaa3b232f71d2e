import { h } from "./dom";
import type { Attributes, Child, VNode } from "./dom";
import type { View } from "./view";

/** A part of the page under a title that says what was found in it. */
export function card(
  part: {
    readonly id: string;
    /** What is shown, in a word or two. */
    readonly topic: string;
    /** What it says. */
    readonly finding: string;
    /** How to read it. */
    readonly note?: string;
    readonly wide?: boolean;
  },
  ...children: readonly Child[]
): VNode {
  return h(
    "section",
    {
      key: part.id,
      id: part.id,
      class: `card ${part.wide === true ? "wide" : ""}`,
      "aria-labelledby": `${part.id}-title`,
    },
    h(
      "header",
      { class: "card-header" },
      h("p", { class: "topic" }, part.topic),
      h("h2", { id: `${part.id}-title` }, part.finding),
      part.note === undefined ? undefined : h("p", { key: "note", class: "note" }, part.note),
    ),
    ...children,
  );
}

/** One column of a plain table. */
export interface TwinColumn<R> {
  readonly title: string;
  readonly text: (row: R) => string;
  readonly numeric?: boolean;
}

/** A table of texts; the first column names the row. */
export function plainTable<R>(
  caption: string,
  columns: readonly TwinColumn<R>[],
  rows: readonly R[],
): VNode {
  const style = (column: TwinColumn<R>): Attributes =>
    column.numeric === true ? { class: "numeric" } : {};
  const cell = (column: TwinColumn<R>, index: number, text: string): VNode =>
    index === 0
      ? h("th", { scope: "row", class: "name", title: text }, text)
      : h("td", style(column), text);
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      { class: "plain" },
      h("caption", { class: "visually-hidden" }, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...columns.map((column) => h("th", { scope: "col", ...style(column) }, column.title)),
        ),
      ),
      h(
        "tbody",
        {},
        ...rows.map((row) =>
          h("tr", {}, ...columns.map((column, index) => cell(column, index, column.text(row)))),
        ),
      ),
    ),
  );
}

/**
 * The text twin of a chart: the same figures as a table, folded away until asked for. Only then is it
 * drawn: most of the page's cells are in such tables.
 */
export function tableTwin<R>(
  { state, actions }: View,
  texts: { readonly summary: string; readonly caption: string },
  columns: readonly TwinColumn<R>[],
  rows: readonly R[],
): VNode {
  const { caption, summary } = texts;
  const isOpen = state.unfolded.has(caption);
  const ontoggle = (event: Event): void => {
    const now = event.target instanceof HTMLDetailsElement && event.target.open;
    if (now !== isOpen) actions.fold(caption, !now);
  };
  return h(
    "details",
    { key: "twin", class: "twin", ontoggle },
    h("summary", {}, summary),
    isOpen ? plainTable(caption, columns, rows) : undefined,
  );
}

/** Words only a screen reader says, to make a sentence of what is shown side by side. */
export function hidden(text: string): VNode {
  return h("span", { class: "visually-hidden" }, ` ${text} `);
}

/** A codicon; decoration only, so the control around it carries the name. */
export function icon(name: "play" | "close" | "graph" | "error"): VNode {
  return h("span", { class: `codicon codicon-${name}`, "aria-hidden": "true" });
}
