import { findChromium } from './chromium.ts';
import { findCodeServer } from './codeServer.ts';

/** Why tests in the editor cannot run here, with the line that mends it; false when they can. */
export function lacking(): string | false {
  if (findCodeServer() === null)
    return "VS Code's server is not installed: node test/editor/support/install.ts";
  if (findChromium() === null) return 'Chromium is not installed: apt-get install chromium';
  return false;
}
