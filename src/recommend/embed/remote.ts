import { isFields } from "../../base/fields";
import { unitVector } from "./layers";
import type { AsyncEmbedder } from "./model";

/** An embeddings endpoint on this machine, for example of Ollama or llama.cpp. */
export interface RemoteSettings {
  /** The whole address, for example `http://localhost:11434/v1/embeddings` or `…/api/embed`. */
  readonly url: string;
  /** As the endpoint calls it, for example `nomic-embed-text`. */
  readonly model: string;
}

/** What to send; a redirect is an error, because it could lead off this machine. */
export interface RemoteRequest {
  readonly url: string;
  readonly init: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: "error";
  };
}

/** The part of `fetch` that is used. Whoever passes it in sets the time limit. */
export type Fetch = (
  url: string,
  init: RemoteRequest["init"],
) => Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<unknown> }>;

const loopbackHosts: readonly string[] = ["127.0.0.1", "[::1]", "localhost"];

/** @throws {Error} where the address is no web address of this machine: texts must not leave it. */
export function remoteRequest(
  { url, model }: RemoteSettings,
  texts: readonly string[],
): RemoteRequest {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw new Error(
      "The address of the embeddings endpoint does not begin with http:// or https://.",
    );
  }
  if (!loopbackHosts.includes(address.hostname)) {
    throw new Error(
      "The embeddings endpoint has to be on this machine: localhost, 127.0.0.1 or ::1.",
    );
  }
  if (address.username !== "" || address.password !== "") {
    throw new Error("The address of the embeddings endpoint must not contain a password.");
  }
  return {
    url: address.href,
    init: {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model, input: texts }),
      redirect: "error",
    },
  };
}

/**
 * The unit vectors in a reply, in the order of the texts. Knows the reply of OpenAI's API
 * (`data[].embedding`, ordered by `index`) and Ollama's own (`embeddings[]`).
 *
 * @param count how many texts were sent.
 * @throws {Error} where there is not exactly one vector for each text, all of one length, none zero.
 */
export function parseRemoteReply(json: unknown, count: number): readonly Float32Array[] {
  const rows = rowsIn(json);
  if (rows === undefined) throw new Error("The embeddings endpoint's reply holds no embeddings.");
  if (rows.length !== count) {
    throw new Error(`The embeddings endpoint sent ${rows.length} vectors for ${count} texts.`);
  }
  const vectors = rows.map((row) => {
    const vector = isVector(row) ? unitVector(row) : undefined;
    const isUsable = vector?.some((value) => value !== 0) && vector.every(Number.isFinite);
    if (vector === undefined || !isUsable) {
      throw new Error("The embeddings endpoint sent something that is no vector of numbers.");
    }
    return vector;
  });
  if (new Set(vectors.map(({ length }) => length)).size > 1) {
    throw new Error("The embeddings endpoint sent vectors of several lengths.");
  }
  return vectors;
}

function rowsIn(json: unknown): readonly unknown[] | undefined {
  const { data, embeddings } = isFields(json) ? json : {};
  if (Array.isArray(embeddings)) return embeddings;
  if (!Array.isArray(data)) return undefined;
  const items = data.map((item: unknown, at) => {
    const { index, embedding } = isFields(item) ? item : {};
    return { index: typeof index === "number" ? index : at, embedding };
  });
  return items.sort((one, other) => one.index - other.index).map(({ embedding }) => embedding);
}

function isVector(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

/** Asks an endpoint on this machine. */
export class RemoteEmbedder implements AsyncEmbedder {
  readonly id: string;

  /** @throws {Error} where the settings do not name an endpoint on this machine. */
  constructor(
    private readonly settings: RemoteSettings,
    private readonly fetch: Fetch,
  ) {
    this.id = `${remoteRequest(settings, []).url}#${settings.model}`;
  }

  async embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    if (texts.length === 0) return [];
    const { url, init } = remoteRequest(this.settings, texts);
    const reply = await this.fetch(url, init);
    if (!reply.ok) throw new Error(`The embeddings endpoint answered with status ${reply.status}.`);
    return parseRemoteReply(await reply.json(), texts.length);
  }
}
