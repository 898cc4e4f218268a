// Everything that `npm test` does: types, lint, build and package as one test each, then the test files. Words on
// the command line choose what has them all in its path: `npm test -- unit data`.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { canInstallPackages } from './editor/support/debian.ts';
import { installMissing } from './editor/support/install.ts';
import { runCommand } from './runner/command.ts';
import { Tally } from './runner/tally.ts';
import { runTestFile } from './runner/testFile.ts';

const unitTimeoutMs = 120_000;
const editorTimeoutMs = 240_000;

const words = process.argv.slice(2);
const chosen = (path: string) => words.every((word) => path.includes(word));
const find = (pattern: string) => globSync(pattern).filter(chosen).sort();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const unit = [...find('test/unit/**/*.test.ts'), ...find('test/zoo/*.test.ts')];
const editor = find('test/editor/**/*.test.ts');
// On a machine where everything can be installed a skip hides something; the data set of cat images may be absent.
const strict = process.env.CI === 'true' && canInstallPackages();
const tally = new Tally((name) => !strict || name.includes('cat images'));

installMissing({ editor: editor.length > 0, oracles: unit.length > 0 }, console.log);

// Chosen or not: the tests of the processes need the build, those in the editor the package.
const files = unit.length + editor.length > 0;
await Promise.all([
  chosen('types') && step('types', 'tsc', '--noEmit'),
  chosen('lint') && step('lint', 'biome', 'ci', '--colors=off', '.'),
  (chosen('build') || files) && step('build', 'npm', 'run', 'build'),
]);
if (chosen('package') || editor.length > 0) await step('package', 'npm', 'run', 'package');

const queue = [...unit];
const lanes = Array.from({ length: Math.min(availableParallelism(), queue.length) }, async () => {
  for (let file = queue.shift(); file !== undefined; file = queue.shift())
    await testFile(file, unitTimeoutMs);
});
await Promise.all(lanes);
// One at a time: a window that competes with another for the processor is not what a person sees.
for (const file of editor) await testFile(file, editorTimeoutMs);

process.exitCode = tally.finish();

async function step(name: string, ...command: string[]): Promise<void> {
  const start = performance.now();
  const outcome = await runCommand(name, command);
  tally.add(name, [outcome], performance.now() - start);
}

async function testFile(file: string, timeoutMs: number): Promise<void> {
  const start = performance.now();
  const outcomes = await runTestFile(file, timeoutMs);
  tally.add(file, outcomes, performance.now() - start);
}
