/** Every id that package.json contributes; a test compares the two. */
export const commands = {
  run: 'gradientCheck.run',
  cancel: 'gradientCheck.cancel',
  showResults: 'gradientCheck.showResults',
  createConfig: 'gradientCheck.createConfig',
  openSample: 'gradientCheck.openSample',
  showLog: 'gradientCheck.showLog',
} as const;

export const settingsSection = 'gradientCheck';

/** Values of `gradientCheck.*`, by name. */
export interface Settings {
  readonly threshold: number;
  readonly runOnSave: boolean;
  readonly memoryLimitMB: number;
  readonly timeoutSeconds: number;
  readonly pythonPath: string;
  readonly maxWorkers: number;
}

/** The defaults, as package.json has them. */
export const defaultSettings: Settings = {
  threshold: 1e-7,
  runOnSave: true,
  memoryLimitMB: 1024,
  timeoutSeconds: 30,
  pythonPath: '',
  maxWorkers: 0,
};

export const contextKeys = { running: 'gradientCheck.running' } as const;

export const statusItemId = 'gradientCheck.status';

/** Config files, as VS Code's file patterns; comments and trailing commas are allowed in them. */
export const configFilePatterns = ['gradcheck.json', '*.gradcheck.json'] as const;
