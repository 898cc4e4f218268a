import type { ServerSettings } from '../protocol/lsp.ts';

/** For clients that send none; those of the editor stand in package.json. */
const defaults: ServerSettings = { threshold: 1e-7, memoryLimitMB: 1024, timeoutSeconds: 30 };

/** What a client sent, with defaults for what it left out or got wrong. */
export function completeSettings(sent: Partial<ServerSettings> | undefined): ServerSettings {
  const positive = (key: keyof ServerSettings) => {
    const value = sent?.[key];
    return typeof value === 'number' && value > 0 ? value : defaults[key];
  };
  return {
    threshold: positive('threshold'),
    memoryLimitMB: positive('memoryLimitMB'),
    timeoutSeconds: positive('timeoutSeconds'),
  };
}
