import { isAbsolute } from 'node:path';
import { PVSC_EXTENSION_ID, type PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';
import { readSettings } from './settings.ts';

/** Usually known at once; the first time an environment is looked at, its Python is started. */
const patienceMs = 1000;

/**
 * The Python that runs a config's code where the config names none: our setting, else what the Python extension
 * has selected for the config's folder. Empty for neither. That extension is asked while it is running, and
 * never started for this.
 */
export async function interpreterFor(config: vscode.Uri): Promise<string> {
  return readSettings(config).pythonPath || ((await selectedInterpreter(config)) ?? '');
}

async function selectedInterpreter(config: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>(PVSC_EXTENSION_ID);
  // Its early versions have no environments to ask for.
  const environments: PythonExtension['environments'] | undefined = extension?.isActive
    ? extension.exports.environments
    : undefined;
  const selected = environments?.getActiveEnvironmentPath(config);
  // A bare name stands for no selection.
  if (!environments || !selected || !isAbsolute(selected.path)) return undefined;
  const resolved = await Promise.race([
    environments.resolveEnvironment(selected).catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined)),
  ]);
  return resolved?.executable.uri?.fsPath ?? selected.path;
}
