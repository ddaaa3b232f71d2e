import { Emitter, type Disposable, type Event } from "../base/event";
import type { Invocation } from "../tracker/model";
import type { ForgetScope, JournalRecord } from "../tracker/record";
import { startRecord } from "../tracker/records";
import type { ServerAddress } from "./address";
import { backendInUse, type BackendChoice, type BackendInUse } from "./backend";
import type { DeliveryState } from "./delivery";
import { DeliveryQueue, type DeliveryQueueParts } from "./deliveryQueue";
import { forgetQueued } from "./forget";
import { itemOf } from "./item";
import type { RemoteData, RemoteNews } from "./protocol";

/** The thread that delivers. */
export interface RemoteThreadPort extends Disposable {
  tell(request: "more" | "reload"): void;
}

/** What the backend of a window is made of. */
export interface RemoteBackendParts extends DeliveryQueueParts {
  readonly startThread: (data: RemoteData, hear: (news: RemoteNews) => void) => RemoteThreadPort;
  /** Of this extension. */
  readonly version: string;
  /** Whether command lines are kept, and so may be told. */
  readonly keepsCommands: () => boolean;
  /** Hears a sentence about an outage. */
  readonly onProblem: (sentence: string) => void;
}

/** What the settings ask for. */
export interface BackendWish {
  readonly choice: BackendChoice;
  readonly address: ServerAddress | undefined;
  /** Absolute. */
  readonly dataFolder: string;
  /** What runs now: a server that is told from now on needs to hear of it. */
  readonly running: readonly Invocation[];
}

/** A thread that ends by itself is started again so often, until the settings change. */
const mostRestarts = 3;
const silent: DeliveryState = { isConnected: false, waiting: 0 };

/**
 * Hands on to another Session Buddy what this window records. The journal of the window is written
 * before and stays the truth; without another server there is no thread and no queue.
 */
export class RemoteBackend implements Disposable {
  private readonly changed = new Emitter<BackendInUse>();
  /** Kept when it is not written to: the numbers of its files go on. */
  private queue: DeliveryQueue | undefined;
  private isOn = false;
  private thread: RemoteThreadPort | undefined;
  private started = "";
  private restarts = 0;
  private readonly dataFolders = new Set<string>();
  private choice: BackendChoice = "direct";
  private delivery = silent;
  /** Hears what is in use, when that is something else than before. */
  readonly onDidChange: Event<BackendInUse> = this.changed.event;
  private told: BackendInUse = "direct";

  constructor(private readonly parts: RemoteBackendParts) {}

  /** What is really in use. */
  get inUse(): BackendInUse {
    return backendInUse(this.choice, this.delivery, this.queue?.unwritten ?? 0);
  }

  /** Follows the settings. The same again changes nothing. */
  apply({ choice, address, dataFolder, running }: BackendWish): void {
    this.choice = choice;
    this.dataFolders.add(dataFolder);
    if (address === undefined || choice === "direct" || choice === "none") this.stop();
    else {
      this.queue ??= new DeliveryQueue(this.parts, dataFolder);
      this.queue.moveTo(dataFolder);
      if (!this.isOn) for (const one of running) this.enqueue(startRecord(one));
      this.isOn = true;
      this.start(address);
    }
    this.tell();
  }

  /** Takes what has just been written to the journal. */
  readonly offer = (record: JournalRecord): void => {
    if (record.type === "forgotten") this.forget(record.what);
    else if (this.isOn && this.enqueue(record)) this.thread?.tell("more");
  };

  dispose(): void {
    this.stop();
    this.changed.dispose();
  }

  private start(address: ServerAddress): void {
    const { pid, writer, version } = this.parts;
    const data = { address, dataFolders: [...this.dataFolders], pid, writer, version };
    const text = JSON.stringify(data);
    if (text === this.started) return;
    this.thread?.dispose();
    this.started = text;
    this.delivery = silent;
    this.restarts = 0;
    this.startThread(data);
  }

  private startThread(data: RemoteData): void {
    const thread = this.parts.startThread(data, (news) => {
      if (thread !== this.thread) return;
      if (news.type !== "ended") this.hear(news);
      else {
        this.delivery = silent;
        this.thread = undefined;
        this.tell();
        if (this.restarts++ < mostRestarts) this.startThread(data);
      }
    });
    this.thread = thread;
  }

  private stop(): void {
    this.thread?.dispose();
    this.thread = undefined;
    this.isOn = false;
    this.started = "";
    this.delivery = silent;
  }

  /** Also what was queued before the backend was changed. */
  private forget(what: ForgetScope): void {
    for (const folder of this.dataFolders) forgetQueued(this.parts, folder, what);
    this.queue?.forget(what);
    this.thread?.tell("reload");
  }

  private enqueue(record: JournalRecord): boolean {
    const item = itemOf(record, this.parts.keepsCommands());
    if (item !== undefined) this.queue?.append(item);
    return item !== undefined;
  }

  private hear(message: Exclude<RemoteNews, { type: "ended" }>): void {
    if (message.type === "problem") {
      this.parts.onProblem(message.message);
      return;
    }
    this.delivery = message;
    this.tell();
  }

  private tell(): void {
    const now = this.inUse;
    if (now === this.told) return;
    this.told = now;
    this.changed.fire(now);
  }
}
