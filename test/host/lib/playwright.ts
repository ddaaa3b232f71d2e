// As much of Playwright's interface as the tests use. The package belongs to the test host, so its
// own types are not there when only the root package is installed.

export interface WaitOptions {
  readonly state?: "attached" | "detached" | "visible" | "hidden";
  /** Milliseconds. */
  readonly timeout?: number;
}

export interface ClickOptions {
  readonly button?: "left" | "right";
  readonly clickCount?: number;
  readonly timeout?: number;
}

export interface Locator {
  locator(selector: string, options?: FilterOptions): Locator;
  filter(options: FilterOptions): Locator;
  first(): Locator;
  last(): Locator;
  nth(index: number): Locator;
  count(): Promise<number>;
  waitFor(options?: WaitOptions): Promise<void>;
  click(options?: ClickOptions): Promise<void>;
  hover(): Promise<void>;
  focus(): Promise<void>;
  fill(text: string, options?: { readonly timeout?: number }): Promise<void>;
  press(key: string): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  isVisible(): Promise<boolean>;
  innerText(): Promise<string>;
  allInnerTexts(): Promise<string[]>;
  /** Also of what is far below the window, which is not laid out and has no inner text. */
  textContent(): Promise<string | null>;
  allTextContents(): Promise<string[]>;
  inputValue(): Promise<string>;
  getAttribute(name: string): Promise<string | null>;
  /** A readable outline of the accessibility tree. */
  ariaSnapshot(): Promise<string>;
  evaluate<T>(expression: string): Promise<T>;
  screenshot(options: { readonly path: string }): Promise<unknown>;
}

export interface FilterOptions {
  readonly hasText?: string | RegExp;
  readonly has?: Locator;
}

/** `evaluate` takes source text: the page's types are not these tests' types. */
export interface Frame {
  name(): string;
  url(): string;
  isDetached(): boolean;
  parentFrame(): Frame | null;
  locator(selector: string, options?: FilterOptions): Locator;
  evaluate<T>(expression: string): Promise<T>;
}

export interface ConsoleMessage {
  type(): string;
  text(): string;
  location(): { readonly url: string };
}

export interface Page {
  readonly keyboard: {
    press(key: string): Promise<void>;
    type(text: string): Promise<void>;
    insertText(text: string): Promise<void>;
  };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  on(event: "console", listener: (message: ConsoleMessage) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  exposeFunction(name: string, callback: (...values: never[]) => unknown): Promise<void>;
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  close(): Promise<void>;
  frames(): Frame[];
  mainFrame(): Frame;
  locator(selector: string, options?: FilterOptions): Locator;
  evaluate<T>(expression: string): Promise<T>;
  waitForTimeout(milliseconds: number): Promise<void>;
  screenshot(options: {
    readonly path: string;
    /** Pixels of the window. */
    readonly clip?: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
  }): Promise<unknown>;
}

export interface BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Browser {
  newContext(options: {
    readonly viewport: { readonly width: number; readonly height: number };
  }): Promise<BrowserContext>;
  close(): Promise<void>;
}
