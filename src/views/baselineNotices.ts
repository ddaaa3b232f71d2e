import * as vscode from "vscode";
import type { AnomalyEpisode } from "../analysis/anomalyEpisodes";
import type { Snapshot } from "../snapshot/snapshot";
import { skillKey, type SkillKey } from "../tracker/model";
import type { Words } from "./model/report/words";
import { anomalySentence } from "./model/report/changeWords";
import { noticesDue } from "./model/noticesDue";
import { skillLabel } from "./model/report/names";

export interface NoticeParts {
  readonly isOn: () => boolean;
  readonly words: () => Words;
  readonly nowMs: () => number;
  /** When a skill was last told of, milliseconds since 1970 UTC. */
  readonly told: () => ReadonlyMap<string, number>;
  readonly keepTold: (told: ReadonlyMap<string, number>) => unknown;
  readonly open: (key: SkillKey) => unknown;
  readonly turnOff: () => unknown;
}

/** Says, where somebody asked for it, that a skill completes less than it used to. */
export class BaselineNotices {
  constructor(private readonly parts: NoticeParts) {}

  /** Hears what is known now. */
  update(snapshot: Snapshot): void {
    const { isOn, nowMs, told, keepTold } = this.parts;
    if (!isOn()) return;
    const due = noticesDue(snapshot.insights, told(), nowMs());
    if (due.length === 0) return;
    const now = new Map(told());
    for (const { skill } of due) now.set(skillKey(skill), nowMs());
    keepTold(now);
    for (const anomaly of due) void this.tell(anomaly, snapshot);
  }

  private async tell(anomaly: AnomalyEpisode, { skills }: Snapshot): Promise<void> {
    const { t } = vscode.l10n;
    const key = skillKey(anomaly.skill);
    const sentence = anomalySentence(anomaly, skillLabel(key, skills), this.parts.words());
    const [open, off] = [t("Open Report"), t("Don't Tell Again")];
    const answer = await vscode.window.showWarningMessage(sentence, open, off);
    if (answer === open) this.parts.open(key);
    if (answer === off) this.parts.turnOff();
  }
}
