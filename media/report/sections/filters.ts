import { narrow, reportRanges } from "../../../src/views/model/report/filter";
import type { Narrowing, ReportFilter, ReportRange } from "../../../src/views/model/report/filter";
import { kindName, authorName, rangeName } from "../../../src/views/model/report/names";
import { chips } from "../../../src/views/model/report/chips";
import { h } from "../dom";
import type { VNode } from "../dom";
import { icon } from "../card";
import type { View } from "../view";

/** Range, kind and author, and a chip for everything that narrows the report. */
export function filterBar(view: View): VNode {
  const { words, filter, report } = view;
  return h(
    "div",
    {
      key: "filters",
      class: "filters",
      role: "search",
      "aria-label": words.t("Filter the report"),
    },
    h(
      "fieldset",
      { class: "segments" },
      h("legend", { class: "visually-hidden" }, words.t("Range")),
      ...reportRanges.map((range) => rangeChoice(view, range)),
    ),
    choice(view, "kind", words.t("All kinds"), words.t("Kind"), report.choices.kinds, (kind) =>
      kindName(kind, words),
    ),
    choice(view, "author", words.t("Everyone"), words.t("Author"), report.choices.authors, (one) =>
      authorName(one, words),
    ),
    h(
      "ul",
      { class: "chips", "aria-label": words.t("Active filters") },
      ...chips(filter, report.skills, words).map((chip) =>
        h(
          "li",
          { key: chip.field },
          h(
            "button",
            {
              class: "chip",
              type: "button",
              "aria-label": words.t("Remove the filter {filter}", { filter: chip.text }),
              onclick: () => {
                view.actions.filterBy(narrow(filter, chip.field, undefined));
              },
            },
            h("span", { class: "chip-text", title: chip.text }, chip.text),
            icon("close"),
          ),
        ),
      ),
    ),
  );
}

function rangeChoice({ filter, words, actions }: View, range: ReportRange): VNode {
  return h(
    "label",
    { key: range, class: "segment" },
    h("input", {
      type: "radio",
      name: "range",
      checked: filter.range === range,
      onchange: () => {
        actions.filterBy({ ...filter, range });
      },
    }),
    h("span", {}, rangeName(range, words)),
  );
}

function choice<F extends Narrowing & ("kind" | "author")>(
  { filter, actions }: View,
  field: F,
  all: string,
  label: string,
  choices: readonly NonNullable<ReportFilter[F]>[],
  name: (value: NonNullable<ReportFilter[F]>) => string,
): VNode | undefined {
  const value = filter[field];
  if (choices.length < 2 && value === undefined) return undefined;
  return h(
    "select",
    {
      key: field,
      class: "select",
      "aria-label": label,
      value: value ?? "",
      onchange: (event: Event) => {
        const chosen = choices.find((one) => one === (event.target as HTMLSelectElement).value);
        actions.filterBy(narrow(narrow(filter, field, undefined), field, chosen));
      },
    },
    h("option", { value: "" }, all),
    ...choices.map((one) => h("option", { value: one }, name(one))),
  );
}
