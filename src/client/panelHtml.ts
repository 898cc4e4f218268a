import { randomBytes } from 'node:crypto';

/** What the page is made of, as addresses that the webview may load. */
export interface PanelFiles {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** The empty page. It loads our script and style and nothing else; what it shows comes by messages only. */
export function panelHtml({ cspSource, script, style }: PanelFiles): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `img-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gradient Check</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
