import { measured } from "../duration";
import { isName } from "../line";
import { cancelled, completed, failed, unjudged, type RunEnd } from "../runEnd";

const opening = "<task-notification>";

/** What the agent is told when something it started in the background has ended. */
export interface TaskNotification {
  /** The id of the background task: for a subagent, its agent id. */
  readonly taskId: string | undefined;
  /** The tool use that started it. Older versions do not say. */
  readonly runId: string | undefined;
  readonly end: RunEnd;
}

const ends: Readonly<Record<string, RunEnd>> = {
  completed,
  failed,
  killed: cancelled,
  stopped: cancelled,
};

/** @returns the notifications a text consists of; none where it is something else. */
export function taskNotificationsOf(text: string): readonly TaskNotification[] {
  if (!text.trimStart().startsWith(opening)) return [];
  return text.split(opening).slice(1).map(notificationOf);
}

function notificationOf(body: string): TaskNotification {
  // What the task answered may hold any tag: ids come before it, the usage after.
  const head = body.slice(0, indexOrEnd(body, "<result>"));
  const tail = body.slice(Math.max(0, body.lastIndexOf("<usage>")));
  const status = tagOf(head, "status");
  const end = (status === undefined ? undefined : ends[status]) ?? unjudged;
  const exitCode = /exit code (\d{1,10})\)?\.?$/.exec(tagOf(head, "summary") ?? "")?.[1];
  const ms = tagOf(tail, "duration_ms");
  return {
    taskId: tagOf(head, "task-id"),
    runId: tagOf(head, "tool-use-id"),
    end: {
      ...end,
      ...(exitCode === undefined ? {} : { exitCode: Number(exitCode) }),
      ...(ms === undefined ? {} : { duration: measured(Number(ms)) }),
    },
  };
}

function tagOf(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  const end = text.indexOf(`</${tag}>`, start);
  if (start < 0 || end < 0) return undefined;
  const value = text.slice(start + tag.length + 2, end).trim();
  return isName(value) ? value : undefined;
}

function indexOrEnd(text: string, part: string): number {
  const index = text.indexOf(part);
  return index < 0 ? text.length : index;
}
