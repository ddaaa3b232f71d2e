import type { AnomalyEpisode } from "../../analysis/anomalyEpisodes";
import type { Insights } from "../../analysis/insightModel";
import { skillKey } from "../../tracker/model";

/** Of one skill nobody is told more often. */
const pauseMs = 24 * 3_600_000;

/**
 * Skills whose completion has fallen below what is usual for them and still is, each at most once
 * in 24 hours.
 *
 * @param told when a skill was last told of, milliseconds since 1970 UTC, by its key
 */
export function noticesDue(
  insights: Insights | undefined,
  told: ReadonlyMap<string, number>,
  nowMs: number,
): readonly AnomalyEpisode[] {
  return (insights?.insights ?? []).flatMap(({ detail }) => {
    if (detail.type !== "anomaly") return [];
    const { anomaly } = detail;
    const isBelow =
      anomaly.type === "pattern-shift" &&
      anomaly.observed < anomaly.baseline &&
      anomaly.resolvedAtMs === undefined;
    const last = told.get(skillKey(anomaly.skill)) ?? -Infinity;
    return isBelow && nowMs - last >= pauseMs ? [anomaly] : [];
  });
}
