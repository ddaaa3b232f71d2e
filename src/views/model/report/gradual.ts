/** A part of a page that is drawn for itself. */
export interface GradualPart<Content, Node> {
  readonly id: string;
  /** What it is drawn from, beside what it reads of the state. */
  sources(content: Content): readonly unknown[];
  draw(content: Content): Node;
}

interface Drawn<Node> {
  readonly sources: readonly unknown[];
  /** What was read of the state, then or later by what listens to events. */
  readonly read: ReadonlyMap<PropertyKey, unknown>;
  readonly node: Node;
}

/**
 * Draws a page part by part, so that no frame takes long, and again only those parts whose data
 * changed. A part that is not drawn yet is left out; one that is out of date stands as it was.
 */
export class Gradual<Content extends { readonly state: object }, Node> {
  private readonly drawn = new Map<string, Drawn<Node>>();

  constructor(private readonly parts: readonly GradualPart<Content, Node>[]) {}

  /** What is drawn so far, in the order of the parts. */
  get nodes(): readonly Node[] {
    return this.parts.flatMap(({ id }) => {
      const drawn = this.drawn.get(id);
      return drawn === undefined ? [] : [drawn.node];
    });
  }

  /**
   * Brings all parts in sight up to date, or, where these are, the first of the others.
   *
   * @returns whether no part is out of date any more.
   */
  update(content: Content, isInSight: (id: string) => boolean): boolean {
    const old = this.parts.filter((part) => !this.isCurrent(part, content));
    const inSight = old.filter(({ id }) => isInSight(id));
    const now = inSight.length > 0 ? inSight : old.slice(0, 1);
    for (const part of now) this.draw(part, content);
    return now.length === old.length;
  }

  private isCurrent(part: GradualPart<Content, Node>, content: Content): boolean {
    const drawn = this.drawn.get(part.id);
    if (drawn === undefined) return false;
    const { sources, read } = drawn;
    return (
      part.sources(content).every((source, at) => source === sources[at]) &&
      [...read].every(([name, value]) => Reflect.get(content.state, name) === value)
    );
  }

  private draw(part: GradualPart<Content, Node>, content: Content): void {
    const read = new Map<PropertyKey, unknown>();
    const state = new Proxy(content.state, {
      get: (target, name): unknown => {
        const value: unknown = Reflect.get(target, name);
        read.set(name, value);
        return value;
      },
    });
    const node = part.draw({ ...content, state });
    this.drawn.set(part.id, { sources: part.sources(content), read, node });
  }
}
