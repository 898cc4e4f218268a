import { match } from 'node:assert/strict';
import { eventually } from './support/eventually.ts';
import { editorTests } from './support/suite.ts';

/** As much of the Python extension as tells which interpreter is selected: the one that a file names. */
const pythonExtension = {
  'package.json': JSON.stringify({
    name: 'python',
    publisher: 'ms-python',
    version: '2025.1.0',
    engines: { vscode: '^1.100.0' },
    main: './main.js',
    activationEvents: ['*'],
  }),
  'main.js': `
    const { readFileSync } = require('node:fs');
    const { join, dirname } = require('node:path');
    exports.activate = () => ({
      environments: {
        getActiveEnvironmentPath(resource) {
          const path = readFileSync(join(dirname(resource.fsPath), 'selected'), 'utf8');
          return { id: path, path };
        },
        resolveEnvironment: async ({ path }) => ({ executable: { uri: { fsPath: path + '/bin/python' } } }),
      },
    });
  `,
};

const inEditor = editorTests({ beside: pythonExtension });

inEditor(
  'code runs with the Python that the Python extension has selected, whichever it is at the time',
  async ({ editor, workspace }) => {
    for (const environment of ['first', 'second']) {
      workspace.write('selected', `/nowhere/${environment}`);
      await editor.openFile('nn.gradcheck.json');
      await editor.command('Gradient Check: Run');
      await eventually(
        async () => (await editor.problems()).map(({ message }) => /there is no (\S+)\./.exec(message)?.[1]),
        [`/nowhere/${environment}/bin/python`],
      );
    }
    // Nothing is selected: the Python that there is without the extension.
    workspace.write('selected', 'python');
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error 1 of 3 layers fails');
    match(await editor.panel().locator('#subject').innerText(), /nn\.py/);
  },
);
