import { smoothed } from "../../analysis/smoothedRate";

/** Completed and finished runs by some number, from 0; nothing is known of −1. */
export class Rates {
  private readonly completedOf: Float64Array;
  private readonly finishedOf: Float64Array;

  /**
   * @param size how many numbers there are.
   * @param fading what an older run counts beside the next newer one, 0–1.
   */
  constructor(
    size: number,
    private readonly fading = 1,
  ) {
    this.completedOf = new Float64Array(size);
    this.finishedOf = new Float64Array(size);
  }

  add(at: number, completed: boolean): void {
    this.completedOf[at] = this.completed(at) * this.fading + (completed ? 1 : 0);
    this.finishedOf[at] = this.finished(at) * this.fading + 1;
  }

  completed(at: number): number {
    return this.completedOf[at] ?? 0;
  }

  finished(at: number): number {
    return this.finishedOf[at] ?? 0;
  }

  /** As the function of that name in the analyses. @param expected 0–1. */
  smoothed(at: number, expected: number): number {
    return smoothed(this.completed(at), this.finished(at), expected);
  }
}
