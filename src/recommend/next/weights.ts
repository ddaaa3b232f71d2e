import { column, featureCount, tierCount, type FeatureName } from "./features";
import type { StartWeights } from "./learner";

/** A weight for all skills, and what is added to it in each tier. */
type Row = readonly [shared: number, ...byTier: readonly number[]];

const table: Readonly<Record<FeatureName, Row>> = {
  recency: [-0.1, 0, 0.1, 0.05, 0.05],
  reach: [-0.1, 0.35, 0.25, 0.2, 0.2],
  habit: [0.36, -0.1, 0.2, 0.28, 0.32],
  lately: [0.02, -0.1, 0.05, 0.15, 0.1],
  after1: [0.3, 0, -0.08, -0.1, -0.05],
  after2: [0.3, -0.08, -0.06, -0.04, 0.18],
  after3: [0.13, -0.05, -0.05, -0.04, 0.06],
  afterMore: [0.1, 0, 0.1, 0.1, 0.06],
  recentAfter1: [0, 0, 0, 0, 0],
  settledAfter1: [-0.2, -0.07, -0.1, -0.2, -0.18],
  recentAfter2: [-0.05, 0, 0, 0, 0],
  newestAfter1: [0.05, -0.05, 0.08, 0.12, 0.03],
  newestAfter2: [0, -0.09, -0.04, 0.05, 0.15],
  longestMatch: [0.04, 0, 0, 0, 0],
  phase: [0.18, -0.03, 0.15, 0.2, 0.1],
  phaseAfter1: [0.1, -0.05, 0.06, 0.1, 0.03],
  position: [0.08, 0, 0.05, 0.05, 0.1],
  pause: [0.1, 0, 0.1, 0, 0.1],
  pauseAfter1: [0.2, -0.1, 0.1, 0.2, 0.2],
  hour: [0.06, 0, 0, 0, 0],
  afterFailure: [0.2, 0, 0, 0, 0],
  lag2: [0.05, 0, 0, 0, 0],
  lag3: [0.03, 0, 0, 0, 0],
  similar: [0.28, 0, -0.1, -0.1, -0.1],
  rhythm: [0.07, 0, 0, 0, 0],
  acrossBreak: [0.2, 0, 0, 0, 0],
  repeat: [-0.15, 0, -0.1, -0.1, -0.1],
  idle: [-0.1, 0.4, 0.3, 0.2, 0.2],
  family: [0.1, 0, 0, 0, 0],
  folder: [0.15, 0, 0, 0, 0],
  language: [0.1, 0, 0, 0, 0],
  tier: [0, 0, 0, 0, 0],
};

/** Where the learning of the weights begins. */
export const startWeights: StartWeights = startOf(table);

function startOf(rows: Readonly<Record<FeatureName, Row>>): StartWeights {
  const shared = new Float64Array(featureCount);
  const byTier = new Float64Array(tierCount * featureCount);
  for (const [name, at] of Object.entries(column)) {
    const [first, ...others] = rows[name as FeatureName];
    shared[at] = first;
    others.forEach((weight, tier) => {
      byTier[tier * featureCount + at] = weight;
    });
  }
  return { shared, byTier };
}
