import { agentLabel } from "../../agents/labels";
import { optional } from "../../tracker/completion";
import type { Invocation, Outcome } from "../../tracker/model";
import { completionRate } from "../../tracker/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { againContext } from "./again";
import { codeBlock, escapeMarkdown } from "./markdown";
import { endSentence, outcomeLook } from "./outcomeLook";
import type { Row } from "./row";
import type { RowContext } from "./rowContext";

/** The Session tree: this window's invocations by phase, phases in the setting's order, newest first. */
export function sessionRows({ session, phases }: Snapshot, context: RowContext): readonly Row[] {
  const groups = new Map<string | undefined, Invocation[]>();
  for (const phase of phases.all) groups.set(phase, []);
  for (const invocation of session.invocations) {
    const group = groups.get(invocation.phase);
    if (group === undefined) groups.set(invocation.phase, [invocation]);
    else group.push(invocation);
  }
  // Runs without a phase come last, whatever came first.
  const others = groups.get(undefined);
  groups.delete(undefined);
  if (others !== undefined) groups.set(undefined, others);
  return [...groups].flatMap(([phase, invocations]) =>
    invocations.length === 0 ? [] : [phaseRow(phase, invocations, context)],
  );
}

function phaseRow(
  phase: string | undefined,
  invocations: readonly Invocation[],
  context: RowContext,
): Row {
  const { words } = context;
  const counts: Record<Outcome, number> = {
    running: 0,
    completed: 0,
    failed: 0,
    abandoned: 0,
    unknown: 0,
  };
  for (const { outcome } of invocations) counts[outcome]++;
  const rate = completionRate(counts);
  const label = phase ?? words.t("No phase");
  const runs = words.runs(invocations.length);
  const description = rate === undefined ? runs : `${runs} · ${words.percent(rate)}`;
  return {
    id: `phase:${phase ?? ""}`,
    label,
    description,
    context: "phase",
    spoken: `${label}, ${description}`,
    children: invocations.map((invocation) => invocationRow(invocation, context)),
    isExpanded: true,
  };
}

/** @returns the row of one run, with what it says of itself. */
export function invocationRow(invocation: Invocation, context: RowContext): Row {
  const { words, when, labelOf } = context;
  const { skill, outcome, command, cwd } = invocation;
  const label = labelOf(skill);
  const look = outcomeLook(outcome, words);
  const duration = durationWords(invocation, context);
  const description = [duration, when.time(invocation.startedAtMs)]
    .filter((part) => part !== undefined)
    .join(" · ");
  return {
    id: `invocation:${invocation.id}`,
    label,
    description,
    tooltip: tooltip(invocation, look.word, context),
    icon: look.icon,
    ...optional("color", look.color),
    context: `invocation ${invocation.source} ${outcome} ${againContext(skill, command)}`,
    spoken: `${label}, ${look.word}, ${description}`,
    target: {
      skill,
      invocationId: invocation.id,
      ...optional("command", command),
      ...optional("cwd", cwd),
    },
  };
}

/** A running one counts up in whole seconds. */
function durationWords(invocation: Invocation, { words, nowMs }: RowContext): string | undefined {
  if (invocation.outcome !== "running") {
    const { durationMs, wallMs } = invocation;
    if (durationMs !== undefined) return words.duration(durationMs);
    return wallMs === undefined ? undefined : `≤ ${words.duration(wallMs)}`;
  }
  const seconds = Math.floor((nowMs - invocation.startedAtMs) / 1000);
  return seconds < 1 ? undefined : words.duration(seconds * 1000);
}

function tooltip(invocation: Invocation, outcome: string, { words, labelOf }: RowContext): string {
  const { t } = words;
  const { author, command, cwd, phase, query, startedAtMs, durationMs, wallMs } = invocation;
  const facts = [
    endSentence(invocation, words),
    durationMs === undefined
      ? undefined
      : t("Took {duration}", { duration: words.duration(durationMs) }),
    wallMs === undefined
      ? undefined
      : t("Took {duration} or less: waiting for you is part of it", {
          duration: words.duration(wallMs),
        }),
    t("Began {time}", { time: words.dayAndTime(startedAtMs) }),
    phase === undefined ? undefined : t("Phase: {phase}", { phase }),
    cwd === undefined
      ? undefined
      : cwd === "."
        ? t("In the workspace folder")
        : t("In {folder}", { folder: cwd }),
    author.kind === "agent"
      ? t("Run by {agent}", { agent: agentLabel(author.agentName) ?? t("an agent") })
      : undefined,
    query === undefined ? undefined : t("For: {query}", { query }),
  ].filter((fact) => fact !== undefined);
  return [
    `**${escapeMarkdown(labelOf(invocation.skill))}** — ${escapeMarkdown(outcome)}`,
    ...(command === undefined ? [] : [codeBlock(command)]),
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join("\n"),
  ].join("\n\n");
}
