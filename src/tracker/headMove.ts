import { explains } from "./attribution";
import { optional, type TrackRequest } from "./completion";
import type { HeadMoved } from "./signal";
import type { SkillsTracker } from "./tracker";

/** Records a commit or a checkout as an invocation of its own, unless a command here explains it. */
export function recordHeadMove(
  parts: {
    readonly tracker: SkillsTracker;
    readonly phaseFor: (subject: Pick<TrackRequest, "skill" | "phase">) => string | undefined;
    readonly isIgnored: (name: string) => boolean;
  },
  signal: HeadMoved,
): void {
  const { tracker, phaseFor, isIgnored } = parts;
  if (!signal.byEditor && tracker.invocations.some((one) => explains(one, signal))) return;
  const name = signal.change === "commit" ? "git commit" : "git checkout";
  if (isIgnored(name)) return;
  const skill = { kind: "command", name } as const;
  const complete = tracker.track({
    skill,
    source: "git",
    category: "Version control",
    startedAtMs: signal.committedAtMs ?? signal.at.wallMs,
    ...optional("phase", phaseFor({ skill, phase: "execution" })),
  });
  complete({ outcome: "completed", durationMs: "unknown" });
}
