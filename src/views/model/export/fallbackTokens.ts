/**
 * What stands in for the editor's colours where there is no editor: its own light theme, and its
 * dark one for readers who prefer that. The only colours of this project that are values.
 */
export const fallbackTokens = `:root {
  color-scheme: light dark;
  --vscode-font-family: system-ui, -apple-system, "Segoe WPC", "Segoe UI", Ubuntu, sans-serif;
  --vscode-font-size: 13px;
  --vscode-button-background: #005fb8;
  --vscode-button-border: rgba(0, 0, 0, 0.1);
  --vscode-button-foreground: #ffffff;
  --vscode-button-hoverBackground: #0258a8;
  --vscode-button-secondaryBackground: #e5e5e5;
  --vscode-button-secondaryForeground: #3b3b3b;
  --vscode-button-secondaryHoverBackground: #cccccc;
  --vscode-charts-blue: #0063d3;
  --vscode-charts-purple: #652d90;
  --vscode-charts-red: #e51400;
  --vscode-charts-yellow: #bf8803;
  --vscode-descriptionForeground: #3b3b3b;
  --vscode-dropdown-background: #ffffff;
  --vscode-dropdown-border: #cecece;
  --vscode-dropdown-foreground: #3b3b3b;
  --vscode-editor-background: #ffffff;
  --vscode-focusBorder: #005fb8;
  --vscode-foreground: #3b3b3b;
  --vscode-input-background: #ffffff;
  --vscode-input-border: #cecece;
  --vscode-input-foreground: #3b3b3b;
  --vscode-inputOption-activeBackground: #bed6ed;
  --vscode-inputOption-activeBorder: #005fb8;
  --vscode-inputOption-activeForeground: #000000;
  --vscode-list-hoverBackground: #f2f2f2;
  --vscode-list-inactiveSelectionBackground: #e4e6f1;
  --vscode-progressBar-background: #005fb8;
  --vscode-textLink-foreground: #005fb8;
  --vscode-toolbar-hoverBackground: rgba(184, 184, 184, 0.31);
}

@media (prefers-color-scheme: dark) {
  @media not print {
    :root {
      --vscode-button-background: #0078d4;
      --vscode-button-border: rgba(255, 255, 255, 0.1);
      --vscode-button-foreground: #ffffff;
      --vscode-button-hoverBackground: #026ec1;
      --vscode-button-secondaryBackground: rgba(0, 0, 0, 0);
      --vscode-button-secondaryForeground: #cccccc;
      --vscode-button-secondaryHoverBackground: #2b2b2b;
      --vscode-charts-blue: #59a4f9;
      --vscode-charts-purple: #b180d7;
      --vscode-charts-red: #f14c4c;
      --vscode-charts-yellow: #cca700;
      --vscode-descriptionForeground: #9d9d9d;
      --vscode-dropdown-background: #313131;
      --vscode-dropdown-border: #3c3c3c;
      --vscode-dropdown-foreground: #cccccc;
      --vscode-editor-background: #1f1f1f;
      --vscode-focusBorder: #0078d4;
      --vscode-foreground: #cccccc;
      --vscode-input-background: #313131;
      --vscode-input-border: #3c3c3c;
      --vscode-input-foreground: #cccccc;
      --vscode-inputOption-activeBackground: rgba(36, 137, 219, 0.51);
      --vscode-inputOption-activeBorder: #2488db;
      --vscode-inputOption-activeForeground: #ffffff;
      --vscode-list-hoverBackground: #2a2d2e;
      --vscode-list-inactiveSelectionBackground: #37373d;
      --vscode-progressBar-background: #0078d4;
      --vscode-textLink-foreground: #4daafc;
      --vscode-toolbar-hoverBackground: rgba(90, 93, 94, 0.31);
    }
  }
}
`;
