// `npm run sample`: checks the configs of the sample in the terminal and says what is seen.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = fileURLToPath(new URL('sample', import.meta.url));

const python = process.env.GRADIENT_CHECK_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');
const hasNumPy = spawnSync(python, ['-c', 'import numpy']).status === 0;

const steps = [
  {
    config: 'nn.gradcheck.json',
    expected: hasNumPy ? 1 : 2,
    before: `A backward pass written by hand, in nn.py, with a mistake that training does not notice:
${
  hasNumPy
    ? 'the check fails at the layer that it belongs to, and at no other.'
    : 'it cannot be checked before NumPy is there, and the message says how to install it.'
}`,
  },
  {
    config: 'iris.gradcheck.json',
    expected: 0,
    before:
      'The reference network on the same data. Every layer is tested and agrees: the check passes, and says that\nno code of yours was tested.',
  },
  {
    config: 'wrong-layer.gradcheck.json',
    expected: 1,
    before:
      'Gradients that backward.py recorded. It forgets to divide one kernel gradient by the number of examples:\nthe check fails at that layer, on its line of the config, and at no other.',
  },
  {
    config: 'unscaled.gradcheck.json',
    expected: 3,
    before:
      'The same flowers in micrometres. Such inputs saturate the first layer, both of its gradients are zero,\nand the bare rule passes. Nothing was tested there, so this is not a pass.',
  },
];

let surprises = 0;
for (const [i, { config, expected, before }] of steps.entries()) {
  console.log(`\n${i + 1} of ${steps.length}  gradient-check ${config}\n${before}\n`);
  const { status } = spawnSync(process.execPath, [cli, config], { cwd: folder, stdio: 'inherit' });
  console.log(`\nExit code ${status}.`);
  if (status !== expected) {
    console.error(`Expected ${expected}.`);
    surprises += 1;
  }
}
console.log(
  '\nExit codes: 0 every layer passes, 1 a layer fails, 2 could not check, 3 something was not tested.\n' +
    'Try it on your own: node dist/cli.js CONFIG. In VS Code: npm start, then "Gradient Check: Run".',
);
process.exitCode = surprises === 0 ? 0 : 1;
