// The part of spdlog that VS Code calls. Log files neither rotate nor are buffered: a test run is short.
import fs from "node:fs";
import path from "node:path";

export const LogLevel = { Trace: 0, Debug: 1, Info: 2, Warning: 3, Error: 4, Critical: 5, Off: 6 };
const levelNames = ["trace", "debug", "info", "warning", "error", "critical"];

export class Logger {
  #file;
  #level = LogLevel.Info;
  #plain = false;

  constructor(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.#file = fs.openSync(file, "a");
  }

  #write(level, message) {
    if (this.#file === undefined || level < this.#level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    const line = this.#plain ? message : `${time} [${levelNames[level]}] ${message}\n`;
    fs.writeSync(this.#file, line);
  }

  trace = (message) => this.#write(LogLevel.Trace, message);
  debug = (message) => this.#write(LogLevel.Debug, message);
  info = (message) => this.#write(LogLevel.Info, message);
  warn = (message) => this.#write(LogLevel.Warning, message);
  error = (message) => this.#write(LogLevel.Error, message);
  critical = (message) => this.#write(LogLevel.Critical, message);

  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  /** Callers that clear the formatters bring their own. */
  clearFormatters() {
    this.#plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {
    if (this.#file !== undefined) fs.closeSync(this.#file);
    this.#file = undefined;
  }
}

export const version = 11600;
export const setLevel = () => {};
export const setFlushOn = () => {};
export const createRotatingLogger = async (_name, file) => new Logger(file);
export const createAsyncRotatingLogger = createRotatingLogger;
