import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDivider,
  vsCodeProgressRing,
} from "@vscode/webview-ui-toolkit";
import { h } from "./dom";
import type { Attributes, Child, VNode } from "./dom";

/**
 * The only file that knows the component library, whose upstream has stopped: what is drawn here
 * another library of the same tag names can draw. It reads its nonce from the page's `csp-nonce`.
 */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDivider(), vsCodeProgressRing());
}

/** A push button of the editor's look. */
export function primaryButton(attributes: Attributes, ...children: readonly Child[]): VNode {
  return h("vscode-button", attributes, ...children);
}

/** The quieter button; the second attribute is how other libraries of the same tags spell it. */
export function secondaryButton(attributes: Attributes, ...children: readonly Child[]): VNode {
  return h(
    "vscode-button",
    { appearance: "secondary", secondary: true, ...attributes },
    ...children,
  );
}

export function divider(): VNode {
  return h("vscode-divider", {});
}

export function progressRing(label: string): VNode {
  return h("vscode-progress-ring", { "aria-label": label });
}
