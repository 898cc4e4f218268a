import type { ServerSettings } from '../protocol/lsp.ts';
import { defaultLimits } from '../worker/defaultLimits.ts';

/** What a client sent, with defaults for what it left out or got wrong. */
export function completeSettings(sent: Partial<ServerSettings> | undefined): ServerSettings {
  const positive = (key: keyof ServerSettings) => {
    const value = sent?.[key];
    return typeof value === 'number' && value > 0 ? value : defaultLimits[key];
  };
  return {
    threshold: positive('threshold'),
    memoryLimitMB: positive('memoryLimitMB'),
    timeoutSeconds: positive('timeoutSeconds'),
  };
}
