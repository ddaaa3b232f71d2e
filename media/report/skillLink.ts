import { narrow, parseKey } from "../../src/views/model/report/filter";
import { h } from "./dom";
import type { VNode } from "./dom";
import type { View } from "./view";

/** A text that narrows the report to its skill; only a text where nobody answers. */
export function skillLink(key: string, text: string, { filter, actions, live }: View): VNode {
  const known = parseKey(key);
  if (!live || known === undefined) return h("span", { title: text }, text);
  return h(
    "button",
    {
      type: "button",
      class: "link",
      title: text,
      onclick: () => {
        actions.filterBy(narrow(filter, "skill", known));
      },
    },
    text,
  );
}
