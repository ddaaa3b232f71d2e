import { grownInts, roomFor } from "../next/growth";

/** Whole numbers of 32 bits by index, 0 where none was set; there is room for any index. */
export class Numbers {
  values: Int32Array = new Int32Array(0);

  get(at: number): number {
    return this.values[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at >= this.values.length) {
      this.values = grownInts(this.values, roomFor(at, this.values.length));
    }
    this.values[at] = value;
  }

  add(at: number, value: number): void {
    this.set(at, this.get(at) + value);
  }
}
