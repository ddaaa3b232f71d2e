import { grownInts, roomFor } from "../next/growth";
import { Numbers } from "./numbers";

const smallestBlock = 2;
const largestBlock = 1024;

/**
 * Lists of whole numbers of 32 bits, numbered from 0, all in one piece of memory: most lists of an
 * index are short, and an array for each would take many times what is in it.
 *
 * A list is a chain of blocks, each as long as all before it together, at most 1024. Behind the
 * numbers of a block stands where the next one begins.
 */
export class PackedLists {
  private memory: Int32Array = new Int32Array(0);
  private used = 0;
  private readonly lengths = new Numbers();
  /** By list: where its first block begins, where its next number goes, and where that block ends. */
  private readonly starts = new Numbers();
  private readonly nexts = new Numbers();
  private readonly ends = new Numbers();

  lengthOf(list: number): number {
    return this.lengths.get(list);
  }

  push(list: number, value: number): void {
    const length = this.lengths.get(list);
    if (this.nexts.get(list) === this.ends.get(list)) this.extend(list, length);
    const at = this.nexts.get(list);
    this.memory[at] = value;
    this.nexts.set(list, at + 1);
    this.lengths.set(list, length + 1);
  }

  /** Takes the last number off a list that has one. */
  pop(list: number): void {
    const length = this.lengths.get(list) - 1;
    let block = this.starts.get(list);
    let before = 0;
    let size = smallestBlock;
    while (length - before > size) {
      block = this.memory[block + size] ?? 0;
      before += size;
      size = blockAfter(before);
    }
    this.lengths.set(list, length);
    this.nexts.set(list, block + length - before);
    this.ends.set(list, block + size);
  }

  /**
   * Copies a list, oldest number first.
   *
   * @param target is as long as the list, or longer.
   * @returns how many numbers there are.
   */
  read(list: number, target: Int32Array): number {
    const { memory } = this;
    const length = this.lengths.get(list);
    let block = this.starts.get(list);
    for (let before = 0; before < length;) {
      const size = blockAfter(before);
      const end = Math.min(length, before + size);
      for (let at = before; at < end; at++) target[at] = memory[block + at - before] ?? 0;
      block = memory[block + size] ?? 0;
      before += size;
    }
    return length;
  }

  /** A copy of a list, oldest number first. */
  of(list: number): Int32Array {
    const copy = new Int32Array(this.lengthOf(list));
    this.read(list, copy);
    return copy;
  }

  private extend(list: number, length: number): void {
    const size = blockAfter(length);
    const block = this.used;
    this.used += size + 1;
    if (this.used > this.memory.length) {
      this.memory = grownInts(this.memory, roomFor(this.used, this.memory.length));
    }
    if (length === 0) this.starts.set(list, block);
    else this.memory[this.ends.get(list)] = block;
    this.nexts.set(list, block);
    this.ends.set(list, block + size);
  }
}

/** A copy of one list at a time, in memory that is used again. */
export class ListCopy {
  /** The first `length` of them count. */
  values = new Int32Array(0);
  length = 0;

  take(lists: PackedLists, list: number): void {
    this.length = lists.lengthOf(list);
    if (this.length > this.values.length) {
      this.values = new Int32Array(roomFor(this.length, this.values.length));
    }
    lists.read(list, this.values);
  }
}

/** The size of the block that begins behind so many numbers. */
function blockAfter(length: number): number {
  return Math.min(largestBlock, Math.max(smallestBlock, length));
}
