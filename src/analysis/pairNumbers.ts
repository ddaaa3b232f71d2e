/**
 * Numbers pairs of whole numbers in the order in which they appear: the same pair has the same
 * number, and different pairs different ones. A hash only says where to look.
 *
 * A hundred thousand pairs take a few milliseconds, where a map of strings takes a hundred.
 */
export class PairNumbers {
  private firsts = new Int32Array(64);
  private seconds = new Int32Array(64);
  /** A number + 1 at the place its hash names or the next free one after it; 0 = free. */
  private slots = new Int32Array(128);
  private count = 0;

  /** How many different pairs there are. */
  get size(): number {
    return this.count;
  }

  /** The number of a pair, from 0; a new one where it has none. Both ≥ 0 and below 2³¹. */
  numberOf(first: number, second: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(first, second) & mask;
    for (;;) {
      const number = (this.slots[slot] ?? 0) - 1;
      if (number < 0) break;
      if (this.firsts[number] === first && this.seconds[number] === second) return number;
      slot = (slot + 1) & mask;
    }
    if (this.count === this.firsts.length) {
      this.grow();
      return this.numberOf(first, second);
    }
    this.firsts[this.count] = first;
    this.seconds[this.count] = second;
    this.slots[slot] = ++this.count;
    return this.count - 1;
  }

  /** The first of each numbered pair. */
  get first(): Int32Array {
    return this.firsts.subarray(0, this.count);
  }

  /** The second of each numbered pair. */
  get second(): Int32Array {
    return this.seconds.subarray(0, this.count);
  }

  private grow(): void {
    const capacity = this.firsts.length * 2;
    this.firsts = enlarged(this.firsts, capacity);
    this.seconds = enlarged(this.seconds, capacity);
    this.slots = new Int32Array(capacity * 2);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = hash(this.firsts[number] ?? 0, this.seconds[number] ?? 0) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

function enlarged(values: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(values);
  return larger;
}

/** Two odd multipliers and a fold: neighbouring numbers must not share a place. */
export function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
