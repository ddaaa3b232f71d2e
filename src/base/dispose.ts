import type { Disposable } from "./event";

/** Owns what is registered with it and disposes all of it, last registered first, exactly once. */
export class DisposableStore implements Disposable {
  private readonly owned: Disposable[] = [];
  private disposed = false;

  /** Takes ownership and returns the same value; disposes it at once when this is already disposed. */
  register<T extends Disposable>(value: T): T {
    if (this.disposed) value.dispose();
    else this.owned.push(value);
    return value;
  }

  dispose(): void {
    this.disposed = true;
    for (let last = this.owned.pop(); last !== undefined; last = this.owned.pop()) last.dispose();
  }
}
