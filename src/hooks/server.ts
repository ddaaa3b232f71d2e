import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { refusalOf } from "./refusal";

const host = "127.0.0.1";
/** Bytes of a body; what an agent tells of one tool is seldom a tenth of it. */
const maxBodyBytes = 1 << 20;
/** How long a request may take to come in, milliseconds. */
const slowestMs = 5_000;

/** What a server of hooks is made of. */
export interface HookServerParts {
  /** What a request must carry as `Authorization: Bearer …`. */
  readonly token: string;
  /** The paths hooks are posted to, for example `/hooks/claude`. */
  readonly paths: readonly string[];
  /** Takes what was posted to a path, after the agent has its answer. */
  readonly onPayload: (path: string, payload: unknown) => void;
  /** Milliseconds a request may take to come in. */
  readonly slowestMs?: number;
}

/**
 * Takes what agents on this machine post to their hooks. An agent waits for nothing: its request is
 * answered with `{}`, which decides nothing, before anybody looks at it. Nothing is logged of it.
 */
export class HookServer {
  private server: Server | undefined;

  constructor(private readonly parts: HookServerParts) {}

  /** The port it listens on; undefined while it does not. */
  get port(): number | undefined {
    const address = this.server?.address();
    return isAddress(address) ? address.port : undefined;
  }

  /**
   * Begins to listen, on this machine only.
   *
   * @param preferred the port to take when it is free; else any.
   * @returns the port. Rejects when the system gives none.
   */
  async start(preferred = 0): Promise<number> {
    this.stop();
    try {
      return await this.listen(preferred);
    } catch (error) {
      if (preferred === 0) throw error;
      return this.listen(0);
    }
  }

  /** Stops listening and closes what is open. */
  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
    this.server = undefined;
  }

  private listen(port: number): Promise<number> {
    const limits = { headersTimeout: slowestMs, connectionsCheckingInterval: 1_000 };
    const server = createServer(limits, (request, response) => this.answer(request, response));
    server.maxConnections = 64;
    server.unref();
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host, port, exclusive: true }, () => {
        server.off("error", reject);
        // Nothing that goes wrong with one connection concerns the others.
        server.on("error", () => undefined);
        this.server = server;
        resolve(this.port ?? 0);
      });
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { token, paths } = this.parts;
    const refusal = refusalOf(request, { port: this.port ?? 0, token, paths, maxBodyBytes });
    if (refusal !== undefined) {
      refuse(request, response, refusal);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(
      () => refuse(request, response, 408),
      this.parts.slowestMs ?? slowestMs,
    ).unref();
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) refuse(request, response, 413);
      else chunks.push(chunk);
    });
    request.on("close", () => clearTimeout(timer));
    request.on("error", () => undefined);
    request.on("end", () => {
      if (!response.headersSent) this.take(request.url ?? "", Buffer.concat(chunks), response);
    });
  }

  private take(path: string, body: Buffer, response: ServerResponse): void {
    const payload = parsed(body);
    response.writeHead(payload === undefined ? 400 : 200, { "Content-Type": "application/json" });
    response.end("{}", () => {
      if (payload !== undefined) this.parts.onPayload(path, payload.value);
    });
  }
}

/** Answers and closes the connection without reading on. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  request.removeAllListeners("data");
  request.pause();
  response.writeHead(status, { Connection: "close", "Content-Length": 0 });
  response.end(() => request.socket.destroySoon());
}

function parsed(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString("utf8")) };
  } catch {
    // The status says so.
    return undefined;
  }
}

function isAddress(address: AddressInfo | string | null | undefined): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
