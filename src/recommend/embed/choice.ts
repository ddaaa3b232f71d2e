import type { RemoteSettings } from "./remote";

/** What works out the vectors that texts are compared by; with "words" they are compared by words only. */
export type EmbeddingChoice =
  | { readonly type: "bundled" }
  | { readonly type: "words" }
  | ({ readonly type: "endpoint" } & RemoteSettings);
