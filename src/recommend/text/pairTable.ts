import { grownInts } from "../next/growth";
import { Numbers } from "./numbers";

const fewestSlots = 64;

/**
 * Numbers pairs of whole numbers of 32 bits from 0, in the order in which they came. A hash table
 * with open addressing: some 20 bytes for a pair, where a Map with a key for each takes a hundred.
 */
export class PairTable {
  /** How many pairs there are. */
  size = 0;
  private readonly lefts = new Numbers();
  private readonly rights = new Numbers();
  /** The number of a pair, plus 1, near the place that its hash names; 0 for a free place. */
  private slots: Int32Array = new Int32Array(fewestSlots);

  left(pair: number): number {
    return this.lefts.get(pair);
  }

  right(pair: number): number {
    return this.rights.get(pair);
  }

  /** @returns −1 where the pair never came. */
  find(left: number, right: number): number {
    return (this.slots[this.slotOf(left, right)] ?? 0) - 1;
  }

  /** The number of a pair, a new one where it never came. */
  numberOf(left: number, right: number): number {
    const slot = this.slotOf(left, right);
    const known = this.slots[slot] ?? 0;
    if (known > 0) return known - 1;
    this.lefts.set(this.size, left);
    this.rights.set(this.size, right);
    this.slots[slot] = ++this.size;
    if (this.size * 3 > this.slots.length * 2) this.spread();
    return this.size - 1;
  }

  /** Forgets the pair that came last. No other was put behind it, so none becomes unreachable. */
  removeLast(): void {
    const last = this.size - 1;
    this.slots[this.slotOf(this.left(last), this.right(last))] = 0;
    this.size = last;
  }

  private slotOf(left: number, right: number): number {
    const { slots } = this;
    const { values: lefts } = this.lefts;
    const { values: rights } = this.rights;
    const mask = slots.length - 1;
    let slot = hashOf(left, right) & mask;
    for (;;) {
      const pair = (slots[slot] ?? 0) - 1;
      if (pair < 0 || (lefts[pair] === left && rights[pair] === right)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private spread(): void {
    this.slots = grownInts(new Int32Array(0), this.slots.length * 2);
    for (let pair = 0; pair < this.size; pair++) {
      this.slots[this.slotOf(this.left(pair), this.right(pair))] = pair + 1;
    }
  }
}

function hashOf(left: number, right: number): number {
  const mixed = Math.imul(Math.imul(left, 0x9e3779b1) ^ right, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
