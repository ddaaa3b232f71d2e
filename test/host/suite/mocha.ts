/** The part of Mocha's `tdd` interface that the tests in the extension host use. */
interface Context {
  timeout(milliseconds: number): void;
  skip(): never;
}
type Body = (this: Context) => void | Promise<void>;

interface Mocha {
  readonly suite: (title: string, define: () => void) => void;
  readonly test: (title: string, body: Body) => void;
  readonly suiteSetup: (body: Body) => void;
  readonly suiteTeardown: (body: Body) => void;
  readonly setup: (body: Body) => void;
  readonly teardown: (body: Body) => void;
}

/** Mocha puts them on the global object before it loads a test file. */
export const { suite, test, suiteSetup, suiteTeardown, setup, teardown } =
  globalThis as unknown as Mocha;
