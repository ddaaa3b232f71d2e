/** The newest entries of a map from texts to texts, within a bounded memory. */
export class Recent {
  /** Oldest first. */
  private readonly entries = new Map<string, string>();

  /**
   * @param capacity entries that are kept at most.
   * @param state what `state()` of a former map gave; anything else begins empty.
   */
  constructor(
    private readonly capacity: number,
    state?: unknown,
  ) {
    const pairs: readonly unknown[] = Array.isArray(state) ? state : [];
    for (const pair of pairs) {
      const [key, value]: readonly unknown[] = Array.isArray(pair) ? pair : [];
      if (typeof key === "string" && typeof value === "string") this.set(key, value);
    }
  }

  get(key: string): string | undefined {
    return this.entries.get(key);
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** Makes it the newest entry, whatever it was before. */
  set(key: string, value: string): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.capacity) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  /** @returns whether it was there. */
  delete(key: string): boolean {
    return this.entries.delete(key);
  }

  /** @returns plain JSON: pairs, since an object would put keys that are numbers first. */
  state(): unknown {
    return [...this.entries];
  }
}
