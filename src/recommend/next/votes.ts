/** Weighted counts of what came next; kept between calls so that nothing is allocated. */
export class Votes {
  total = 0;
  /** The skills with a vote, the first `size` of them, in the order in which they got one. */
  readonly voted: Int32Array;
  size = 0;
  private readonly weights: Float64Array;
  private readonly totalsBefore: Float64Array;

  /** @param room votes are for skills below this. */
  constructor(readonly room: number) {
    this.voted = new Int32Array(room);
    this.weights = new Float64Array(room);
    this.totalsBefore = new Float64Array(room);
  }

  of(skill: number): number {
    return this.weights[skill] ?? 0;
  }

  /** The weight of all votes that came before the first one for a skill that has one. */
  totalBefore(skill: number): number {
    return this.totalsBefore[skill] ?? 0;
  }

  /** @param weight above 0. */
  add(skill: number, weight: number): void {
    const before = this.weights[skill] ?? 0;
    if (before === 0) {
      this.voted[this.size++] = skill;
      this.totalsBefore[skill] = this.total;
    }
    this.weights[skill] = before + weight;
    this.total += weight;
  }

  clear(): void {
    for (let at = 0; at < this.size; at++) this.weights[this.voted[at] ?? 0] = 0;
    this.size = 0;
    this.total = 0;
  }
}
