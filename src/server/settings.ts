import type { ServerSettings } from '../protocol/lsp.ts';
import { defaultLimits } from '../worker/defaultLimits.ts';

/** What a client sent, with defaults for what it left out or got wrong. */
export function completeSettings(sent: Partial<ServerSettings> | undefined): ServerSettings {
  const positive = (key: keyof typeof defaultLimits) => {
    const value = sent?.[key];
    return typeof value === 'number' && value > 0 ? value : defaultLimits[key];
  };
  return {
    threshold: positive('threshold'),
    memoryLimitMB: positive('memoryLimitMB'),
    timeoutSeconds: positive('timeoutSeconds'),
    pythonPath: typeof sent?.pythonPath === 'string' ? sent.pythonPath : '',
    maxWorkers: typeof sent?.maxWorkers === 'number' && sent.maxWorkers > 0 ? sent.maxWorkers : 0,
  };
}
