import * as vscode from 'vscode';
import { defaultSettings, type Settings, settingsSection } from '../contributions.ts';

/** The settings as they are now. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration(settingsSection);
  const value = <Name extends keyof Settings>(name: Name) =>
    section.get<Settings[Name]>(name, defaultSettings[name]);
  return {
    threshold: value('threshold'),
    runOnSave: value('runOnSave'),
    memoryLimitMB: value('memoryLimitMB'),
    timeoutSeconds: value('timeoutSeconds'),
    pythonPath: value('pythonPath'),
    maxWorkers: value('maxWorkers'),
  };
}
