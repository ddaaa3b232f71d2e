import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import { longestContext, type Successors } from "./successors";

/** After this many predictions an old one counts half. */
const halfLife = 350;
/** So that half of the predictions being right still speaks for a skill. */
const offset = 3;

/** How often what followed the longest match came again, by its length. */
export class Matches {
  private readonly right = new Float64Array(longestContext + 1).fill(1);
  private readonly tried = new Float64Array(longestContext + 1).fill(2);
  private readonly kept = 2 ** (-1 / halfLife);

  fill(matrix: FeatureMatrix, { longest, longestSkill }: Successors): void {
    if (longest === 0) return;
    const share = (this.right[longest] ?? 0) / (this.tried[longest] ?? 1);
    matrix.set(longestSkill, column.longestMatch, offset + Math.log(share / (1 - share)));
  }

  count({ longest, longestSkill }: Successors, skill: number): void {
    if (longest === 0) return;
    const hit = longestSkill === skill ? 1 : 0;
    // The prior of one right and one wrong stays, so that the share never becomes 0 or 1.
    this.right[longest] = 1 + ((this.right[longest] ?? 0) - 1) * this.kept + hit;
    this.tried[longest] = 2 + ((this.tried[longest] ?? 0) - 2) * this.kept + 1;
  }
}
