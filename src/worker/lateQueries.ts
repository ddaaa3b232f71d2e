/** So many vectors of queries are kept: what is typed and taken back again. */
const mostQueries = 32;

/**
 * Vectors of queries that take their time. One is asked for at a time, the newest: who goes on typing
 * does not need the ones before.
 */
export class LateQueries {
  private readonly known = new Map<string, Float32Array | undefined>();
  private newest: string | undefined;
  private isAsking = false;

  /** @param onError hears why a vector did not come. */
  constructor(
    private readonly embed: (text: string) => Promise<Float32Array | undefined>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Whether the vector of a query is on its way. */
  get isPending(): boolean {
    return this.isAsking;
  }

  /** The vector, if it has come; else it is asked for, and there when the same query comes again. */
  vectorOf(text: string): Float32Array | undefined {
    if (this.known.has(text)) return this.known.get(text);
    this.newest = text;
    void this.ask();
    return undefined;
  }

  private async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (this.newest !== undefined) {
        const text = this.newest;
        this.newest = undefined;
        this.keep(text, await this.embed(text));
      }
    } catch (error) {
      this.newest = undefined;
      this.onError(error);
    } finally {
      this.isAsking = false;
    }
  }

  private keep(text: string, vector: Float32Array | undefined): void {
    for (const oldest of this.known.keys()) {
      if (this.known.size < mostQueries) break;
      this.known.delete(oldest);
    }
    this.known.set(text, vector);
  }
}
