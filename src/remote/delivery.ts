import type { Disposable } from "../base/event";
import type { Schedule } from "../base/schedule";
import type { InvocationId } from "../tracker/model";
import { retryDelayMs } from "./backoff";
import type { DeliveryItem, StartItem } from "./item";
import type { Delivered } from "./session";

/** An item that is refused so often is kept apart, so that the others need not wait for it. */
const mostRefusals = 8;
/** The state is told after so many deliveries at the latest. */
const tellEvery = 100;

/** What is to be delivered, oldest first. */
export interface BacklogPort {
  readonly count: number;
  readonly next: DeliveryItem | undefined;
  startOf(id: InvocationId): StartItem | undefined;
  delivered(item: DeliveryItem): void;
  setAside(item: DeliveryItem, reason: string): void;
  reload(): void;
}

/** A connection to the other server. */
export interface ConnectionPort {
  /** Rejects when the server does not answer; then nobody knows whether it was taken. */
  deliver(item: DeliveryItem, start: StartItem | undefined): Promise<Delivered>;
  close(): void;
}

/** How delivery stands. */
export interface DeliveryState {
  readonly isConnected: boolean;
  /** Items not delivered. */
  readonly waiting: number;
}

/** What delivery is made of. */
export interface DeliveryParts {
  readonly backlog: BacklogPort;
  /** @param onClose called when the connection ends by itself. */
  readonly connect: (onClose: () => void) => Promise<ConnectionPort>;
  readonly schedule: Schedule;
  readonly onState: (state: DeliveryState) => void;
  /** Hears one sentence for each outage and for each item that is kept apart. */
  readonly onProblem: (sentence: string) => void;
}

/**
 * Delivers one item after the other, in order. An item is out of the backlog only when the server has
 * said that it took it; where the answer is missing it is told again, and the server knows it by
 * its id. After a failure it waits, longer each time, and connects anew.
 */
export class Delivery implements Disposable {
  private connection: ConnectionPort | undefined;
  private retry: Disposable | undefined;
  private isRunning = false;
  private isClosed = false;
  /** Since the last delivery. */
  private failures = 0;
  /** Of the next item. */
  private refusals = 0;
  private isOut = false;
  /** Somebody may have taken something out of the backlog since it was read. */
  private isStale = true;

  constructor(private readonly parts: DeliveryParts) {}

  /** Connects, and delivers what there is. To be called when there may be more. */
  wake(): void {
    if (this.retry === undefined) void this.run();
    this.tell();
  }

  dispose(): void {
    this.isClosed = true;
    this.retry?.dispose();
    this.connection?.close();
    this.connection = undefined;
  }

  /** A question, because the answer can change while something is awaited. */
  private isOpen(): boolean {
    return !this.isClosed;
  }

  private async run(): Promise<void> {
    if (this.isRunning || this.isClosed) return;
    this.isRunning = true;
    try {
      if (this.isStale) this.parts.backlog.reload();
      this.isStale = false;
      const connection = (this.connection ??= await this.connect());
      for (let count = 1; await this.step(connection); count++) {
        if (count % tellEvery === 0) this.tell();
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.isRunning = false;
      this.tell();
    }
  }

  private async connect(): Promise<ConnectionPort> {
    const made: { connection?: ConnectionPort } = {};
    made.connection = await this.parts.connect(() => {
      // While an item is under way, its call fails.
      if (this.isRunning || made.connection !== this.connection) return;
      this.fail(new Error("The connection has ended."));
      this.tell();
    });
    if (this.isClosed) made.connection.close();
    this.isOut = false;
    return made.connection;
  }

  /** @returns whether there may be more now. */
  private async step(connection: ConnectionPort): Promise<boolean> {
    const { backlog, onProblem } = this.parts;
    const item = backlog.next;
    if (item === undefined || !this.isOpen()) return false;
    const start = backlog.startOf(item.id);
    const delivered = await connection.deliver(item, start);
    if (!this.isOpen()) return false;
    if (delivered.type === "taken") {
      backlog.delivered(item);
      this.failures = 0;
      this.refusals = 0;
      return true;
    }
    this.refusals++;
    // Nothing helps an end whose beginning is not known there.
    const isHopeless = item.type === "ended" && start === undefined;
    if (!isHopeless && this.refusals < mostRefusals) {
      this.tryLater();
      return false;
    }
    onProblem(`The other Session Buddy did not take an item, kept apart: ${delivered.sentence}`);
    backlog.setAside(item, delivered.sentence);
    this.refusals = 0;
    return true;
  }

  private fail(error: unknown): void {
    this.connection?.close();
    this.connection = undefined;
    if (this.isClosed) return;
    if (!this.isOut) {
      const reason = error instanceof Error ? error.message : String(error);
      this.parts.onProblem(`The other Session Buddy does not answer, trying again: ${reason}`);
    }
    this.isOut = true;
    this.tryLater();
  }

  private tryLater(): void {
    this.retry ??= this.parts.schedule(() => {
      this.retry = undefined;
      this.isStale = true;
      void this.run();
    }, retryDelayMs(this.failures++));
  }

  private tell(): void {
    if (this.isClosed) return;
    const { backlog, onState } = this.parts;
    onState({ isConnected: this.connection !== undefined, waiting: backlog.count });
  }
}
