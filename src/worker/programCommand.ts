import { isAbsolute, resolve } from 'node:path';
import process from 'node:process';
import type { ProgramConfig } from '../config/code.ts';
import type { ProgramOptions } from './messages.ts';

/** How a program is started: the interpreter and our runner, or the user's own command. */
export function programCommand(code: ProgramConfig, folder: string, file: string, options: ProgramOptions) {
  switch (code.kind) {
    case 'python': {
      const chosen = code.interpreter ?? options.python ?? process.env.GRADIENT_CHECK_PYTHON;
      const interpreter = chosen ?? (process.platform === 'win32' ? 'python' : 'python3');
      const found =
        /[/\\]/.test(interpreter) && !isAbsolute(interpreter) ? resolve(folder, interpreter) : interpreter;
      return {
        command: [found, '-B', '-X', 'utf8', options.runners.python],
        // The runner asks for one thread by itself.
        environment: {},
      };
    }
    case 'javascript':
      return {
        command: [process.execPath, options.runners.javascript],
        // Inside VS Code the executable is Electron's.
        environment: { ...oneThread, ELECTRON_RUN_AS_NODE: '1' },
      };
    case 'command':
      return { command: code.command, environment: { ...oneThread, GRADIENT_CHECK_FILE: file } };
  }
}

/** Linear algebra in one thread: evaluations are small, and several processes share the processor. */
const oneThread = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  VECLIB_MAXIMUM_THREADS: '1',
  NUMEXPR_NUM_THREADS: '1',
};
