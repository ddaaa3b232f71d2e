import { agentLabel } from "../../../agents/labels";
import type { Bottleneck, SkillSummary } from "../../../analysis/model";
import { assertNever } from "../../../base/assert";
import type { Outcome, SkillKey, SkillKind } from "../../../tracker/model";
import { parseSkillKey } from "../../../tracker/model";
import type { ReportRange } from "./filter";
import type { Words } from "./words";

export function rangeName(range: ReportRange, { t }: Words): string {
  switch (range) {
    case "session":
      return t("This session");
    case "7d":
      return t("7 days");
    case "30d":
      return t("30 days");
    case "90d":
      return t("90 days");
    case "all":
      return t("All time");
    default:
      return assertNever(range);
  }
}

export function kindName(kind: SkillKind, { t }: Words): string {
  switch (kind) {
    case "command":
      return t("Commands");
    case "terminal":
      return t("Terminal");
    case "task":
      return t("Tasks");
    case "test":
      return t("Tests");
    case "debug":
      return t("Debugging");
    case "notebook":
      return t("Notebooks");
    case "agent":
      return t("Agents");
    case "tool":
      return t("Agent tools");
    case "skill":
      return t("Agent skills");
    case "chat":
      return t("Chat");
    default:
      return assertNever(kind);
  }
}

export function authorName(author: "user" | "agent", { t }: Words): string {
  return author === "user" ? t("By people") : t("By agents");
}

export function outcomeName(outcome: Outcome, { t }: Words): string {
  switch (outcome) {
    case "completed":
      return t("Completed");
    case "failed":
      return t("Failed");
    case "abandoned":
      return t("Abandoned");
    case "unknown":
      return t("Unknown");
    case "running":
      return t("Running");
    default:
      return assertNever(outcome);
  }
}

export function phaseName(phase: string | undefined, { t }: Words): string {
  return phase ?? t("no phase");
}

export function severityName(severity: Bottleneck["severity"], { t }: Words): string {
  switch (severity) {
    case "watch":
      return t("Watch");
    case "warning":
      return t("Warning");
    case "critical":
      return t("Critical");
    default:
      return assertNever(severity);
  }
}

/** The name a person gave the skill, else its own; the key itself where it is not a key. */
export function skillLabel(key: SkillKey, skills: readonly SkillSummary[]): string {
  return skills.find((one) => one.key === key)?.label ?? parseSkillKey(key)?.name ?? key;
}

/** The name of an agent as people know it. */
export function agentName(agent: string, { t }: Words): string {
  return agent === "" ? t("An agent without a name") : (agentLabel(agent) ?? agent);
}
