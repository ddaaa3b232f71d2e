/** Rows waiting for their end, soonest first: a binary heap with room for every row. */
export class EndQueue {
  private readonly ends: Float64Array;
  private readonly rows: Int32Array;
  private size = 0;

  constructor(rows: number) {
    this.ends = new Float64Array(rows);
    this.rows = new Int32Array(rows);
  }

  /** When the next row ends, milliseconds since 1970 UTC; Infinity when none waits. */
  get nextMs(): number {
    return this.size === 0 ? Infinity : (this.ends[0] ?? Infinity);
  }

  push(endMs: number, row: number): void {
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(endMs, row, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.put(at, endMs, row);
  }

  /** @returns the row that ends next, the lower one of two that end together; −1 when none waits. */
  pop(): number {
    if (this.size === 0) return -1;
    const first = this.rows[0] ?? -1;
    this.size--;
    const endMs = this.ends[this.size] ?? 0;
    const row = this.rows[this.size] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      const right = child + 1;
      if (right < this.size && this.isBefore(this.ends[right] ?? 0, this.rows[right] ?? 0, child)) {
        child = right;
      }
      if (this.isBefore(endMs, row, child)) break;
      this.move(child, at);
      at = child;
    }
    if (this.size > 0) this.put(at, endMs, row);
    return first;
  }

  private isBefore(endMs: number, row: number, other: number): boolean {
    const otherEnd = this.ends[other] ?? 0;
    return endMs < otherEnd || (endMs === otherEnd && row < (this.rows[other] ?? 0));
  }

  private move(from: number, to: number): void {
    this.put(to, this.ends[from] ?? 0, this.rows[from] ?? 0);
  }

  private put(at: number, endMs: number, row: number): void {
    this.ends[at] = endMs;
    this.rows[at] = row;
  }
}
