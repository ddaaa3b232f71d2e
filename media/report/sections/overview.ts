import { figures } from "../../../src/views/model/report/figures";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { View } from "../view";

/** The large numbers, each with its course over the range where it has one. */
export function overview({ report, words }: View): VNode {
  return h(
    "dl",
    { key: "overview", class: "figures", "aria-label": words.t("Overview") },
    ...figures(report, words).map((figure) =>
      h(
        "div",
        { key: figure.id, class: "figure" },
        h("dt", {}, figure.label),
        h("dd", { class: "value" }, figure.value),
        h("dd", { class: "note" }, figure.note),
        figure.spark === ""
          ? undefined
          : h(
              "dd",
              { key: "spark", class: "spark", "aria-hidden": "true" },
              h(
                "svg",
                { viewBox: "0 0 100 100", preserveAspectRatio: "none" },
                h("path", { d: figure.spark, "vector-effect": "non-scaling-stroke" }),
              ),
            ),
      ),
    ),
  );
}
