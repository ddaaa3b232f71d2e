import { open } from "node:fs/promises";

/** Reads the events that wrapper.cjs appends to a file: prints the output, keeps the verdict. */
export class EventReader {
  #file;
  #rest = "";
  #buffer = Buffer.alloc(1 << 16);
  #decoder = new TextDecoder();
  started = false;
  /** @type {{ passed: boolean, error?: string } | undefined} undefined until the tests have ended */
  verdict;

  constructor(file) {
    this.#file = file;
  }

  /** @param {string} path of an existing file */
  static async open(path) {
    return new EventReader(await open(path, "r"));
  }

  /** Takes in what has been written since the last time. */
  async read() {
    for (;;) {
      const { bytesRead } = await this.#file.read(this.#buffer, 0, this.#buffer.length);
      if (bytesRead === 0) return;
      this.#rest += this.#decoder.decode(this.#buffer.subarray(0, bytesRead), { stream: true });
      const lines = this.#rest.split("\n");
      this.#rest = lines.pop() ?? "";
      for (const line of lines) this.#take(JSON.parse(line));
    }
  }

  #take(event) {
    if (event.type === "output") process[event.stream].write(event.text);
    else if (event.type === "start") this.started = true;
    else if (event.type === "end") this.verdict = event;
  }

  close() {
    return this.#file.close();
  }
}
