// Prints what is found in each module of the zoo beside the truth about it: `npm run zoo [-- convention…]`.
import { availableParallelism } from 'node:os';
import { lacking } from './support/python.ts';
import { casesOf, conventions, type ZooCase } from './support/zooCase.ts';
import { outcomeOf, type ZooOutcome } from './support/zooOutcome.ts';

interface Line {
  readonly zooCase: ZooCase;
  readonly outcome: ZooOutcome | null;
  readonly missing: string | null;
}

const words = process.argv.slice(2);
const cases = conventions()
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .flatMap(casesOf);
const lines: Line[] = [];
const queue = [...cases];
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let zooCase = queue.shift(); zooCase !== undefined; zooCase = queue.shift()) {
      const missing = lacking(zooCase.packages);
      lines.push({ zooCase, missing, outcome: missing === null ? await outcomeOf(zooCase) : null });
    }
  }),
);
lines.sort((a, b) => cases.indexOf(a.zooCase) - cases.indexOf(b.zooCase));

for (const convention of new Set(lines.map(({ zooCase }) => zooCase.convention))) {
  const own = lines.filter(({ zooCase }) => zooCase.convention === convention);
  console.log(`\n${convention}`);
  for (const line of own) console.log(`  ${textOf(line)}`);
  const alone = own.filter(({ zooCase, outcome }) => zooCase.unaided && outcome?.wrong.length === 0);
  console.log(`  found without any hint: ${alone.length} of ${own.length}`);
}
const right = lines.filter(({ outcome }) => outcome?.wrong.length === 0).length;
const skipped = lines.filter(({ outcome }) => outcome === null).length;
console.log(
  `\n${right} of ${lines.length} modules as the truth has them${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = right + skipped === lines.length ? 0 : 1;

function textOf({ zooCase: { name, unaided }, outcome, missing }: Line): string {
  const hint = unaided ? '' : ' (with hints)';
  if (outcome === null) return `- ${name}${hint}: skipped, Python has no ${missing}`;
  const { report, wrong } = outcome;
  const rows = report.layers.map((layer) => `${layer.name} ${layer.verdict}`).join(', ');
  const found = report.error ? `${report.error.code}${rows ? `; ${rows}` : ''}` : rows;
  return wrong.length === 0 ? `✓ ${name}${hint}: ${found}` : `✗ ${name}${hint}: ${wrong.join('; ')}`;
}
