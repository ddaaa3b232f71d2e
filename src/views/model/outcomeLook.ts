import { assertNever } from "../../base/assert";
import type { Invocation, Outcome } from "../../tracker/model";
import type { Words } from "./report/words";
import type { IconColor } from "./row";

/** How an outcome looks and reads, everywhere. */
export interface OutcomeLook {
  readonly icon: string;
  readonly color?: IconColor;
  readonly word: string;
}

export function outcomeLook(outcome: Outcome, { t }: Words): OutcomeLook {
  switch (outcome) {
    case "running":
      return { icon: "loading~spin", color: "charts.blue", word: t("running") };
    case "completed":
      return { icon: "pass", color: "charts.green", word: t("completed") };
    case "failed":
      return { icon: "error", color: "charts.red", word: t("failed") };
    case "abandoned":
      return { icon: "circle-slash", color: "charts.yellow", word: t("abandoned") };
    case "unknown":
      return { icon: "question", word: t("ended, result unknown") };
    default:
      return assertNever(outcome);
  }
}

/** @returns why it counts as ended that way, where the word alone does not say it. */
export function endSentence(invocation: Invocation, { t }: Words): string | undefined {
  const { endReason, exitCode, errorType } = invocation;
  switch (endReason) {
    case undefined:
      return undefined;
    case "reported":
      if (errorType !== undefined) return t("Error: {type}", { type: errorType });
      if (exitCode !== undefined) return t("Exit code {code}", { code: String(exitCode) });
      return invocation.outcome === "unknown" ? t("No exit code was reported") : undefined;
    case "cancelled":
      return t("Stopped before its end");
    case "superseded":
      return t("Its terminal began another command before this one's end was reported");
    case "terminal-closed":
      return t("Its terminal was closed");
    case "window-closed":
      return t("The window was closed");
    case "host-lost":
      return t("The editor ended before it did");
    case "by-hand":
      return t("Marked by hand");
    case "rejected":
      return t("You did not let the agent run it");
    default:
      return assertNever(endReason);
  }
}
