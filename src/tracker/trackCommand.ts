import type { Phases } from "./phases";
import type { Launch } from "./signal";
import type { SkillsTracker } from "./tracker";

/**
 * Runs an editor's command and records it exactly: it began here, it ended when its promise did.
 *
 * @throws what the command throws, after it was recorded as failed.
 */
export async function trackCommand(
  parts: {
    readonly tracker: SkillsTracker;
    readonly phases: Phases;
    readonly isIgnored: (name: string) => boolean;
  },
  id: string,
  launch: Launch,
  run: () => PromiseLike<unknown>,
): Promise<void> {
  if (parts.isIgnored(id)) {
    await run();
    return;
  }
  const skill = { kind: "command", name: id } as const;
  const phase = parts.phases.phaseFor({ skill });
  const complete = parts.tracker.track({
    skill,
    source: "launcher",
    category: "Commands",
    ...(phase === undefined ? {} : { phase }),
    ...launch,
  });
  try {
    await run();
    complete({ outcome: "completed" });
  } catch (error) {
    const isCancelled = error instanceof Error && /^cancell?ed/i.test(error.name + error.message);
    complete(
      isCancelled
        ? { outcome: "abandoned", reason: "cancelled" }
        : { outcome: "failed", errorType: error instanceof Error ? error.name : "Error" },
    );
    throw error;
  }
}
