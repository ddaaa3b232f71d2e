import type { AgentSkill, AgentSummary } from "../../analysis/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { optional } from "../../tracker/completion";
import { parseSkillKey, type Invocation, type SkillKind } from "../../tracker/model";
import { kindIcon } from "./kindIcon";
import { escapeMarkdown } from "./markdown";
import { agentName } from "./report/names";
import type { Row } from "./row";
import type { RowContext } from "./rowContext";
import { invocationRow } from "./sessionRows";

/** Runs of this window that are shown beside what goes on. */
const mostLatest = 20;

/** The Agents tree: for each agent what it runs now, and what it ran here, by sort. */
export function agentRows({ agents }: Snapshot, context: RowContext): readonly Row[] {
  const { followed, invocations, summaries } = agents;
  const known = new Map(summaries.map((summary) => [summary.agent, summary]));
  const names = [
    ...summaries.map(({ agent }) => agent),
    ...followed.filter((agent) => !known.has(agent)),
  ];
  return names.map((agent) =>
    agentRow(
      agent,
      known.get(agent),
      invocations.filter(({ author }) => (author.agentName ?? "") === agent),
      followed.includes(agent),
      context,
    ),
  );
}

function agentRow(
  agent: string,
  summary: AgentSummary | undefined,
  invocations: readonly Invocation[],
  isFollowed: boolean,
  context: RowContext,
): Row {
  const { t, runs } = context.words;
  const label = agentName(agent, context.words);
  const isRunning = invocations.some(({ outcome }) => outcome === "running");
  const parts = [
    summary === undefined ? t("followed") : runs(summary.total),
    refusedWords(summary?.refused ?? 0, context),
    isFollowed ? undefined : t("not followed"),
  ].filter((part) => part !== undefined);
  const children = [
    ...latestRows(agent, invocations, context),
    ...(summary === undefined ? [] : sortRows(summary, context)),
  ];
  return {
    id: `agent:${agent}`,
    label,
    description: parts.join(" · "),
    icon: isRunning ? "loading~spin" : "hubot",
    context: isFollowed ? "agent followed" : "agent",
    spoken: [label, ...parts].join(", "),
    // Never without children: the editor leaves a row that gets its first ones later collapsed.
    children: children.length === 0 ? [nothingRow(agent, context)] : children,
    isExpanded: true,
  };
}

function nothingRow(agent: string, { words }: RowContext): Row {
  const label = words.t("Nothing ran here yet");
  return { id: `agent:${agent}:nothing`, label, context: "nothing", spoken: label };
}

/** What this window heard last, newest first; what runs is always among it. */
function latestRows(
  agent: string,
  invocations: readonly Invocation[],
  context: RowContext,
): readonly Row[] {
  if (invocations.length === 0) return [];
  const { t } = context.words;
  const running = invocations.filter(({ outcome }) => outcome === "running");
  const ended = invocations.filter(({ outcome }) => outcome !== "running");
  const shown = [...running, ...ended].slice(0, Math.max(mostLatest, running.length));
  const label = t("Now and lately");
  return [
    {
      id: `agent:${agent}:lately`,
      label,
      context: "lately",
      spoken: label,
      children: shown.map((invocation) => invocationRow(invocation, context)),
      isExpanded: true,
    },
  ];
}

/** Its helpers, skills, tools, and the commands it ran, each with their figures. */
function sortRows({ agent, skills }: AgentSummary, context: RowContext): readonly Row[] {
  const { t } = context.words;
  const sorts: readonly (readonly [string, string, (kind: SkillKind) => boolean])[] = [
    ["helpers", t("Subagents"), (kind) => kind === "agent"],
    ["skills", t("Skills"), (kind) => kind === "skill"],
    ["tools", t("Tools"), (kind) => kind === "tool"],
    ["slash", t("Slash commands"), (kind) => kind === "chat"],
    ["commands", t("Commands"), (kind) => !["agent", "skill", "tool", "chat"].includes(kind)],
  ];
  return sorts.flatMap(([id, label, isOfSort]): readonly Row[] => {
    const own = skills.filter(({ kind }) => isOfSort(kind));
    if (own.length === 0) return [];
    const description = context.words.runs(own.reduce((sum, { total }) => sum + total, 0));
    return [
      {
        id: `agent:${agent}:${id}`,
        label,
        description,
        context: "sort",
        spoken: `${label}, ${description}`,
        children: own.map((skill) => skillRow(agent, skill, context)),
      },
    ];
  });
}

function skillRow(agent: string, skill: AgentSkill, context: RowContext): Row {
  const { words, when, nowMs } = context;
  const { key, kind, label, total, completionRate, medianDurationMs, refused } = skill;
  const figures = [
    words.runs(total),
    completionRate === undefined ? undefined : words.percent(completionRate),
    refusedWords(refused, context),
    medianDurationMs === undefined ? undefined : words.duration(medianDurationMs),
  ].filter((part) => part !== undefined);
  const last = words.t("Last run {ago}", { ago: when.ago(skill.lastStartedAtMs, nowMs) });
  return {
    id: `agent:${agent}:${key}`,
    label,
    description: figures.join(" · "),
    tooltip: tooltip(skill, last, context),
    icon: kindIcon(kind),
    context: "skill",
    spoken: [label, ...figures, last].join(", "),
    ...optional("target", targetOf(skill)),
  };
}

function targetOf({ key }: AgentSkill): Row["target"] {
  const skill = parseSkillKey(key);
  return skill === undefined ? undefined : { skill };
}

function refusedWords(refused: number, { words }: RowContext): string | undefined {
  return refused === 0 ? undefined : words.t("{n} refused", { n: words.count(refused) });
}

function tooltip(skill: AgentSkill, last: string, { words }: RowContext): string {
  const { t } = words;
  const { counts, medianDurationMs, refused } = skill;
  const facts = [
    t("{completed} completed, {failed} failed, {abandoned} abandoned", {
      completed: words.count(counts.completed),
      failed: words.count(counts.failed),
      abandoned: words.count(counts.abandoned),
    }),
    refused === 0 ? undefined : t("{n} of them you did not allow", { n: words.count(refused) }),
    counts.unknown === 0
      ? undefined
      : t("{n} ended, result unknown", { n: words.count(counts.unknown) }),
    medianDurationMs === undefined
      ? t("The agent does not say how long these take without waiting for you")
      : t("Half of the completed runs take {duration} or less", {
          duration: words.duration(medianDurationMs),
        }),
    last,
  ].filter((fact) => fact !== undefined);
  return [
    `**${escapeMarkdown(skill.label)}**`,
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join("\n"),
  ].join("\n\n");
}
