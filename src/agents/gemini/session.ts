import { isFields } from "../../base/fields";
import { nameIn, parseLine } from "../line";
import type { DocumentFormat } from "../model";
import { stemOf } from "../path";
import { SkippedCounter } from "../skipped";
import { ToolCalls } from "./toolCalls";

/**
 * A session of Gemini CLI as versions before 0.40 wrote it: one JSON document.
 *
 * It says when a call was over and not when it began, so runs have no duration; and only the hash of
 * the folder it worked in, so they have no `cwd`.
 */
export const geminiSession: DocumentFormat = {
  agent: "gemini",
  id: "gemini-session",
  read(text, { path }) {
    const skipped = new SkippedCounter();
    const session = parseLine(text) ?? {};
    const messages = session["messages"];
    if (!Array.isArray(messages)) {
      skipped.addUnreadable();
      return { signals: [], skipped };
    }
    const sessionId = nameIn(session, "sessionId") ?? stemOf(path);
    const calls = new ToolCalls();
    const signals = messages.flatMap((message: unknown) => {
      const told = calls.tell(isFields(message) ? message : {}, sessionId);
      if (told.unknownType !== undefined) skipped.addUnknown(told.unknownType);
      if (!told.isWhole) skipped.addUnreadable();
      return told.signals;
    });
    return { signals, skipped };
  },
};
