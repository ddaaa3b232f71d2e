/** Stops whatever it was given out for. Safe to call more than once. */
export interface Disposable {
  dispose(): void;
}

/** Calls `listener` for every later occurrence until the returned handle is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/**
 * A source of events that needs no host, so that the domain can be tested without VS Code.
 *
 * A listener that throws does not keep the others from hearing; the error goes to `onError`.
 */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private readonly onError: (error: unknown) => void = rethrowLater) {}

  /** How many listeners are subscribed; a leak test reads it. */
  get size(): number {
    return this.listeners.size;
  }

  readonly event: Event<T> = (listener) => {
    // A wrapper of its own, so that one function subscribed twice is two subscriptions.
    const own = (value: T): void => {
      listener(value);
    };
    this.listeners.add(own);
    return { dispose: () => void this.listeners.delete(own) };
  };

  /** Tells every listener, in order of subscription. */
  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
