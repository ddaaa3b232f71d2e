import { column, featureCount, tierCount, type FeatureName } from "./features";
import type { StartWeights } from "./learner";

/** A weight for all skills, and what is added to it in each tier. */
type Row = readonly [shared: number, ...byTier: readonly number[]];

const table: Readonly<Record<FeatureName, Row>> = {
  recency: [0.03, 0.1, 0.05, 0.03, 0.07],
  reach: [-0.17, 0.46, 0.29, 0.23, 0.18],
  habit: [0.24, -0.05, 0.14, 0.21, 0.17],
  lately: [0, -0.09, 0.07, 0.09, 0.02],
  after1: [0.16, -0.03, 0, 0.04, 0.05],
  after2: [0.15, -0.06, -0.02, 0.04, 0.16],
  after3: [-0.03, -0.08, -0.04, 0.03, 0.05],
  afterMore: [0, 0, 0, 0, 0.04],
  recentAfter1: [0, -0.04, 0.03, 0, 0],
  settledAfter1: [-0.12, -0.08, -0.07, -0.05, -0.06],
  recentAfter2: [0, -0.05, 0, 0.04, 0.04],
  newestAfter1: [-0.02, -0.08, 0.04, 0.06, 0.03],
  newestAfter2: [-0.02, -0.09, 0, 0.04, 0.08],
  longestMatch: [0, 0, 0, 0, 0.03],
  phase: [0.2, -0.02, 0.11, 0.14, 0.1],
  phaseAfter1: [0.12, 0, -0.02, 0.12, 0.05],
  position: [-0.03, -0.04, 0, 0.03, 0],
  pause: [0.05, -0.02, -0.04, 0.06, 0.11],
  pauseAfter1: [0.21, -0.07, 0.06, 0.15, 0.24],
  hour: [0, -0.06, 0.04, 0.03, 0],
  afterFailure: [0.2, 0, 0, 0, 0],
  lag2: [0.04, 0.04, 0, 0.03, -0.03],
  lag3: [0.02, 0.03, 0.03, 0, -0.04],
  similar: [0.23, 0, -0.04, 0, 0.02],
  rhythm: [0.06, 0.04, 0, 0, 0],
  acrossBreak: [0, 0.04, 0.02, 0, 0],
  repeat: [-0.06, 0.08, -0.03, -0.15, -0.14],
  idle: [-0.35, 0.58, 0.47, 0.45, 0.44],
  family: [-0.02, 0.04, 0.05, -0.05, -0.07],
  folder: [0.15, 0, 0, 0, 0],
  language: [0.1, 0, 0, 0, 0],
  correction: [1, 0, 0, 0, 0],
  tier: [0, 0.05, -0.04, -0.03, 0],
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
