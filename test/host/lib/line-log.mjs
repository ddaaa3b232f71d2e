/** The lines a program has printed, to wait for and to show when something went wrong. */
export class LineLog {
  #lines = [];
  #rest = "";
  #waiting = new Set();
  #ended;

  /** @param {Promise<string>} ended how the program ended */
  constructor(ended) {
    this.#ended = ended;
  }

  /** @param {string} text what it printed next; need not end with a line */
  add(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      this.#lines.push(line);
      for (const look of [...this.#waiting]) look(line);
    }
  }

  /**
   * @param {number} count
   * @returns {string} the last lines, for an error message
   */
  tail(count = 40) {
    return [...this.#lines, this.#rest].slice(-count).join("\n").trim();
  }

  /**
   * Waits for a line, also one that came before.
   *
   * @param {RegExp} pattern
   * @param {number} timeoutMs
   * @returns {Promise<RegExpExecArray>}
   * @throws {Error} when the program ended or the time is up
   */
  line(pattern, timeoutMs) {
    return new Promise((resolve, reject) => {
      const finish = (settle) => {
        this.#waiting.delete(look);
        clearTimeout(timer);
        settle();
      };
      const fail = (why) => finish(() => reject(new Error(`${why}; it said:\n${this.tail()}`)));
      const look = (line) => {
        const match = pattern.exec(line);
        if (match) finish(() => resolve(match));
        return match !== null;
      };
      const timer = setTimeout(() => fail(`No line ${pattern} in ${timeoutMs} ms`), timeoutMs);
      if (this.#lines.some(look)) return;
      this.#waiting.add(look);
      void this.#ended.then((how) => fail(`The program ended with ${how}`));
    });
  }
}
