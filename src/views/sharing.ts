import type * as vscode from "vscode";
import type { SharedBaselines } from "../recommend/model";

/** What sharing is made of. */
export interface SharingParts {
  /** The state of all windows of this machine. */
  readonly state: Pick<vscode.Memento, "get" | "update">;
  readonly userId: string;
  readonly newSalt: () => string;
  /** Where baselines are shared, absolute; undefined while nothing is. */
  readonly folder: () => string | undefined;
}

/** Where this user shares, and as whom. Nothing is made or kept until there is a folder. */
export class Sharing {
  constructor(private readonly parts: SharingParts) {}

  get place(): SharedBaselines | undefined {
    const folder = this.parts.folder();
    const { userId: id } = this.parts;
    return folder === undefined ? undefined : { folder, user: { id, salt: this.salt() } };
  }

  /** Made once; read each time, because another window may have made it. */
  private salt(): string {
    const { state, newSalt } = this.parts;
    const known = state.get<unknown>("salt");
    if (typeof known === "string" && known !== "") return known;
    const made = newSalt();
    void state.update("salt", made);
    return made;
  }
}
