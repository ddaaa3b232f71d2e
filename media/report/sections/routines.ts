import type { SkillKey } from "../../../src/views/model/reportProtocol";
import {
  routineFacts,
  routinesFinding,
  routineSteps,
} from "../../../src/views/model/report/routineWords";
import { skillLabel } from "../../../src/views/model/report/names";
import { card } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** Skills that are run in a row by hand again and again. */
export function routines({ words, report, actions, live }: WholeView): VNode {
  const { t } = words;
  const label = (key: SkillKey): string => skillLabel(key, report.skills);
  return card(
    {
      id: "routines",
      topic: t("Routines"),
      finding: routinesFinding(report.routines, label, words),
      note: t("Runs by people, one right after the other, with no more than half an hour between"),
      wide: true,
    },
    h(
      "ol",
      { class: "routines" },
      ...report.routines.map((routine) => {
        const steps = routineSteps(routine, label);
        return h(
          "li",
          { key: steps },
          h("p", { class: "strong" }, steps),
          h(
            "p",
            { class: "note" },
            `${t("{count} times", { count: words.count(routine.count) })} ${routineFacts(routine, words)}`,
          ),
          live
            ? h(
                "button",
                {
                  key: "task",
                  type: "button",
                  class: "link",
                  "aria-label": t("Make a task of {steps}", { steps }),
                  onclick: () => {
                    actions.makeTask(routine.skills);
                  },
                },
                t("Make a task…"),
              )
            : undefined,
        );
      }),
    ),
  );
}
