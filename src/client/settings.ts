import * as vscode from 'vscode';
import { defaultSettings, type Settings, settingsSection } from '../contributions.ts';

/** The settings as they are now, those of a folder or file where one is given. */
export function readSettings(scope?: vscode.Uri): Settings {
  const section = vscode.workspace.getConfiguration(settingsSection, scope);
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
